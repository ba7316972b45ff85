import { invalid } from '../language/invalid.ts';
import type { Expression } from '../language/expression.ts';
import type { Indicator } from '../plan/indicator.ts';

/**
 * The fewest samples that can carry an expression.
 *
 * A percentile p needs n with pⁿ ≤ 0.025: below it the 95 % order-statistic interval of the percentile has no upper end (72
 * for p95, 368 for p99). A ratio needs n = 1 ÷ its distance to the nearer end (100 for `rate<0.01`), below which one single
 * sample decides it. Everything else needs one.
 *
 * @see David and Nagaraja, Order Statistics, 3rd edition, section 7.1
 */
export function minimumSamplesFor(expression: Expression, indicator: Indicator): number {
  if (expression.percentile !== null) return Math.ceil(Math.log(0.025) / Math.log(expression.percentile / 100));
  if (expression.statistic === 'med') return 6;
  const distance = Math.min(expression.limit, 1 - expression.limit);
  if (indicator.type === 'rate' && distance > 0) return Math.ceil(Number((1 / distance).toFixed(6)));
  return 1;
}

/** @throws When the number that a criterion asks for is no number of samples. */
export function parseMinimumSamples(value: unknown, what: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
  throw invalid(`minimum samples of ${what}`, 'a whole number from 1', value, 'Leave it out for the derived minimum');
}
