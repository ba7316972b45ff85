import { describe, expect, test } from 'vitest';
import { isBeyondBar, ratioRow, successiveRatios } from '../../bench/row.ts';

describe('a row of ratios', () => {
  test('takes the ratio of each pair before the median', () => {
    // The ratio of the medians would be 2.
    expect(ratioRow('memory', 1.05, [10, 20, 90], [10, 2, 30])).toEqual({
      what: 'memory',
      median: 3,
      low: null,
      high: null,
      bar: 1.05,
    });
  });
  test.each<[numerators: number[], denominators: number[]]>([
    [[1, 2], [1]],
    [[1], [1, 2]],
    [[1], [0]],
    [[0], [1]],
    [[Number.NaN], [1]],
  ])('rejects %j over %j', (numerators, denominators) => {
    expect(() => ratioRow('memory', 1.05, numerators, denominators)).toThrow('Invalid pair');
  });
});

describe('beyond its bar', () => {
  const cases: [low: number | null, high: number | null, bar: number | null, beyond: boolean][] = [
    [1.06, 1.09, 1.05, true],
    [1.05, 1.09, 1.05, false],
    [1.01, 1.09, 1.05, false],
    [0.9, 1.01, 1.05, false],
    [null, null, 1.05, false],
    [1.06, 1.09, null, false],
  ];
  test.each(cases)('an interval from %d to %d with bar %d: %s', (low, high, bar, beyond) => {
    expect(isBeyondBar({ what: 'memory', median: 1.07, low, high, bar })).toBe(beyond);
  });
});

test('successive ratios compare each run with the one before', () =>
  expect(successiveRatios([2, 4, 1])).toEqual([2, 0.25]));
