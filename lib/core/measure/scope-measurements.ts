import type { MeasuredCells } from '../compile/cells.ts';
import type { ErrorCells } from '../compile/error-cells.ts';
import type { Latency, Measured } from '../document/measured.ts';
import { generatorClasses, type ErrorClass } from '../language/error-class.ts';
import type { CellReader } from './cell-reader.ts';
import { difference, least, ratio, total } from '../language/known-count.ts';
import type { ErrorCount, ScopeMeasurements } from './measurements.ts';
import type { MetricValues } from './run-summary.ts';

/**
 * What the run measured in a scope.
 *
 * @param statistics k6's names of the percentiles that make a distribution, rising.
 */
export function scopeMeasurements(
  reader: CellReader,
  cells: MeasuredCells,
  statistics: readonly string[],
): ScopeMeasurements {
  const errors = errorCounts(reader, cells.errors);
  const requests = sharesOf(reader.values(cells.requests));
  const checks = sharesOf(reader.values(cells.checks));
  const failedRequests = requests?.passes ?? null;
  // Never more than what k6 counts as failed, even if our own counters say more.
  const generatorErrors = least(failedRequests, countIn(errors, generatorClasses));
  const row: Measured = {
    requests: requests?.total ?? null,
    failedRequests,
    generatorErrors,
    errorRatio: ratio(
      difference(failedRequests, generatorErrors),
      difference(requests?.total ?? null, generatorErrors),
    ),
    checks: { passed: checks?.passes ?? null, failed: difference(checks?.total ?? null, checks?.passes ?? null) },
    latency: latencyOf(reader.values(cells.latency), statistics),
    metrics: { latency: cells.latency.key, requests: cells.requests.key, checks: cells.checks.key },
  };
  return { row, errors };
}

export function errorCounts(reader: CellReader, cells: ErrorCells): ErrorCount[] {
  return cells.map(({ errorClass, cell }) => ({ errorClass, count: reader.count(cell), metric: cell.key }));
}

/** How many requests failed in one of the classes; null where k6 did not show one of them. */
export function countIn(errors: readonly ErrorCount[], classes: readonly ErrorClass[]): number | null {
  return total(errors.filter(({ errorClass }) => classes.includes(errorClass)).map(({ count }) => count));
}

/** How many samples of a rate were true, and how many there were. */
export function sharesOf(
  values: MetricValues['rate'] | null,
): { readonly passes: number; readonly total: number } | null {
  return values === null ? null : { passes: values.passes, total: values.passes + values.fails };
}

/** k6 shows a trend without samples as zeros: only its count tells. */
function latencyOf(values: MetricValues['trend'] | null, statistics: readonly string[]): Latency {
  const samples = values?.['count'] ?? null;
  const value = (statistic: string): number | null =>
    samples === null || samples === 0 ? null : (values?.[statistic] ?? null);
  return {
    samples,
    averageMs: value('avg'),
    minimumMs: value('min'),
    medianMs: value('med'),
    p90Ms: value('p(90)'),
    p95Ms: value('p(95)'),
    p99Ms: value('p(99)'),
    maximumMs: value('max'),
    distributionMs: distributionOf(statistics.map(value)),
  };
}

/** The values to four significant digits; null where k6 did not give them all. */
function distributionOf(values: readonly (number | null)[]): number[] | null {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : known.map((value) => Number(value.toPrecision(4)));
}
