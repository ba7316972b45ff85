import type { Criterion } from '../plan/criterion.ts';
import { percentileGrid } from '../statistics/percentile-grid.ts';

/** The percentiles that k6 computes of every trend: those of the tables and the criteria, and the grid around them. */
export function percentilesFor(criteria: readonly Criterion[]): number[] {
  return percentileGrid(criteria.flatMap(({ target }) => (target.percentile === null ? [] : [target.percentile])));
}

/** k6's name of a percentile, as a threshold and the summary have it: 95 → `p(95)`. */
export function percentileStatistic(percentile: number): string {
  return `p(${percentile})`;
}

/** The option `summaryTrendStats`: `count`, `avg`, `min`, `med`, `max`, and the percentiles. */
export function summaryTrendStats(percentiles: readonly number[]): string[] {
  return ['count', 'avg', 'min', 'med', 'max', ...percentiles.map(percentileStatistic)];
}
