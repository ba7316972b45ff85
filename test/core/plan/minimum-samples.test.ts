import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../lib/core/language/expression.ts';
import { indicatorFor } from '../../../lib/core/plan/indicator-for.ts';
import { minimumSamplesFor, parseMinimumSamples } from '../../../lib/core/plan/minimum-samples.ts';
import { vocabulary } from './vocabulary.ts';

describe('the minimum samples', () => {
  const minimum = (name: string, expression: string): number => {
    const type = indicatorFor(name, vocabulary.metrics)?.type;
    if (type === undefined) throw new Error(`no indicator ${name}`);
    return minimumSamplesFor(parseExpression(expression, type), type);
  };

  // Published: the smallest n for which the 95 % order-statistic interval of the percentile has an upper end.
  it.each([
    ['p(50)', 6],
    ['med', 6],
    ['p(90)', 36],
    ['p(95)', 72],
    ['p(99)', 368],
    ['p(99.9)', 3688],
    ['p(75)', 13],
    ['p(1)', 1],
    ['avg', 1],
    ['min', 1],
    ['max', 1],
  ])('of %s are %d', (statistic, n) => {
    expect(minimum('latency', `${statistic}<300`)).toBe(n);
    expect(minimum('queue_wait', `${statistic}>300`)).toBe(n);
  });

  it('of a percentile are the first n with pⁿ ≤ 0.025', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (hundredths) => {
        const p = hundredths / 10_000;
        const n = minimum('latency', `p(${hundredths / 100})<300`);
        expect(p ** n).toBeLessThanOrEqual(0.025 * (1 + 1e-9));
        expect(n === 1 || p ** (n - 1) > 0.025 * (1 - 1e-9)).toBe(true);
      }),
    );
  });

  it.each([
    ['error ratio', 'rate<0.01', 100],
    ['error ratio', 'rate<=0.001', 1000],
    ['error ratio', 'rate<0.05', 20],
    ['error ratio', 'rate<0.03', 34],
    ['error ratio', 'rate<0.5', 2],
    ['checks', 'rate>0.99', 100],
    ['checks', 'rate>=0.999', 1000],
    ['checks', 'rate>0.95', 20],
    ['cache_hit', 'rate>=0.9', 10],
    ['error ratio', 'rate<0.0001', 10_000],
    ['error ratio', 'rate<=0', 1],
    ['checks', 'rate>=1', 1],
    ['throughput', 'rate>=0.5', 1],
    ['orders', 'rate>=0.5', 1],
    ['orders', 'count>=5', 1],
    ['replicas', 'value>0.5', 1],
  ])('of %s with %s are %d', (name, expression, n) => {
    expect(minimum(name, expression)).toBe(n);
  });
});

describe('the minimum samples that a criterion asks for', () => {
  it.each([undefined, 1, 5000, 2 ** 53 - 1])('may be %s', (value) => {
    expect(parseMinimumSamples(value, 'criterion X')).toBe(value);
  });

  it.each([0, -1, 0.5, NaN, Infinity, '5', null, 2 ** 53])('may not be %s', (value) => {
    expect(() => parseMinimumSamples(value, 'criterion X')).toThrow(
      /^Invalid minimum samples of criterion X: expected a whole number from 1, received .+\. Leave it out for the derived minimum\.$/,
    );
  });
});
