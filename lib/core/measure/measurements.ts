import { scopeKeys } from '../compile/k6-options.ts';
import type { Tags } from '../compile/metric-key.ts';
import { sharesOf, type RunSummary } from './run-summary.ts';
import type { Latency, Measurements } from '../document/acceptance.ts';
import { generatorErrorsIn } from './generator-errors.ts';

/** What the run measured in the scope that the tags select. */
export function measurementsOf(summary: RunSummary, tags: Tags): Measurements {
  const metrics = scopeKeys(tags);
  const requests = sharesOf(summary, metrics.requests);
  const checks = sharesOf(summary, metrics.checks);
  const failedRequests = requests?.passes ?? 0;
  // Part of what k6 counts as failed, whatever the counter beside it says.
  const generatorErrors = Math.min(failedRequests, generatorErrorsIn(summary, tags));
  return {
    requests: requests?.total ?? 0,
    failedRequests,
    generatorErrors,
    errorRatio: ratio(failedRequests - generatorErrors, (requests?.total ?? 0) - generatorErrors),
    checks: { passed: checks?.passes ?? 0, failed: (checks?.total ?? 0) - (checks?.passes ?? 0) },
    latency: latencyOf(summary, metrics.latency),
    metrics,
  };
}

/** A share from 0 to 1; nothing when there is nothing to share. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** k6 shows a trend without samples as zeros: only its count tells. */
function latencyOf(summary: RunSummary, key: string): Latency {
  const metric = summary.metrics.get(key);
  const values = metric?.type === 'trend' ? metric.values : {};
  const samples = values['count'] ?? 0;
  const value = (statistic: string): number | null => (samples === 0 ? null : (values[statistic] ?? null));
  return {
    samples,
    averageMs: value('avg'),
    minimumMs: value('min'),
    medianMs: value('med'),
    p90Ms: value('p(90)'),
    p95Ms: value('p(95)'),
    p99Ms: value('p(99)'),
    maximumMs: value('max'),
  };
}
