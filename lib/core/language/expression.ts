import { invalid } from './invalid.ts';

/** The types of k6's metrics, and with them the statistics that a threshold can read. */
export const metricTypes = ['counter', 'gauge', 'rate', 'trend'] as const;
export type MetricType = (typeof metricTypes)[number];

/** A threshold expression of k6, taken apart: `p(95)<300`. */
export type Expression = {
  /** As k6 names the value in its summary: `p(95)`, `avg`, `rate`. */
  readonly statistic: string;
  /** The percentile, 0 to 100, when the statistic is one. */
  readonly percentile: number | null;
  readonly operator: '<' | '<=' | '>' | '>=' | '==' | '!=';
  readonly limit: number;
};

const statistics: Record<MetricType, RegExp> = {
  counter: /^(?:count|rate)$/,
  gauge: /^value$/,
  rate: /^rate$/,
  trend: /^(?:avg|min|max|med|p\(.+\))$/,
};

/** Whether the text is a comparison, in the one spelling that expressions have. */
export const isOperator = (text: string): text is Expression['operator'] =>
  ['<', '<=', '>', '>=', '==', '!='].includes(text);

/**
 * The parts of a threshold expression in k6's notation, with its statistic in the spelling of k6's summary: `p(95.0) <
 * 300` reads the same value as `p(95)<300`.
 *
 * @throws When the expression is malformed, or k6 has no such statistic for the type of metric.
 */
export function parseExpression(text: unknown, type: MetricType): Expression {
  const match =
    typeof text === 'string'
      ? /^\s*(avg|min|max|med|count|rate|value|p\(\s*(\d+(?:\.\d+)?)\s*\))\s*(<=|>=|===?|!=|<|>)\s*(-?\d+(?:\.\d+)?)\s*$/.exec(
          text,
        )
      : null;
  if (match === null) {
    throw invalid(
      'threshold expression',
      'statistic, operator and number',
      text,
      'Write it as in k6, for example p(95)<300 or rate<0.01',
    );
  }
  const [, statistic = '', percentileText, operatorText = '', limitText = ''] = match;
  if (!statistics[type].test(statistic)) {
    throw invalid('threshold expression', `a statistic of a ${type}`, text, `Use ${statisticsOf[type]}`);
  }
  const percentile = percentileText === undefined ? null : Number(percentileText);
  if (percentile !== null && !(percentile > 0 && percentile < 100)) {
    throw invalid('threshold expression', 'a percentile between 0 and 100', text, 'Use min or max for the ends');
  }
  const limit = Number(limitText);
  if (!Number.isFinite(limit)) {
    throw invalid(
      'threshold expression',
      'a limit that is a number',
      text,
      'Write a number that is not beyond all others',
    );
  }
  const operator = operatorText === '===' ? '==' : operatorText;
  if (!isOperator(operator)) throw invalid('threshold expression', 'a comparison', text, 'Use <, <=, >, >=, == or !=');
  return { statistic: percentile === null ? statistic : `p(${percentile})`, percentile, operator, limit };
}

const statisticsOf: Record<MetricType, string> = {
  counter: 'count or rate',
  gauge: 'value',
  rate: 'rate',
  trend: 'avg, min, max, med or p(N)',
};

/** The expression in one spelling, as k6 reads it and lists it. */
export function renderExpression(expression: Expression): string {
  return `${expression.statistic}${expression.operator}${expression.limit}`;
}

/** Whether an observed value meets the limit. */
export function holds(expression: Expression, observed: number): boolean {
  switch (expression.operator) {
    case '<':
      return observed < expression.limit;
    case '<=':
      return observed <= expression.limit;
    case '>':
      return observed > expression.limit;
    case '>=':
      return observed >= expression.limit;
    case '==':
      return observed === expression.limit;
    case '!=':
      return observed !== expression.limit;
  }
}
