import { estimateMedian, type Estimate } from './median.ts';

/** One line of the results. A ratio has no unit. */
export type Row = Estimate & {
  readonly what: string;
  /** What the median has to keep to; null where it is reported only. */
  readonly bar: number | null;
};

/**
 * The row of a ratio, from pairs of runs made beside each other.
 *
 * @throws When the lists differ in length, or a value is not above 0: a clock that nothing started or stopped would look like a fast script.
 */
export function ratioRow(
  what: string,
  bar: number | null,
  numerators: readonly number[],
  denominators: readonly number[],
): Row {
  return valueRow(what, bar, ratios(numerators, denominators));
}

/** The row of a value measured in several runs. */
export function valueRow(what: string, bar: number | null, values: readonly number[]): Row {
  return { what, ...estimateMedian(values), bar };
}

/**
 * Whether the row proves that its bar is missed: the whole interval lies beyond it. An interval across the bar proves neither
 * side.
 */
export function isBeyondBar({ low, bar }: Row): boolean {
  return low !== null && bar !== null && low > bar;
}

/** The ratios of each run to the run before it: what two runs of one and the same script differ by. */
export function successiveRatios(values: readonly number[]): number[] {
  return ratios(values.slice(1), values.slice(0, -1));
}

function ratios(numerators: readonly number[], denominators: readonly number[]): number[] {
  return numerators.map((numerator, index) => {
    const denominator = denominators[index];
    if (denominator === undefined || !(numerator > 0 && denominator > 0) || numerators.length !== denominators.length) {
      throw new Error(
        `Invalid pair: expected two values above 0, received ${numerator} and ${denominator}. Measure both sides in each block.`,
      );
    }
    return numerator / denominator;
  });
}
