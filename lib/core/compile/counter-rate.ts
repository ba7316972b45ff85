import { recordedTag } from '../plan/custom-metric.ts';
import type { Expression } from '../language/expression.ts';
import type { Indicator } from '../plan/indicator.ts';
import type { Tags } from './metric-key.ts';
import { afterPlan } from './phase-clock.ts';

/** Whether the statistic is a counter's count per second of the scope, which k6 does not compute. */
export function isRateOfCounter(expression: Expression, indicator: Indicator): boolean {
  return indicator.type === 'counter' && expression.statistic === 'rate';
}

/** k6 divides the count of a sub-metric by the whole run, setup and teardown included: a phase's rate must be asked as a count. */
export function countExpression(rate: Expression, durationMs: number): Expression {
  return { ...rate, statistic: 'count', limit: Number(((rate.limit * durationMs) / 1000).toFixed(6)) };
}

/** The k6 metrics that a criterion's value is made of. */
export type ValueKeys = {
  /** The metric that is judged. */
  readonly key: string;
  /** The part of its count that came about after the plan, and is to be taken off; null where nothing is. */
  readonly overrunKey: string | null;
};

/**
 * The metrics of a criterion's value in a scope.
 *
 * A rate divides by the scope's duration, so it may count only what came about within it: iterations that go on after the
 * last phase, or after theirs, would make a slow target look fast. Only a rate that is not to exceed a limit counts all: what
 * is left out could hide that it did, and k6, whose selectors cannot subtract, says the same of it.
 */
export function valueKeys(target: Expression, indicator: Indicator, scope: Tags): ValueKeys {
  if (!isRateOfCounter(target, indicator) || target.operator.startsWith('<')) {
    return { key: indicator.key(scope), overrunKey: null };
  }
  // A request's phase is that in which it starts; a recorded sample's is that of its iteration's start.
  const momentTag = indicator.name === 'throughput' ? 'phase' : recordedTag;
  const { phase, ...others } = scope;
  if (phase !== undefined) return { key: indicator.key({ ...others, [momentTag]: phase }), overrunKey: null };
  return { key: indicator.key(scope), overrunKey: indicator.key({ ...scope, [momentTag]: afterPlan }) };
}
