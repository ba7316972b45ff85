import { isOperator, renderExpression, type Expression } from '../language/expression.ts';
import { refuse, text, type Read } from '../language/shape.ts';

const number = String.raw`-?\d+(?:\.\d+)?(?:e[+-]\d+)?`;
const form = new RegExp(String.raw`^(avg|min|max|med|count|rate|value|p\((${number})\))(<=|>=|==|!=|<|>)(${number})$`);

/** A threshold expression of a document: in the one spelling that a document has, whatever the metric's type. */
export const readExpression: Read<Expression> = (value, where) => {
  const [, statistic = '', percentile, operator = '', limit = ''] = form.exec(text(value, where)) ?? [];
  const rule = 'a threshold expression as documents have it';
  if (!isOperator(operator)) return refuse(where, rule, value);
  const expression: Expression = {
    statistic,
    percentile: percentile === undefined ? null : Number(percentile),
    operator,
    limit: Number(limit),
  };
  const isPercentile = expression.percentile === null || (expression.percentile > 0 && expression.percentile < 100);
  const isSpelled =
    renderExpression(expression) === value && (percentile === undefined || statistic === `p(${Number(percentile)})`);
  return isPercentile && isSpelled && Number.isFinite(expression.limit) ? expression : refuse(where, rule, value);
};
