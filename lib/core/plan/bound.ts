import { invalid } from '../language/invalid.ts';
import { parseExpression, renderExpression, type Expression, type MetricType } from '../language/expression.ts';

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
    throw invalid(
      `bound of ${what}`,
      `no bound beside ${target.operator}`,
      text,
      'Leave it out, or write the target with <, <=, > or >=',
    );
  }
  if (!isAlike(bound, target)) {
    throw invalid(
      `bound of ${what}`,
      `${target.statistic} with ${direction}, as in the target`,
      text,
      'Bound the statistic that the target is about, in its direction',
    );
  }
  if (isStricter(bound, target)) {
    throw invalid(
      `bound of ${what}`,
      `nothing stricter than the target ${renderExpression(target)}`,
      text,
      'Loosen it: the bound is what the target may be missed by',
    );
  }
  return bound;
}

type Direction = '< or <=' | '> or >=';

/** Which side of its limit an expression asks for; none of `==` and `!=`. */
function directionOf({ operator }: Expression): Direction | null {
  if (operator === '<' || operator === '<=') return '< or <=';
  return operator === '>' || operator === '>=' ? '> or >=' : null;
}

/** Whether all that meets the target meets the bound too. What has no direction is within nothing but itself. */
export function isWithin(target: Expression, bound: Expression): boolean {
  return renderExpression(target) === renderExpression(bound) || (isAlike(bound, target) && !isStricter(bound, target));
}

/** Whether both ask for the same statistic in the same direction. */
function isAlike(bound: Expression, target: Expression): boolean {
  const direction = directionOf(target);
  return direction !== null && bound.statistic === target.statistic && directionOf(bound) === direction;
}

/** Whether a value can meet the target and miss the bound, which are alike. */
function isStricter(bound: Expression, target: Expression): boolean {
  if (bound.limit === target.limit) return target.operator.endsWith('=') && !bound.operator.endsWith('=');
  return directionOf(target) === '< or <=' ? bound.limit < target.limit : bound.limit > target.limit;
}
