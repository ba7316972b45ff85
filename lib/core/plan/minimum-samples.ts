import type { Expression, MetricType } from '../language/expression.ts';
import { invalid } from '../language/invalid.ts';
import { leastSamplesForPercentile, leastSamplesForRatio } from '../statistics/least-samples.ts';

/** The fewest samples that can carry an expression on a metric of the type. */
export function minimumSamplesFor(expression: Expression, type: MetricType): number {
  if (expression.percentile !== null) return leastSamplesForPercentile(expression.percentile);
  // Below six values the order-statistic interval of a median has no ends either.
  if (expression.statistic === 'med') return leastSamplesForMedian;
  return type === 'rate' ? leastSamplesForRatio(expression.limit) : 1;
}

const leastSamplesForMedian = 6;

/** @throws When the number that a criterion asks for is no number of samples. */
export function parseMinimumSamples(value: unknown, what: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
  throw invalid(`minimum samples of ${what}`, 'a whole number from 1', value, 'Leave it out for the derived minimum');
}
