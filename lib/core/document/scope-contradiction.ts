import type { Acceptance, CriterionRow, Latency, Measurements } from './acceptance.ts';
import type { Expression } from '../language/expression.ts';

/**
 * What a criterion with a verdict says against the row of its phase or endpoint, as the end of a sentence that begins with
 * the criterion; null where both agree, or no row shows the same metric of k6.
 *
 * @param target The criterion's, read.
 */
export function scopeContradiction(
  row: CriterionRow,
  { statistic }: Expression,
  { phases, endpoints }: Acceptance,
): string | null {
  if (row.verdict === 'NO_DATA') return null;
  const shown =
    [...phases, ...endpoints].map((scope) => shownIn(scope, row.metric, statistic)).find((one) => one !== null) ?? null;
  if (shown !== null && shown.samples !== row.samples) {
    return `has ${row.samples} samples, but the table of its scope ${shown.samples}`;
  }
  if (shown !== null && shown.value !== undefined && !isSame(shown.value, row.observed)) {
    return `was ${row.observed}, but in the table of its scope ${shown.value}`;
  }
  const scope = scopeOf(row, phases, endpoints);
  return isOfRequests(row) && scope !== undefined && (row.samples ?? 0) > scope.requests
    ? `has ${row.samples} samples of ${scope.requests} requests`
    : null;
}

/** What a scope's row says of a metric; the value is undefined where the row does not have the statistic. */
type Shown = { readonly samples: number; readonly value: number | null | undefined };

function shownIn(
  { metrics, requests, generatorErrors, errorRatio, checks, latency }: Measurements,
  metric: string,
  statistic: string,
): Shown | null {
  switch (metric) {
    case metrics.requests:
      return { samples: requests - generatorErrors, value: errorRatio };
    case metrics.checks:
      return { samples: checks.passed + checks.failed, value: checks.passed / (checks.passed + checks.failed) };
    case metrics.latency:
      return { samples: latency.samples, value: latencyBy[statistic]?.(latency) };
    default:
      return null;
  }
}

const latencyBy: Readonly<Record<string, (latency: Latency) => number | null>> = {
  avg: (latency) => latency.averageMs,
  min: (latency) => latency.minimumMs,
  med: (latency) => latency.medianMs,
  max: (latency) => latency.maximumMs,
  'p(90)': (latency) => latency.p90Ms,
  'p(95)': (latency) => latency.p95Ms,
  'p(99)': (latency) => latency.p99Ms,
};

/** Whether the error ratio of a phase or endpoint is the one that its counts make: the target's failures of what it could answer. */
export function hasItsErrorRatio({ requests, failedRequests, generatorErrors, errorRatio }: Measurements): boolean {
  return isSame(
    requests === generatorErrors ? null : (failedRequests - generatorErrors) / (requests - generatorErrors),
    errorRatio,
  );
}

/** k6 and the library divide one by one: the last digit may differ. */
function isSame(shown: number | null, observed: number | null): boolean {
  return (
    shown === observed || (shown !== null && observed !== null && Math.abs(shown - observed) <= 1e-9 * Math.abs(shown))
  );
}

/** The row that selects the same requests, or more of them. */
function scopeOf(
  row: CriterionRow,
  phases: Acceptance['phases'],
  endpoints: Acceptance['endpoints'],
): Measurements | undefined {
  return row.phase === null
    ? endpoints.find(({ name }) => name === row.endpoint)
    : phases.find(({ name }) => name === row.phase);
}

/** Whether the samples are requests: of checks there can be more, and metrics of the script's own have nothing to do with them. */
function isOfRequests({ indicator, evidenceMetric }: CriterionRow): boolean {
  return ['latency', 'error ratio', 'throughput'].includes(indicator) && evidenceMetric.startsWith('http_reqs{');
}
