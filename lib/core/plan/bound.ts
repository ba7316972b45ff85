import { invalid } from '../language/invalid.ts';
import { directionOf, isAlike, isStricter } from '../language/expression-order.ts';
import { parseExpression, renderExpression, type Expression, type MetricType } from '../language/expression.ts';

/**
 * The bound of a criterion, which is its target when it has none of its own.
 *
 * @param text A threshold expression of k6, or nothing.
 * @throws When it is malformed, asks for another statistic or in the other direction than the target, or is stricter
 * than it: a value would meet what is wanted and fail all the same.
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
