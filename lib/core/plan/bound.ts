import { invalid } from '../invalid.ts';
import { parseExpression, renderExpression, type Expression, type MetricType } from './expression.ts';

/**
 * The bound of a criterion, which is its target when it has none of its own.
 *
 * @param text A threshold expression of k6, or nothing.
 * @throws When it is malformed, asks for another statistic or in the other direction than the target, or is stricter than it:
 * a value would meet what is wanted and fail all the same.
 */
export function parseBound(text: unknown, target: Expression, type: MetricType, what: string): Expression {
  if (text === undefined) return target;
  const bound = parseExpression(text, type);
  const direction = directionOf(target);
  if (direction === null) {
    throw invalid(`bound of ${what}`, `no bound beside ${target.operator}`, text, 'Leave it out, or write the target with <, <=, > or >=');
  }
  if (bound.statistic !== target.statistic || directionOf(bound) !== direction) {
    throw invalid(`bound of ${what}`, `${target.statistic} with ${direction}, as in the target`, text, 'Bound the statistic that the target is about, in its direction');
  }
  if (isStricter(bound, target, direction)) {
    throw invalid(`bound of ${what}`, `nothing stricter than the target ${renderExpression(target)}`, text, 'Loosen it: the bound is what the target may be missed by');
  }
  return bound;
}

type Direction = '< or <=' | '> or >=';

/** Which side of its limit an expression asks for; none of `==` and `!=`. */
function directionOf({ operator }: Expression): Direction | null {
  if (operator === '<' || operator === '<=') return '< or <=';
  return operator === '>' || operator === '>=' ? '> or >=' : null;
}

/** Whether a value can meet the target and miss the bound, which both have the direction. */
function isStricter(bound: Expression, target: Expression, direction: Direction): boolean {
  if (bound.limit === target.limit) return target.operator.endsWith('=') && !bound.operator.endsWith('=');
  return direction === '< or <=' ? bound.limit < target.limit : bound.limit > target.limit;
}
