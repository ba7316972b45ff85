import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderBound, renderLimit, renderObserved, renderRequired } from '../../../lib/core/language/requirement.ts';
import { compare } from '../run-data.ts';

const scaleOf = (unit: string): number => (unit === 'ratio' ? 100 : 1);
const numberIn = (text: string): number => Number(/-?[\d.]+(?:e[+-]\d+)?/.exec(text)?.[0] ?? NaN);

// Bounds as people write them, and values near to them on both sides.
const near = fc
  .record({
    bound: fc.oneof(
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: 100_000 }).map((n) => n / 100),
      fc.integer({ min: 1, max: 99_999 }).map((n) => n / 100_000),
    ),
    distance: fc.constantFrom(0.5, 0.1, 0.01, 1e-3, 1e-5, 1e-7, 1e-9),
    side: fc.constantFrom(-1, 1),
    unit: fc.constantFrom('ms', '/s', '', 'ratio'),
  })
  .filter(({ bound, unit }) => unit !== 'ratio' || bound <= 1)
  .map(({ bound, distance, side, unit }) => ({ bound, unit, side, observed: bound * (1 + side * distance) }));

const asked = (target: number, bound = target): { target: string; bound: string } => ({
  target: `avg<${target}`,
  bound: `avg<${bound}`,
});

describe('renderObserved', () => {
  it.each([
    [{ observed: 480.26, ...asked(300), unit: 'ms' }, '480 ms'],
    [{ observed: 299.4, ...asked(300), unit: 'ms' }, '299 ms'],
    [{ observed: 299.6, ...asked(300), unit: 'ms' }, '299.6 ms'],
    [{ observed: 299.96, ...asked(300), unit: 'ms' }, '299.96 ms'],
    [{ observed: 299.996, ...asked(300), unit: 'ms' }, '299.996 ms'],
    [{ observed: 300.004, ...asked(300), unit: 'ms' }, '300.004 ms'],
    [{ observed: 300, ...asked(300), unit: 'ms' }, '300 ms'],
    [{ observed: 0.009_999, ...asked(0.01), unit: 'ratio' }, '0.9999 %'],
    [{ observed: 0.010_001, ...asked(0.01), unit: 'ratio' }, '1.0001 %'],
    [{ observed: 0.01, ...asked(0.01), unit: 'ratio' }, '1 %'],
    [{ observed: 0.025, ...asked(0.01), unit: 'ratio' }, '2.50 %'],
    [{ observed: 79.999, ...asked(80), unit: '/s' }, '79.999/s'],
    [{ observed: 0, ...asked(0), unit: 'ratio' }, '0 %'],
  ])('of %j is %s', (row, text) => {
    expect(renderObserved(row)).toBe(text);
  });

  it('of nothing is a dash', () => {
    expect(renderObserved({ observed: null, ...asked(300), unit: 'ms' })).toBe('—');
  });

  it('shows on which side of its bound a value lies', () => {
    fc.assert(
      fc.property(near, ({ observed, bound, unit, side }) => {
        expect(
          Math.sign(
            numberIn(renderObserved({ observed, ...asked(bound), unit })) -
              Number((bound * scaleOf(unit)).toPrecision(15)),
          ),
        ).toBe(side);
      }),
      { numRuns: 2000 },
    );
  });

  // 0.07 × 100 is 7.000000000000001 in binary.
  it.each([0.07, 0.14, 0.28, 0.29, 0.55, 0.57, 0.58])('of a ratio at its bound of %d is short', (bound) => {
    expect(renderObserved({ observed: bound, ...asked(bound), unit: 'ratio' }).replace(/\.0+ /, ' ')).toBe(
      `${Math.round(bound * 100)} %`,
    );
    expect(renderObserved({ observed: bound, ...asked(bound), unit: 'ratio' }).length).toBeLessThanOrEqual(7);
  });
});

describe('renderRequired', () => {
  it.each([
    ['p(95)<300', 'ms', 'p(95) < 300 ms'],
    ['p(99.9)<=1500', 'ms', 'p(99.9) <= 1500 ms'],
    ['rate<0.01', 'ratio', 'rate < 1 %'],
    ['rate>=80', '/s', 'rate >= 80/s'],
    ['value==3', '', 'value == 3'],
    ['count!=7', 'orders', 'count != 7 orders'],
    ['value>-5', '', 'value > -5'],
    ['rate>=2.5', 'orders/s', 'rate >= 2.5 orders/s'],
    ['rate>=0.25', '/s', 'rate >= 0.25/s'],
    ['p(95)<250.4', 'ms', 'p(95) < 250.4 ms'],
    ['p(95)<1234.5678', 'ms', 'p(95) < 1234.5678 ms'],
    ['rate<0.01234', 'ratio', 'rate < 1.234 %'],
    ['rate<0.0000001', 'ratio', 'rate < 0.00001 %'],
    ['rate>0.99999', 'ratio', 'rate > 99.999 %'],
    ['rate<0.07', 'ratio', 'rate < 7 %'],
    ['rate<0.29', 'ratio', 'rate < 29 %'],
  ])('of %s in %j is %s', (expression, unit, text) => {
    expect(renderRequired(expression, unit)).toBe(text);
  });

  it.each([
    ['p(95)<250.4', 'ms', 250.4],
    ['p(95)<1234.5', 'ms', 1234.5],
    ['rate<0.01234', 'ratio', 1.234],
    ['rate>0.99999', 'ratio', 99.999],
    ['rate>=100.25', '/s', 100.25],
  ])('does not round the limit of %s in %s', (expression, unit, limit) => {
    expect(numberIn(renderRequired(expression, unit).replace(/^\S+ /, ''))).toBeCloseTo(limit, 9);
  });

  it.each([0.07, 0.14, 0.29, 0.55, 0.57, 0.58])('does not lengthen the bound of %d', (bound) => {
    expect(renderRequired(`rate<${bound}`, 'ratio').length).toBeLessThanOrEqual('rate < 57.00 %'.length);
  });

  it('stands beside its value so that a reader sees who is right', () => {
    fc.assert(
      fc.property(near, fc.constantFrom('<', '<=', '>', '>='), ({ observed, bound, unit }, operator) => {
        const required = numberIn(renderRequired(`avg${operator}${bound}`, unit).replace(/^\S+ \S+ /, ''));
        const shown = numberIn(renderObserved({ observed, ...asked(bound), unit }));
        expect(compare(shown, operator, required)).toBe(compare(observed, operator, bound));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('renderLimit', () => {
  it.each([
    ['p(95)<600', 'ms', '< 600 ms'],
    ['rate>=0.99', 'ratio', '>= 99 %'],
    ['rate>=2.5', 'orders/s', '>= 2.5 orders/s'],
    ['value!=-5', '', '!= -5'],
  ])('of %s in %j is %s', (expression, unit, text) => {
    expect(renderLimit(expression, unit)).toBe(text);
  });
});

describe('renderBound', () => {
  it('tells what missing it is where that is no failure', () => {
    expect(renderBound({ bound: 'p(95)<600', unit: 'ms', severity: 'fail' })).toBe('< 600 ms');
    expect(renderBound({ bound: 'p(95)<400', unit: 'ms', severity: 'warn' })).toBe('< 400 ms (WARN)');
  });
});
