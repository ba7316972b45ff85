import { indicator, type Evidence, type Indicator } from './indicator.ts';
import { completedIterationsMetric, timedByRequest, timedTag } from './library-metrics.ts';

/**
 * The library's own indicators. Every plan has them, but for what an indicator needs. The metrics of a plan's own are
 * named by their own names beside these.
 */
export const builtInIndicatorNames = [
  'latency',
  'error ratio',
  'throughput',
  'checks',
  'completed iterations',
] as const;
export type BuiltInIndicator = (typeof builtInIndicatorNames)[number];

const expected = { expected_response: 'true' };
const anyRequest: Evidence = { by: 'counter', metric: 'http_reqs', tags: {} };
const ofRequests = { sampledBy: 'request', dimensions: ['phase', 'endpoints', 'group'] } as const;

export const builtInIndicators: Readonly<Record<BuiltInIndicator, Indicator>> = {
  // A refused or reset connection records 0 ms: failed requests would make the latency better.
  latency: indicator({
    ...ofRequests,
    name: 'latency',
    metric: 'http_req_duration',
    type: 'trend',
    unit: 'ms',
    tags: expected,
    evidence: { by: 'counter', metric: 'http_reqs', tags: expected },
    showsSaturation: true,
    isResponseTime: true,
  }),
  'error ratio': indicator({
    ...ofRequests,
    name: 'error ratio',
    metric: 'http_req_failed',
    type: 'rate',
    unit: 'ratio',
    evidence: anyRequest,
    countsGeneratorErrors: true,
    showsSaturation: true,
  }),
  // Only expected responses: a target that refuses every connection at once would have the highest throughput of all.
  throughput: indicator({
    ...ofRequests,
    name: 'throughput',
    metric: 'http_reqs',
    type: 'counter',
    unit: '/s',
    tags: expected,
    evidence: anyRequest,
    onlyStatistic: 'rate',
    timedTags: { [timedTag]: timedByRequest },
  }),
  checks: indicator({
    ...ofRequests,
    name: 'checks',
    metric: 'checks',
    type: 'rate',
    unit: 'ratio',
    evidence: anyRequest,
    sampledBy: 'check',
    // In a group there may be checks without a request, and nothing else counts them.
    dimensions: ['phase', 'endpoints', 'check'],
    insteadOfNarrowing: 'k6 does not count the checks of a group; ask for those of an endpoint, or for one by its name',
    isSampledBy: ({ checks = {} }, check) =>
      check === undefined ? Object.keys(checks).length > 0 : Object.hasOwn(checks, check),
  }),
  'completed iterations': indicator({
    name: 'completed iterations',
    metric: completedIterationsMetric,
    type: 'rate',
    unit: 'ratio',
    // k6 counts no samples of a rate.
    evidence: { by: 'counter', metric: 'iterations', tags: {} },
    sampledBy: 'iteration',
    dimensions: ['phase'],
    insteadOfNarrowing: 'An iteration as a whole belongs to no endpoint and no group',
    needs: 'giveUpReasons',
  }),
};
