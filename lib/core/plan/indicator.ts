import { metricKey, type Tags } from '../compile/metric-key.ts';
import { samplesMetric, type CustomMetric } from './custom-metric.ts';
import type { MetricType } from '../language/expression.ts';

/** The service level indicators that every plan has; custom metrics are named by their own names beside these. */
export const builtInIndicators = ['latency', 'error ratio', 'throughput', 'checks'] as const;
export type BuiltInIndicator = (typeof builtInIndicators)[number];

/** A service level indicator: which k6 metric carries it, and which one proves that it was sampled in a scope. */
export type Indicator = {
  readonly name: string;
  /** The type of the k6 metric, which decides the statistics that a criterion may use. */
  readonly type: MetricType;
  /** `ms`, `ratio` (0 to 1), `/s`, or a custom metric's own. */
  readonly unit: string;
  /** The k6 metric in a scope. */
  readonly key: (scope: Tags) => string;
  /** A k6 counter that is zero in a scope when, and only when, the indicator has nothing to say there. */
  readonly evidenceKey: (scope: Tags) => string;
};

const expected = { expected_response: 'true' };

const builtIn: Record<BuiltInIndicator, Indicator> = {
  // A refused or reset connection records 0 ms: failed requests would make the latency better.
  latency: {
    name: 'latency',
    type: 'trend',
    unit: 'ms',
    key: (scope) => metricKey('http_req_duration', { ...scope, ...expected }),
    evidenceKey: (scope) => metricKey('http_reqs', { ...scope, ...expected }),
  },
  'error ratio': {
    name: 'error ratio',
    type: 'rate',
    unit: 'ratio',
    key: (scope) => metricKey('http_req_failed', scope),
    evidenceKey: (scope) => metricKey('http_reqs', scope),
  },
  // Only expected responses: a target that refuses every connection at once would have the highest throughput of all.
  throughput: {
    name: 'throughput',
    type: 'counter',
    unit: '/s',
    key: (scope) => metricKey('http_reqs', { ...scope, ...expected }),
    evidenceKey: (scope) => metricKey('http_reqs', scope),
  },
  checks: {
    name: 'checks',
    type: 'rate',
    unit: 'ratio',
    key: (scope) => metricKey('checks', scope),
    evidenceKey: (scope) => metricKey('http_reqs', scope),
  },
};

/** The indicator of that name, or nothing when neither the library nor the plan has one. */
export function indicatorFor(name: unknown, metrics: readonly CustomMetric[]): Indicator | undefined {
  for (const known of builtInIndicators) if (known === name) return builtIn[known];
  const metric = metrics.find((candidate) => candidate.name === name);
  if (metric === undefined) return undefined;
  return {
    name: metric.name,
    type: metric.type,
    unit: metric.type === 'rate' ? 'ratio' : (metric.unit ?? ''),
    key: (scope) => metricKey(metric.name, scope),
    // A counter that nothing fed is truly 0; what must not be missing is the activity that could have fed it.
    evidenceKey: (scope) => metricKey(metric.type === 'counter' ? 'iterations' : samplesMetric(metric), scope),
  };
}
