import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastSamplesForPercentile, leastSamplesForRatio } from '../../../lib/core/statistics/least-samples.ts';

describe('the fewest samples for a percentile', () => {
  // David and Nagaraja, Order Statistics: the smallest n with pⁿ ≤ 0.025.
  it.each([
    [1, 1],
    [2.5, 1],
    [2.6, 2],
    [50, 6],
    [75, 13],
    [90, 36],
    [95, 72],
    [99, 368],
    [99.9, 3688],
  ])('of p(%d) are %d', (percentile, n) => {
    expect(leastSamplesForPercentile(percentile)).toBe(n);
  });

  it('are so many that the largest of them lies above the percentile in 97.5 % of runs, and not fewer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (thousandths) => {
        const p = thousandths / 100_000;
        const n = leastSamplesForPercentile(thousandths / 1000);
        expect(Number.isInteger(n)).toBe(true);
        expect(p ** n).toBeLessThanOrEqual(0.025 * (1 + 1e-9));
        expect(n === 1 || p ** (n - 1) > 0.025 * (1 - 1e-9)).toBe(true);
      }),
    );
  });
});

describe('the fewest samples for a ratio', () => {
  it.each([
    [0.01, 100],
    [0.99, 100],
    [0.001, 1000],
    [0.999, 1000],
    [0.03, 34],
    [0.5, 2],
    [0.7, 4],
    [0, 1],
    [1, 1],
  ])('of %d are %d', (limit, n) => {
    expect(leastSamplesForRatio(limit)).toBe(n);
  });

  it('are so many that one of them moves the ratio by no more than the distance to the nearer end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (hundredthousandths) => {
        const limit = hundredthousandths / 100_000;
        const distance = Math.min(limit, 1 - limit);
        const n = leastSamplesForRatio(limit);
        expect(1 / n).toBeLessThanOrEqual(distance * (1 + 1e-6));
        expect(1 / (n - 1)).toBeGreaterThan(distance * (1 - 1e-6));
      }),
    );
  });
});
