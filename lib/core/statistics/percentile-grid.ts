/** The percentiles that every table shows. */
export const tablePercentiles = [50, 90, 95, 99] as const;

/** About fifteen points over the whole distribution, for charts and for merging several runs later. */
const coarsePercentiles = [0.1, 1, 5, 10, 20, 25, 30, 40, 60, 70, 75, 80, 99.9, 99.99, 99.999];

/** Twelve sample counts from 100 to 10⁷, evenly spaced on the logarithm. */
const sampleCounts = Array.from({ length: 12 }, (_, index) => 10 ** (2 + (5 * index) / 11));

/** The normal quantile of a two-sided 95 % interval. */
const z = 1.96;

/**
 * The percentiles to ask for, rising.
 *
 * Around each used percentile p stand p ± 1.96·√(p(1−p)/n) for twelve n from 100 to 10⁷: the ends of the normal
 * approximation of its order-statistic interval at these sample counts. So an interval can be read off without the
 * samples.
 *
 * @param used Percentiles (above 0, below 100) that criteria use; those of the tables are added.
 */
export function percentileGrid(used: readonly number[]): number[] {
  const grid = new Set<number>(coarsePercentiles);
  for (const percentile of [...tablePercentiles, ...used]) {
    grid.add(percentile);
    const p = percentile / 100;
    for (const n of sampleCounts) {
      const distance = z * Math.sqrt((p * (1 - p)) / n);
      for (const end of [p - distance, p + distance]) {
        const rounded = Number((end * 100).toFixed(5));
        if (rounded > 0 && rounded < 100) grid.add(rounded);
      }
    }
  }
  return [...grid].sort((a, b) => a - b);
}
