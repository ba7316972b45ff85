import { errorClasses, type ErrorClass } from '../run/error-class.ts';
import { loadStartMetric, requestErrorsMetric, scriptExceptionsMetric } from './custom-metric.ts';
import type { Endpoint } from './endpoint.ts';
import { metricKey, type Tags } from './metric-key.ts';
import { summaryTrendStats } from './percentile-grid.ts';
import { afterPlan } from './phase-clock.ts';
import type { Plan } from './plan.ts';
import { scenariosFor, type Scenario } from './scenarios.ts';

/** The options that a plan gives to k6. */
export type K6Options = Readonly<Record<string, unknown>> & {
  readonly scenarios: Readonly<Record<string, Scenario>>;
  readonly thresholds: Readonly<Record<string, readonly string[]>>;
  readonly summaryTrendStats: readonly string[];
};

/** k6's groups of requests that belong to no phase, as their `group` tag has them. */
export const setupGroup = '::setup';
export const teardownGroup = '::teardown';

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

/** The requests of an endpoint in a class of errors. */
export function errorKey(error_class: ErrorClass, name: string): string {
  return metricKey(requestErrorsMetric, { error_class, name });
}

/** The failed pre-flight requests in a class of errors. */
export function preflightErrorKey(error_class: ErrorClass): string {
  return metricKey(requestErrorsMetric, { error_class, group: setupGroup });
}

/** The responses with a status, of all requests that bear the tags. */
export function statusKey(status: number, tags: Tags): string {
  return metricKey('http_reqs', { ...tags, status: String(status) });
}

/**
 * The options of k6 that follow from the plan.
 *
 * Every criterion is a native threshold and is paired with a count that must not be zero, because k6 lets a threshold
 * without samples pass. Everything that a table shows is tracked by an empty list of thresholds.
 */
export function k6OptionsFor(plan: Plan): K6Options {
  return {
    ...plan.k6Options,
    scenarios: scenariosFor(plan.phases, plan.vus),
    thresholds: thresholdsFor(plan),
    summaryTrendStats: summaryTrendStats(plan.criteria.flatMap(({ expression }) => (expression.percentile === null ? [] : [expression.percentile]))),
  };
}

/** The thresholds that decide the exit code of k6, by metric. */
export function gatingThresholds(plan: Plan): Record<string, string[]> {
  const thresholds: Record<string, string[]> = {
    [scriptExceptionsMetric]: ['count<1'],
    [loadStartMetric]: ['value>0'],
  };
  const gate = (key: string, expression: string): void => {
    const expressions = (thresholds[key] ??= []);
    if (!expressions.includes(expression)) expressions.push(expression);
  };
  for (const criterion of plan.criteria) {
    gate(criterion.key, criterion.nativeExpression);
    gate(criterion.evidenceKey, 'count>=1');
  }
  return thresholds;
}

function thresholdsFor(plan: Plan): Record<string, string[]> {
  const tracked = Object.fromEntries(trackedKeys(plan).map((key): [string, string[]] => [key, []]));
  return { ...tracked, ...gatingThresholds(plan) };
}

function trackedKeys(plan: Plan): string[] {
  const phases = [...plan.phases.map((phase) => phase.name), afterPlan].map((phase) => ({ phase }));
  const endpoints = plan.endpoints.map(({ name }) => ({ name }));
  const groups = [{ group: setupGroup }, { group: teardownGroup }];
  return [
    ...[{}, ...phases, ...endpoints].flatMap((tags) => Object.values(scopeKeys(tags))),
    ...phases.flatMap((tags) => [metricKey('iterations', tags), metricKey(scriptExceptionsMetric, tags)]),
    ...errorClasses.flatMap((errorClass) => [...plan.endpoints.map(({ name }) => errorKey(errorClass, name)), preflightErrorKey(errorClass)]),
    ...groups.map((tags) => metricKey('http_reqs', tags)),
    ...[{}, ...groups].flatMap((tags) => redirectStatuses.map((status) => statusKey(status, tags))),
    ...plan.endpoints.flatMap((endpoint) => expectedRedirects(endpoint).map((status) => statusKey(status, { name: endpoint.name }))),
    'dropped_iterations',
  ];
}

/** The redirects that an endpoint expects as its answer: they are requests of its own, not followed ones. */
export function expectedRedirects(endpoint: Endpoint<never>): (typeof redirectStatuses)[number][] {
  return redirectStatuses.filter((status) => endpoint.expectedStatuses?.includes(status));
}
