import { errorClasses, exhaustingClasses, generatorClasses, type ErrorClass } from '../language/error-class.ts';
import { abortDelayMs } from './abort-delay.ts';
import { evidenceThreshold, type Criterion } from '../plan/criterion.ts';
import { loadEndMetric, loadStartMetric, requestErrorsMetric, scriptExceptionsMetric } from '../plan/custom-metric.ts';
import { deliveryThresholds } from './delivery-thresholds.ts';
import { formatDuration } from '../language/duration.ts';
import type { Endpoint } from '../plan/endpoint.ts';
import { metricKey, parseMetricKey, planTags, type Tags } from './metric-key.ts';
import { summaryTrendStats } from '../statistics/percentile-grid.ts';
import { afterPlan } from './phase-clock.ts';
import type { Plan } from '../plan/plan.ts';
import { namesOf } from '../plan/profile.ts';
import { scenariosFor, type Scenario } from './scenarios.ts';

/** A threshold as k6 takes it: its expression, or that with the order to end the run where it is crossed. */
export type Threshold =
  string | { readonly threshold: string; readonly abortOnFail: true; readonly delayAbortEval: string };

/** The options that a plan gives to k6. */
export type K6Options = Readonly<Record<string, unknown>> & {
  readonly scenarios: Readonly<Record<string, Scenario>>;
  readonly thresholds: Readonly<Record<string, readonly Threshold[]>>;
  readonly summaryTrendStats: readonly string[];
};

/** k6's own tags of what setup and teardown do. */
export const setupTags: Tags = { group: '::setup' };
export const teardownTags: Tags = { group: '::teardown' };
/** The tag of what the pre-flight counts when it fails. */
export const preflightTags: Tags = { preflight: 'failed' };

/** The statuses by which a redirect that k6 followed shows in `http_reqs`. */
export const redirectStatuses = [301, 302, 303, 307, 308] as const;

/** The k6 metrics behind one scope's row in a table. */
export type ScopeKeys = { readonly latency: string; readonly requests: string; readonly checks: string };

/**
 * The keys of a scope's row. Requests are counted by `http_req_failed`, whose passes and fails add up to them: one
 * sub-metric less for every sample to be matched against.
 */
export function scopeKeys(tags: Tags): ScopeKeys {
  return {
    latency: metricKey('http_req_duration', { ...tags, expected_response: 'true' }),
    requests: metricKey('http_req_failed', tags),
    checks: metricKey('checks', tags),
  };
}

/** The tags of an endpoint's requests in the plan. */
export function endpointTags(plan: string, name: string): Tags {
  return { ...planTags(plan), name };
}

/** The requests that bear the tags, in a class of errors. */
export function errorKey(error_class: ErrorClass, tags: Tags): string {
  return metricKey(requestErrorsMetric, { ...tags, error_class });
}

/** The responses with a status, of all requests that bear the tags. */
export function statusKey(status: number, tags: Tags): string {
  return metricKey('http_reqs', { ...tags, status: String(status) });
}

/**
 * The options of k6 that follow from the plan.
 *
 * Every criterion that can fail is a native threshold and is paired with a count that must not be zero, because k6 lets a
 * threshold without samples pass. What only warns, and everything else that a table shows, is tracked by an empty list of
 * thresholds.
 */
export function k6OptionsFor(plan: Plan): K6Options {
  return {
    ...plan.k6Options,
    scenarios: scenariosFor(plan.name, plan.phases, plan.vus, plan.gracefulStopMs),
    thresholds: thresholdsFor(plan),
    summaryTrendStats: summaryTrendStats(
      plan.criteria.flatMap(({ target }) => (target.percentile === null ? [] : [target.percentile])),
    ),
  };
}

