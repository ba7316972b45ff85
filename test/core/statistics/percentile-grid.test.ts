import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentileGrid, tablePercentiles } from '../../../lib/core/statistics/percentile-grid.ts';

// Twelve sample counts from 100 to 10⁷, each 10^(5/11) = 2.848 times the one before.
const counts = Array.from({ length: 12 }, (_, index) => 100 * 2.848_035_868_435_802 ** index);

describe('the percentiles to ask for', () => {
  it('hold the percentiles that every table shows', () => {
    expect(tablePercentiles).toEqual([50, 90, 95, 99]);
    expect(percentileGrid([])).toEqual(expect.arrayContaining([50, 90, 95, 99]));
  });

  it('hold the percentiles that criteria use', () => {
    expect(percentileGrid([99.9, 97.5, 12.345])).toEqual(expect.arrayContaining([99.9, 97.5, 12.345]));
  });

  // p ± 1.96·√(p(1−p)/n), in percent, computed apart: for n = 100, 10^4.2727 and 10⁷.
  it.each([
    [50, [40.2, 59.8, 49.284_08, 50.715_92, 49.969_01, 50.030_99]],
    [90, [84.12, 95.88, 89.570_45, 90.429_55, 89.981_41, 90.018_59]],
    [95, [90.728_28, 99.271_72, 94.687_94, 95.312_06, 94.986_49, 95.013_51]],
    [99, [97.049_82, 98.857_53, 99.142_47, 98.993_83, 99.006_17]],
    [99.9, [99.280_5, 99.854_74, 99.945_26, 99.898_04, 99.901_96]],
  ])('hold the ends of the interval of p(%d)', (used, ends) => {
    const grid = percentileGrid([used]);
    expect(ends.filter((end) => !grid.some((percentile) => Math.abs(percentile - end) < 1.01e-5))).toEqual([]);
  });

  it('hold those ends for every n, as far as they are percentiles', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (hundredths) => {
        const used = hundredths / 100;
        const grid = percentileGrid([used]);
        const half = counts.map((n) => 196 * Math.sqrt(((used / 100) * (100 - used)) / 100 / n));
        const ends = half
          .flatMap((distance) => [used - distance, used + distance])
          .filter((end) => end > 0.0001 && end < 99.9999);
        expect(ends.filter((end) => !grid.some((percentile) => Math.abs(percentile - end) < 1.1e-5))).toEqual([]);
        expect(grid).toContain(used);
      }),
      { numRuns: 200 },
    );
  });

  it('are unique, rise, and lie within 0 and 100', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: 1, max: 99_999 }).map((n) => n / 1000),
          { maxLength: 5 },
        ),
        (used) => {
          const grid = percentileGrid(used);
          expect(new Set(grid).size).toBe(grid.length);
          expect(grid.filter((percentile, index) => !(percentile > (grid[index - 1] ?? 0)))).toEqual([]);
          expect(grid.at(-1)).toBeLessThan(100);
        },
      ),
    );
  });

  it('lie within 0 and 100 even where an end of an interval nearly reaches them', () => {
    // For n = 100, p + 1.96·√(p(1−p)/n) is 1 at p = 100 ÷ 103.8416 = 0.963005192…
    expect(percentileGrid([96.300_519]).at(-1)).toBeLessThan(100);
    expect(percentileGrid([3.699_481])[0]).toBeGreaterThan(0);
  });
});
