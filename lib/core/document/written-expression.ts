import { isOperator, renderExpression, type Expression } from '../language/expression.ts';
import { text, type Shape } from '../language/shape.ts';

const digits = String.raw`-?\d+(?:\.\d+)?(?:e[+-]\d+)?`;
const form = new RegExp(String.raw`^(avg|min|max|med|count|rate|value|p\((${digits})\))(<=|>=|==|!=|<|>)(${digits})$`);

/** A threshold expression of a document: in the one spelling that a document has, whatever the metric's type. */
export const writtenExpression: Pick<Shape<Expression>, 'expects' | 'read'> = {
  expects: 'a threshold expression as documents have it',
  read: (value, place) => {
    const [, statistic = '', percentile, operator = '', limit = ''] = form.exec(text.read(value, place)) ?? [];
    if (!isOperator(operator)) return place.refuse(writtenExpression.expects, value);
    const expression: Expression = {
      statistic,
      percentile: percentile === undefined ? null : Number(percentile),
      operator,
      limit: Number(limit),
    };
    return isWritten(expression, value) ? expression : place.refuse(writtenExpression.expects, value);
  },
};

/** Whether the text is how a document writes the expression, and k6 has the percentile. */
function isWritten(expression: Expression, written: unknown): boolean {
  const { statistic, percentile, limit } = expression;
  if (!Number.isFinite(limit) || renderExpression(expression) !== written) return false;
  return percentile === null || (percentile > 0 && percentile < 100 && statistic === `p(${percentile})`);
}
