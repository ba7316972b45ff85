import type { Checker, Checkers } from 'k6';
import type { Params } from 'k6/http';
import type { CriterionSpec } from '../core/plan/criterion.ts';
import { requestErrorsMetric, scriptExceptionsMetric } from '../core/plan/custom-metric.ts';
import type { ListUnlessFunction } from '../core/plan/given-list.ts';
import type { AcceptanceSpec, AcceptanceTest, Recorder, Response } from './acceptance-test.ts';
import { declare } from './declare.vu-0.ts';
import { check, http, metrics } from './k6-modules.ts';
import { onDemand } from './on-demand.cold.ts';
import { currentPhase } from './phase-clock.ts';

// Every VU keeps what this file makes. So there are as few functions in it as can be, each within the one that makes it, and
// arrow functions, which weigh less than declared ones.

/** An endpoint, made ready at a VU's first call so that calls make nothing that they could have kept. */
type PreparedEndpoint = {
  readonly name: string;
  readonly method: string;
  /** The address, or only a path where values are to be put into it. */
  readonly url: string;
  readonly hasPlaceholders: boolean;
  readonly body: string | null;
  readonly params: Params & { readonly tags: { name: string; plan?: string; phase?: string } };
  /** Undefined where 200 to 299 are expected. */
  readonly expectedStatuses: readonly number[] | undefined;
  readonly checks: Checkers<Response> | undefined;
};

/**
 * The exports of an acceptance test.
 *
 * Reads BASE_URL (http://127.0.0.1:3000 when not set), TIME_SCALE, REPORT_DIR (`reports`) and NO_COLOR.
 *
 * @throws At init, before any load, when the plan or the environment holds something unusable.
 */
export function acceptance<
  PhaseName extends string,
  EndpointName extends string,
  MetricName extends string = never,
  Given = unknown,