/** The thresholds that decide the exit code of k6, by metric. */
export function gatingThresholds(plan: Plan): Record<string, string[]> {
  const thresholds = new Map([
    [scriptExceptionsMetric, ['count<1']],
    [loadStartMetric, ['value>0']],
    [loadEndMetric, ['value>0']],
  ]);
  const gate = (key: string, expression: string): void => {
    const expressions = thresholds.get(key) ?? [];
    if (!expressions.includes(expression)) thresholds.set(key, [...expressions, expression]);
  };
  for (const criterion of plan.criteria) {
    if (criterion.nativeExpression === null) continue;
    gate(criterion.key, criterion.nativeExpression);
    gate(criterion.evidenceKey, evidenceThreshold);
  }
  // One of these in the plan is a fault, at whatever count; k6 cannot hold the other classes against a phase's requests.
  for (const errorClass of exhaustingClasses) gate(errorKey(errorClass, planTags(plan.name)), 'count<1');
  for (const [key, expression] of deliveryThresholds(plan)) gate(key, expression);
  return Object.fromEntries(thresholds);
}

function thresholdsFor(plan: Plan): Record<string, Threshold[]> {
  const tracked = trackedKeys(plan).map((key): [string, Threshold[]] => [key, []]);
  const gating = Object.entries(gatingThresholds(plan)).map(([key, expressions]): [string, Threshold[]] => [
    key,
    expressions.map((expression) => abortingOrNot(plan, key, expression)),
  ]);
  return Object.fromEntries([...tracked, ...gating]);
}

function abortingOrNot(plan: Plan, key: string, threshold: string): Threshold {
  const criterion = plan.criteria.find(
    (candidate) => candidate.abortOnFail && candidate.key === key && candidate.nativeExpression === threshold,
  );
  if (criterion === undefined) return threshold;
  const phases = plan.phases.filter(({ name }) => criterion.phase === null || name === criterion.phase);
  return {
    threshold,
    abortOnFail: true,
    delayAbortEval: formatDuration(abortDelayMs(phases, criterion.minimumSamples)),
  };
}

function trackedKeys(plan: Plan): string[] {
  const phases = [...namesOf(plan.phases), afterPlan].map((phase) => ({ phase }));
  const endpoints = plan.endpoints.map(({ name }) => endpointTags(plan.name, name));
  return [
    ...[{}, ...phases, ...endpoints].flatMap((tags) => Object.values(scopeKeys(tags))),
    ...phases.flatMap((tags) => [metricKey('iterations', tags), metricKey(scriptExceptionsMetric, tags)]),
    ...errorClasses.flatMap((errorClass) => [...endpoints, preflightTags].map((tags) => errorKey(errorClass, tags))),
    ...generatorClasses.flatMap((errorClass) =>
      [{}, planTags(plan.name), ...phases, ...plan.criteria.flatMap(errorScope)].map((tags) =>
        errorKey(errorClass, tags),
      ),
    ),
    ...[setupTags, teardownTags].flatMap((tags) => [
      metricKey('http_reqs', tags),
      metricKey('http_reqs', { ...tags, ...planTags(plan.name) }),
    ]),
    metricKey('iterations', planTags(plan.name)),
    ...redirectStatuses.map((status) => statusKey(status, planTags(plan.name))),
    ...plan.endpoints.flatMap((endpoint) =>
      expectedRedirects(endpoint).map((status) => statusKey(status, endpointTags(plan.name, endpoint.name))),
    ),
    'dropped_iterations',
    ...plan.criteria.flatMap(({ key, overrunKey, evidenceKey }) => [
      key,
      ...(overrunKey === null ? [] : [overrunKey]),
      evidenceKey,
    ]),
  ];
}

/** The tags of what a criterion on errors is judged on. */
function errorScope({ indicator, key }: Criterion): Tags[] {
  return indicator.name === 'error ratio' ? [parseMetricKey(key).tags] : [];
}

/** The redirects that an endpoint expects as its answer: they are requests of its own, not followed ones. */
export function expectedRedirects(endpoint: Endpoint<never>): (typeof redirectStatuses)[number][] {
  return redirectStatuses.filter((status) => endpoint.expectedStatuses?.includes(status));
}
