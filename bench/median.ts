/** A median with a 95 % interval, both in the values' unit. */
export type Estimate = {
  readonly median: number;
  /** Null, as `high`, for fewer than `fewestForInterval` values: no pair of them covers the median that often. */
  readonly low: number | null;
  readonly high: number | null;
};

/** Fewer values have no 95 % interval. */
export const fewestForInterval = 6;

const tail = 0.025;

/**
 * The median of the values and its sign-test interval: the innermost pair of order statistics that covers the median of what
 * the values were drawn from in at least 95 % of all samples, whatever their distribution. Of 20 values it is the 6th and the 15th.
 *
 * @param values At least one.
 * @see David and Nagaraja, Order Statistics, 3rd edition, section 7.1
 */
export function estimateMedian(values: readonly number[]): Estimate {
  const sorted = [...values].sort((a, b) => a - b);
  const below = sorted[(sorted.length - 1) >> 1];
  const above = sorted[sorted.length >> 1];
  if (below === undefined || above === undefined) {
    throw new Error('Invalid values: expected at least one, received none. Measure something.');
  }
  const rank = lowerRank(sorted.length);
  return {
    median: (below + above) / 2,
    low: sorted[rank - 1] ?? null,
    high: rank === 0 ? null : (sorted[sorted.length - rank] ?? null),
  };
}

/** The largest r for which fewer than r of n fair coins show heads with a probability of at most 2.5 %; 0 when there is none. */
function lowerRank(n: number): number {
  let probability = 0.5 ** n;
  let sum = probability;
  let rank = 0;
  while (sum <= tail) {
    rank += 1;
    probability *= (n - rank + 1) / rank;
    sum += probability;
  }
  return rank;
}
