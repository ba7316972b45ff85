import type { Expression } from '../language/expression.ts';
import { difference, ratio, total } from '../language/known-count.ts';
import type { Acceptance } from './acceptance-document.ts';
import type { CriterionRow } from './criterion-row.ts';
import type { Latency, Measured } from './measured.ts';

/**
 * What a criterion with a verdict says against the row of its phase or endpoint, as the end of a sentence that begins
 * with the criterion; null where both agree, or no row shows the same metric of k6.
 *
 * @param target The criterion's, read.
 */
export function scopeContradiction(
  row: CriterionRow,
  { statistic }: Expression,
  { phases, endpoints }: Acceptance,
): string | null {
  if (row.verdict === 'NO_DATA') return null;
  const shown = [...phases, ...endpoints].flatMap((scope) => shownIn(scope, row.native.metric, statistic) ?? [])[0];
  if (shown !== undefined && shown.samples !== row.samples) {
    return `has ${row.samples} samples, but the table of its scope ${shown.samples}`;
  }
  if (shown !== undefined && shown.value !== undefined && !isSame(shown.value, row.observed)) {
    return `was ${row.observed}, but in the table of its scope ${shown.value}`;
  }
  const requests = requestsOf(row, phases, endpoints);
  // Of checks there can be more than requests, and other samples have nothing to do with them.
  return row.indicator.sampledBy === 'request' && requests !== null && (row.samples ?? 0) > requests
    ? `has ${row.samples} samples of ${requests} requests`
    : null;
}

/** What a scope's row says of a metric; the value is undefined where the row does not have the statistic. */
type Shown = { readonly samples: number | null; readonly value: number | null | undefined };

function shownIn(
  { metrics, requests, generatorErrors, errorRatio, checks, latency }: Measured,
  metric: string,
  statistic: string,
): Shown | null {
  switch (metric) {
    case metrics.requests:
      return { samples: difference(requests, generatorErrors), value: errorRatio };
    case metrics.checks:
      return checkShares(checks);
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

function checkShares({ passed, failed }: Measured['checks']): Shown {
  if (passed === null || failed === null) return { samples: null, value: null };
  return { samples: passed + failed, value: passed / (passed + failed) };
}

/**
 * Whether the error ratio of a phase or endpoint is the one that its counts make: the target's failures of what it
 * could answer.
 */
export function hasItsErrorRatio({ requests, failedRequests, generatorErrors, errorRatio }: Measured): boolean {
  const answerable = difference(requests, generatorErrors);
  const failed = difference(failedRequests, generatorErrors);
  return isSame(ratio(failed, answerable), errorRatio);
}

/** k6 and the library divide one by one: the last digit may differ. */
function isSame(shown: number | null, observed: number | null): boolean {
  return (
    shown === observed || (shown !== null && observed !== null && Math.abs(shown - observed) <= 1e-9 * Math.abs(shown))
  );
}

/** The requests of the rows that select the same, or more of them; null where no row does. */
function requestsOf(
  { scope }: CriterionRow,
  phases: Acceptance['phases'],
  endpoints: Acceptance['endpoints'],
): number | null {
  const rows: readonly { readonly requests: number | null }[] =
    scope.phase === null
      ? endpoints.filter(({ name }) => scope.endpoints?.includes(name))
      : phases.filter(({ name }) => name === scope.phase);
  if (rows.length === 0) return null;
  return total(rows.map(({ requests }) => requests));
}
