import { parseMetricKey } from '../compile/metric-key.ts';
import type { Tags } from '../plan/tags.ts';
import {
  completedIterationsMetric,
  exceptionIterationsMetric,
  givenUpIterationsMetric,
  requestErrorsMetric,
  scriptExceptionsMetric,
} from '../plan/library-metrics.ts';
import type { PlanDocument } from '../document/plan-document.ts';
import { expectedIterations } from './expected-samples.ts';
import type { Inspection } from './parse-inspection.ts';

/** What brings a metric its samples, each of which k6 matches against every sub-metric of the metric. */
export type FedBy = 'request' | 'check' | 'iteration' | 'failure' | 'script';

/** The sub-metrics on one metric. */
export type SubMetricCount = { readonly metric: string; readonly subMetrics: number; readonly fedBy: FedBy };

/** The sub-metrics by metric, the most first. */
export function countSubMetrics({ thresholds }: Inspection): SubMetricCount[] {
  const counts = new Map<string, number>();
  for (const key of thresholds.keys()) {
    if (key.includes('{')) counts.set(parseMetricKey(key).metric, (counts.get(parseMetricKey(key).metric) ?? 0) + 1);
  }
  return [...counts]
    .map(([metric, subMetrics]) => ({ metric, subMetrics, fedBy: fedBy(metric) }))
    .sort((a, b) => b.subMetrics - a.subMetrics);
}

const fedByIterations: ReadonlySet<string> = new Set([completedIterationsMetric, exceptionIterationsMetric]);
const fedOnFailure: ReadonlySet<string> = new Set([
  requestErrorsMetric,
  scriptExceptionsMetric,
  givenUpIterationsMetric,
  'dropped_iterations',
]);

function fedBy(metric: string): FedBy {
  if (metric.startsWith('http_req')) return 'request';
  if (metric === 'checks') return 'check';
  if (fedByIterations.has(metric) || /^(?:iteration|data_)/.test(metric)) return 'iteration';
  return fedOnFailure.has(metric) ? 'failure' : 'script';
}

/**
 * How many sub-metrics k6 matches the samples of one successful request against: its own, and its share of its
 * iteration's.
 */
export function comparisonsPerRequest(counts: readonly SubMetricCount[], { endpoints }: PlanDocument): number {
  // An iteration without endpoints sends what it sends by plain calls: one at least.
  const requests = Math.max(1, endpoints.length);
  const samples: Record<FedBy, number> = {
    request: 1,
    check: endpoints.reduce((sum, { checks }) => sum + checks, 0) / requests,
    iteration: 1 / requests,
    failure: 0,
    script: 0,
  };
  return counts.reduce((sum, count) => sum + count.subMetrics * samples[count.fedBy], 0);
}

/** Further CPU time per request, as a share, by the number of sub-metrics: medians of paired runs of k6 2.2.0. */
export const measuredCpuShares = [
  [0, 0],
  [80, 0.05],
  [400, 0.13],
  [2000, 0.6],
] as const;

/** The most sub-metrics that a share was measured at; beyond, the last line is drawn on. */
export const mostMeasured = 2000;

/** The share for a number of sub-metrics, on straight lines between the measured ones. */
export function cpuShareRatio(comparisons: number): number {
  const next = measuredCpuShares.findIndex(([count]) => count >= comparisons);
  const upper = next === -1 ? measuredCpuShares.length - 1 : Math.max(1, next);
  const [lowCount, lowShare] = measuredCpuShares[upper - 1] ?? [0, 0];
  const [highCount, highShare] = measuredCpuShares[upper] ?? [mostMeasured, 0];
  return lowShare + ((comparisons - lowCount) * (highShare - lowShare)) / (highCount - lowCount);
}

/**
 * k6 keeps each value of a trend as a 64-bit float, once in the trend and once in each sub-metric that its tags match.
 */
const bytesPerValue = 8;

/** `http_req_duration` and the six parts that k6 measures of every request. */
const trendsPerRequest = 7;

function isTrendOfRequest(metric: string): boolean {
  return metric.startsWith('http_req_') && metric !== 'http_req_failed';
}

/**
 * The bytes of the raw values that the open phases will leave in k6's memory. What the script records itself is not in
 * it.
 */
export function expectedValueBytes({ thresholds, document }: Inspection): number {
  const matched = [...thresholds.keys()]
    .map(parseMetricKey)
    .filter(({ metric, tags }) => isTrendOfRequest(metric) && Object.keys(tags).length > 0);
  const values = document.phases.reduce((sum, phase) => {
    const perIteration = document.endpoints.reduce(
      (count, endpoint) =>
        count + trendsPerRequest + matched.filter(({ tags }) => matches(tags, phase.name, endpoint.name)).length,
      1, // iteration_duration
    );
    return sum + (expectedIterations(phase) ?? 0) * perIteration;
  }, 0);
  return values * bytesPerValue;
}

/** Whether a successful request of the endpoint in the phase bears the tags. */
function matches(tags: Tags, phase: string, endpoint: string): boolean {
  return (
    (tags['phase'] ?? phase) === phase &&
    (tags['name'] ?? endpoint) === endpoint &&
    (tags['expected_response'] ?? 'true') === 'true'
  );
}
