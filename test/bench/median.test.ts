import { describe, expect, test } from 'vitest';
import { estimateMedian, fewestForInterval } from '../../bench/median.ts';

const oneTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

describe('a median', () => {
  test('is the middle value of an odd number', () => expect(estimateMedian([9, 1, 4]).median).toBe(4));
  test('is the mean of the middle two of an even number', () => expect(estimateMedian([9, 1, 4, 5]).median).toBe(4.5));
  test('of one value is the value', () => expect(estimateMedian([7])).toEqual({ median: 7, low: null, high: null }));
  test('leaves the values in their order', () => {
    const values = [3, 1, 2];
    estimateMedian(values);
    expect(values).toEqual([3, 1, 2]);
  });
  test('of nothing is an error', () =>
    expect(() => estimateMedian([])).toThrow('Invalid values: expected at least one'));
});

describe('its interval', () => {
  // The critical values of the two-sided sign test at 5 %, as statistics textbooks print them; the rank is one more.
  test.each([
    [6, 0],
    [8, 0],
    [9, 1],
    [11, 1],
    [12, 2],
    [15, 3],
    [17, 4],
    [20, 5],
    [21, 5],
    [23, 6],
    [25, 7],
    [30, 9],
  ])('of %i values leaves out %i at each end', (n, left) => {
    expect(estimateMedian(oneTo(n).toReversed())).toMatchObject({ low: left + 1, high: n - left });
  });
  test('does not exist for fewer than six', () => {
    expect(estimateMedian(oneTo(fewestForInterval))).toMatchObject({ low: 1, high: 6 });
    expect(estimateMedian(oneTo(fewestForInterval - 1))).toMatchObject({ low: null, high: null });
  });
});