>(
  spec: AcceptanceSpec<
    PhaseName,
    EndpointName,
    MetricName,
    | (() => readonly CriterionSpec<NoInfer<PhaseName>, NoInfer<EndpointName>, NoInfer<MetricName>>[])
    | ListUnlessFunction<Given, CriterionSpec<NoInfer<PhaseName>, NoInfer<EndpointName>, NoInfer<MetricName>>>
  >,
): AcceptanceTest<EndpointName, MetricName>;
export function acceptance(spec: AcceptanceSpec): AcceptanceTest<string, never> & Partial<Recorder<string>> {
  let baseUrl = __ENV['BASE_URL'] || 'http://127.0.0.1:3000';
  const errors = new metrics.Counter(requestErrorsMetric);
  const exceptions = new metrics.Counter(scriptExceptionsMetric);
  const { name: plan, endpoints } = spec;
  let prepared: PreparedEndpoint[] | undefined;
  let last = -1;
  const test: AcceptanceTest<string, never> = {
    iteration: (run) => (data) => {
      currentPhase(true);
      try {
        const running = run(data);
        if (running === undefined || !(running instanceof Promise)) return running;
        return running.catch((error: unknown) => {
          exceptions.add(1);
          throw error;
        });
      } catch (error) {
        exceptions.add(1);
        throw error;
      }
    },
    call: (name, values) => {
      if (prepared === undefined) {
        prepared = [];
        while (baseUrl[baseUrl.length - 1] === '/') baseUrl = baseUrl.slice(0, -1);
        const list = typeof endpoints === 'function' ? endpoints() : endpoints;
        const success = http.expectedStatuses({ min: 200, max: 299 });
        for (let index = 0; index < list.length; index += 1) {
          const declared = list[index];
          if (declared === undefined) continue;
          const {
            name: endpointName,
            method = 'GET',
            path,
            body,
            headers,
            expectedStatuses,
            checks: declaredChecks,
            timeout,
          } = declared;
          const isJson = body !== undefined && typeof body !== 'string';
          let responseCallback = success;
          if (expectedStatuses !== undefined) {
            // Not spread: an iterator weighs 7 kB in a VU that has none.
            const statuses: number[] = [];
            for (let at = 0; at < expectedStatuses.length; at += 1) statuses[at] = expectedStatuses[at] ?? 0;
            responseCallback = http.expectedStatuses.apply(undefined, statuses);
          }
          const params: PreparedEndpoint['params'] = {
            // A script may have a tag of its own with this name: on its VU, it would take the request out of the plan.
            tags: currentPhase(false) === undefined ? { name: endpointName } : { name: endpointName, plan },
            responseCallback,
            redirects: 0,
          };
          if (isJson) params.headers = { 'Content-Type': 'application/json', ...headers };
          else if (headers !== undefined) params.headers = { ...headers };
          if (timeout !== undefined) params.timeout = timeout;
          let checks: Record<string, Checker<Response>> | undefined;
          if (declaredChecks !== undefined) {
            checks = {};
            const keys = Object.keys(declaredChecks);
            for (let at = 0; at < keys.length; at += 1) {
              const key = keys[at] ?? '';
              checks[key] = (response) => {
                try {
                  return declaredChecks[key]?.(response) === true;
                } catch {
                  // k6 lets a check's exception end the iteration; a body that cannot be read is the target's failure, not the script's.
                  return false;
                }
              };
            }
          }
          const hasPlaceholders = path.indexOf('{') >= 0;
          const url = hasPlaceholders ? path : baseUrl + path;
          prepared[index] = {
            name: endpointName,
            method,
            url,
            hasPlaceholders,
            body: isJson ? JSON.stringify(body) : (body ?? null),
            params,
            expectedStatuses,
            checks,
          };
        }
      }
      let endpoint: PreparedEndpoint | undefined;
      // A journey calls its endpoints in their order, mostly: what follows the last one is looked at first.
      for (let steps = prepared.length; steps > 0 && endpoint === undefined; steps -= 1) {
        last = last + 1 < prepared.length ? last + 1 : 0;
        if (prepared[last]?.name === name) endpoint = prepared[last];
      }
      if (endpoint === undefined) {
        throw new Error(`Invalid call: expected an endpoint of the plan, received "${name}". Declare the endpoint.`);
      }
      const { method, hasPlaceholders, expectedStatuses, checks } = endpoint;
      let { url, body, params } = endpoint;
      if (hasPlaceholders) {
        let from = 0;
        for (let open = url.indexOf('{'); open >= 0; open = url.indexOf('{', from)) {
          const close = url.indexOf('}', open);
          if (close < 0) break;
          const key = url.slice(open + 1, close);
          from = open + 1;
          // Not a placeholder: braces in braces, or nothing in them.
          if (key === '' || key.indexOf('{') >= 0) continue;
          const value: unknown = values?.path?.[key];
          if ((typeof value !== 'string' || value === '') && (typeof value !== 'number' || value - value !== 0)) {
            throw new Error(
              `Invalid call of "${name}": expected a value for each {name} of its path, received ${JSON.stringify(values?.path)}. Call it with { path: { … } }.`,
            );
          }
          const text = encodeURIComponent(value);
          url = url.slice(0, open) + text + url.slice(close + 1);
          from = open + text.length;
        }
        url = baseUrl + url;
      }
      if (values?.body !== undefined) {
        body = typeof values.body === 'string' ? values.body : JSON.stringify(values.body);
        if (typeof values.body !== 'string') {
          params = { ...params, headers: { 'Content-Type': 'application/json', ...params.headers } };
        }
      }
      const phase = currentPhase(false);
      if (phase !== undefined) params.tags.phase = phase;
      const response = http.request(method, url, body, params);
      const { status, error_code: code } = response;
      let isExpected = expectedStatuses === undefined && status >= 200 && status <= 299;
      if (expectedStatuses !== undefined) {
        for (let index = 0; index < expectedStatuses.length; index += 1) {
          if (expectedStatuses[index] === status) isExpected = true;
        }
      }
      if (!isExpected || (code !== 0 && (code < 1400 || code >= 1600))) {
        onDemand().countFailure(errors, params.tags, status, code, response.error);
      }
      if (checks !== undefined) check(response, checks, params.tags);
      return response;
    },
  };
  if (__VU !== 0 && spec.metrics === undefined) return test;
  return {
    ...test,
    ...(__VU === 0 ? declare(spec, baseUrl, errors) : {}),
    ...(spec.metrics === undefined ? {} : { record: onDemand().recorderOf(plan, spec.metrics, currentPhase) }),
  };
}
