import { renderExpression, type Expression } from './expression.ts';

type Direction = '< or <=' | '> or >=';

/** Which side of its limit an expression asks for; none of `==` and `!=`. */
export function directionOf({ operator }: Expression): Direction | null {
  if (operator === '<' || operator === '<=') return '< or <=';
  return operator === '>' || operator === '>=' ? '> or >=' : null;
}

/** Whether all that meets the target meets the bound too. What has no direction is within nothing but itself. */
export function isWithin(target: Expression, bound: Expression): boolean {
  return renderExpression(target) === renderExpression(bound) || (isAlike(bound, target) && !isStricter(bound, target));
}

/** Whether both ask for the same statistic in the same direction. */
export function isAlike(bound: Expression, target: Expression): boolean {
  const direction = directionOf(target);
  return direction !== null && bound.statistic === target.statistic && directionOf(bound) === direction;
}

/** Whether a value can meet the target and miss the bound, which are alike. */
export function isStricter(bound: Expression, target: Expression): boolean {
  if (bound.limit === target.limit) return target.operator.endsWith('=') && !bound.operator.endsWith('=');
  return directionOf(target) === '< or <=' ? bound.limit < target.limit : bound.limit > target.limit;
}
