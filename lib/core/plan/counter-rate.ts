import type { Expression } from '../language/expression.ts';
import type { Indicator } from './indicator.ts';

/** Whether the statistic is a counter's count per second of the scope, which k6 does not compute. */
export function isRateOfCounter(expression: Expression, { type }: Pick<Indicator, 'type'>): boolean {
  return type === 'counter' && expression.statistic === 'rate';
}
