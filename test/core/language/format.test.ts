import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absent,
  renderAbout,
  renderBytes,
  renderDuration,
  renderObserved,
  renderRequired,
  renderScope,
  renderValue,
} from '../../../lib/core/language/format.ts';
import { compare } from '../run-data.ts';

describe('renderValue', () => {
  it.each([
    [12.345, 'ms', '12.3 ms'],
    [123.45, 'ms', '123 ms'],
    [1234.4, 'ms', '1234 ms'],
    [0.012_345, 'ms', '0.0123 ms'],
    [0, 'ms', '0 ms'],
    [250, 'ms', '250 ms'],
    [99.96, 'ms', '100.0 ms'],
    [-5.25, 'ms', '-5.25 ms'],
    [0.004_2, 'ratio', '0.420 %'],
    [0.01, 'ratio', '1 %'],
    [1, 'ratio', '100 %'],
    [0, 'ratio', '0 %'],
    [0.123_456, 'ratio', '12.3 %'],
    [118, '/s', '118/s'],
    [80.5, '/s', '80.5/s'],
    [4.5, 'orders/s', '4.50 orders/s'],
    [3, '', '3'],
    [2.5, '', '2.50'],
    [7, 'orders', '7 orders'],
    [20, 'VUs', '20 VUs'],
  ])('of %d in %j is %s', (value, unit, text) => {
    expect(renderValue(value, unit)).toBe(text);
  });

  it.each(['ms', 'ratio', '/s', '', 'orders'])('of nothing in %j is a dash, never 0', (unit) => {
    expect(renderValue(null, unit)).toBe('—');
    expect(absent).toBe('—');
  });

  it('keeps three significant digits of whatever it shows', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (value) => {
        const shown = Number(renderValue(value, '').replace(/[^\d.eE+-]/g, ''));
        expect(Math.abs(shown - value)).toBeLessThanOrEqual(0.005 * value);
      }),
    );
  });
});

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

describe('renderScope', () => {
  it.each([
    [null, null, 'over the whole run'],
    ['peak', null, 'in phase "peak"'],
    [null, 'list items', 'of "list items"'],
    ['peak', 'list items', 'in phase "peak" of "list items"'],
  ])('of %s and %s is %s', (phase, endpoint, text) => {
    expect(renderScope({ phase, endpoint })).toBe(text);
  });
});

describe('renderDuration', () => {
  it.each([
    [0, '0 s'],
    [40, '0 s'],
    [150, '0.2 s'],
    [999, '1 s'],
    [1500, '1.5 s'],
    [8000, '8 s'],
    [59_900, '59.9 s'],
    [59_949, '59.9 s'],
    [59_960, '1 min'],
    [60_000, '1 min'],
    [61_000, '1 min 1 s'],
    [90_400, '1 min 30 s'],
    [119_600, '2 min'],
    [150_000, '2 min 30 s'],
    [3_600_000, '60 min'],
    [3_661_000, '61 min 1 s'],
  ])('of %d ms is %s', (ms, text) => {
    expect(renderDuration(ms)).toBe(text);
  });
});

describe('renderAbout', () => {
  it.each([
    [0.186_4, '', '0.19'],
    [4.45, 's', '4.5 s'],
    [0.027_9, 'ratio', '2.8 %'],
    [480, '/s', '480/s'],
    [1234, '', '1200'],
    [0, 's', '0 s'],
    [null, 's', '—'],
  ])('of %d in %j is %s', (value, unit, text) => {
    expect(renderAbout(value, unit)).toBe(text);
  });
});

describe('renderBytes', () => {
  it.each([
    [0, '0 B'],
    [812, '812 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [941_600, '942 kB'],
    [999_400, '999 kB'],
    [999_500, '1 MB'],
    [54_000_000, '54 MB'],
    [1_250_000_000, '1.25 GB'],
    [2e12, '2000 GB'],
    [null, '—'],
  ])('of %d is %s', (bytes, text) => {
    expect(renderBytes(bytes)).toBe(text);
  });
});
