import { renderExpression, type Expression } from '../plan/expression.ts';
import { refuse, text, type Read } from './shape.ts';

const number = String.raw`-?\d+(?:\.\d+)?(?:e[+-]\d+)?`;
const form = new RegExp(String.raw`^(avg|min|max|med|count|rate|value|p\((${number})\))(<=|>=|==|!=|<|>)(${number})$`);

const isOperator = (word: string): word is Expression['operator'] => ['<', '<=', '>', '>=', '==', '!='].includes(word);

/** A threshold expression of a document: in the one spelling that a document has, whatever the metric's type. */
export const readExpression: Read<Expression> = (value, where) => {
  const [, statistic = '', percentile, operator = '', limit = ''] = form.exec(text(value, where)) ?? [];
  const rule = 'a threshold expression as documents have it';
  if (!isOperator(operator)) return refuse(where, rule, value);
  const expression: Expression = { statistic, percentile: percentile === undefined ? null : Number(percentile), operator, limit: Number(limit) };
  const isPercentile = expression.percentile === null || (expression.percentile > 0 && expression.percentile < 100);
  const isSpelled = renderExpression(expression) === value && (percentile === undefined || statistic === `p(${Number(percentile)})`);
  return isPercentile && isSpelled && Number.isFinite(expression.limit) ? expression : refuse(where, rule, value);
};

/** Whether all that meets the expression meets the other too: the same statistic, held from the same side, not more strictly. */
export function isWithin({ statistic, operator, limit }: Expression, other: Expression): boolean {
  if (statistic !== other.statistic) return false;
  if (operator === other.operator && limit === other.limit) return true;
  const [side, otherSide] = [sideOf(operator), sideOf(other.operator)];
  if (side === null || side !== otherSide) return false;
  if (limit === other.limit) return other.operator.endsWith('=');
  return side === 'below' ? limit < other.limit : limit > other.limit;
}

function sideOf(operator: Expression['operator']): 'below' | 'above' | null {
  if (operator === '==' || operator === '!=') return null;
  return operator.startsWith('<') ? 'below' : 'above';
}
