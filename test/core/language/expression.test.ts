import { describe, expect, it } from 'vitest';
import {
  holds,
  parseExpression,
  renderExpression,
  type Expression,
  type MetricType,
} from '../../../lib/core/language/expression.ts';

describe('parseExpression', () => {
  it.each([
    ['p(95)<300', 'trend', 'p(95)', 95, '<', 300, 'p(95)<300'],
    ['p(95.0)<300', 'trend', 'p(95)', 95, '<', 300, 'p(95)<300'],
    ['p(99.90) <= 500.50', 'trend', 'p(99.9)', 99.9, '<=', 500.5, 'p(99.9)<=500.5'],
    ['  p( 50 )  >  1  ', 'trend', 'p(50)', 50, '>', 1, 'p(50)>1'],
    ['p(0.1)>=0', 'trend', 'p(0.1)', 0.1, '>=', 0, 'p(0.1)>=0'],
    ['avg<250', 'trend', 'avg', null, '<', 250, 'avg<250'],
    ['min>=1', 'trend', 'min', null, '>=', 1, 'min>=1'],
    ['med<100', 'trend', 'med', null, '<', 100, 'med<100'],
    ['max!=3', 'trend', 'max', null, '!=', 3, 'max!=3'],
    ['rate<0.01', 'rate', 'rate', null, '<', 0.01, 'rate<0.01'],
    ['rate==1', 'rate', 'rate', null, '==', 1, 'rate==1'],
    ['rate===1', 'rate', 'rate', null, '==', 1, 'rate==1'],
    ['value>0', 'gauge', 'value', null, '>', 0, 'value>0'],
    ['value>-5', 'gauge', 'value', null, '>', -5, 'value>-5'],
    ['count<1', 'counter', 'count', null, '<', 1, 'count<1'],
    ['rate>=100', 'counter', 'rate', null, '>=', 100, 'rate>=100'],
    ['count<=007', 'counter', 'count', null, '<=', 7, 'count<=7'],
  ] as const)('takes %j of a %s apart', (text, type, statistic, percentile, operator, limit, canonical) => {
    const expression = parseExpression(text, type);
    expect(expression).toEqual({ statistic, percentile, operator, limit });
    expect(renderExpression(expression)).toBe(canonical);
  });

  it.each([
    '',
    ' ',
    'p(95)',
    '<300',
    'p(95)300',
    'p(95)<',
    'p(95)<abc',
    'p(95)<300ms',
    'p(95)<300 ms',
    'p(95)<1e3',
    'p(95)<.5',
    'p(95)<5.',
    'p(95)<+5',
    'p(95)<- 5',
    'p(95)<1,000',
    'p(95)<NaN',
    'p(95)<Infinity',
    'p(95)=300',
    'p(95)=<300',
    'p(95)=>300',
    'p(95)<>300',
    'p(95)!300',
    'p(95)====300',
    'p(95)<300<400',
    'p(95)<300 and avg<3',
    'p(95)<300,',
    'p95<300',
    'p()<300',
    'p(a)<300',
    'p(-5)<300',
    'p(95<300',
    'p95)<300',
    'P(95)<300',
    'AVG<300',
    'p(95,99)<300',
    'mean<300',
    '300>p(95)',
    'latency<300',
    'p(9٥)<300',
    undefined,
    null,
    300,
    NaN,
    {},
    ['p(95)<300'],
  ])('rejects %j', (text) => {
    expect(() => parseExpression(text, 'trend')).toThrow(
      /^Invalid threshold expression: expected statistic, operator and number, received .+ Write it as in k6, for example p\(95\)<300 or rate<0\.01\.$/,
    );
  });

  it.each(['p(0)<300', 'p(0.0)<300', 'p(100)<300', 'p(100.0)<300', 'p(150)<300', 'p(99.99999999999999999999)<300'])(
    'rejects %s: the ends are no percentiles',
    (text) => {
      expect(() => parseExpression(text, 'trend')).toThrow(
        'Invalid threshold expression: expected a percentile between 0 and 100',
      );
    },
  );

  // Statistics that k6 has, on the wrong type of metric.
  const fit: Readonly<Record<MetricType, readonly string[]>> = {
    counter: ['count', 'rate'],
    gauge: ['value'],
    rate: ['rate'],
    trend: ['avg', 'min', 'max', 'med', 'p(95)'],
  };
  const all = ['avg', 'min', 'max', 'med', 'p(95)', 'count', 'rate', 'value'];
  const types: readonly MetricType[] = ['counter', 'gauge', 'rate', 'trend'];
  it.each(
    types.flatMap((type) =>
      all.filter((statistic) => !fit[type].includes(statistic)).map((statistic) => [statistic, type] as const),
    ),
  )('rejects %s of a %s', (statistic, type) => {
    expect(() => parseExpression(`${statistic}<1`, type)).toThrow(
      `Invalid threshold expression: expected a statistic of a ${type}, received "${statistic}<1".`,
    );
  });

  it('rejects a limit beyond all numbers, which every value would meet', () => {
    expect(() => parseExpression(`p(95)<${'9'.repeat(400)}`, 'trend')).toThrow('Invalid threshold expression');
  });
});

describe('holds', () => {
  const expression = (operator: Expression['operator']): Expression => ({
    statistic: 'avg',
    percentile: null,
    operator,
    limit: 0.01,
  });

  it.each([
    ['<', true, false, false],
    ['<=', true, true, false],
    ['>', false, false, true],
    ['>=', false, true, true],
    ['==', false, true, false],
    ['!=', true, false, true],
  ] as const)('%s below, at and above the limit', (operator, below, at, above) => {
    expect([0.009_999_999, 0.01, 0.010_000_001].map((observed) => holds(expression(operator), observed))).toEqual([
      below,
      at,
      above,
    ]);
  });

  it.each(['<', '<=', '>', '>=', '=='] as const)('never holds of what is no number: %s', (operator) => {
    expect(holds(expression(operator), NaN)).toBe(false);
  });
});
