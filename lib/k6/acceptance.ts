import type { CriterionSpec } from '../core/plan/criterion.ts';
import { requestErrorsMetric, scriptExceptionsMetric } from '../core/plan/library-metrics.ts';
import type { ListUnlessFunction } from '../core/plan/given-list.ts';
import type { AcceptanceSpec, AcceptanceTest, GivesUp, Recorder } from './acceptance-test.ts';
import type { callEndpoint } from './call.ts';
import { declare } from './declare.vu-0.ts';
import { metrics } from './k6-modules.ts';
import type { PreparedEndpoints } from './prepared-endpoint.ts';
import { workingVu } from './working-vu.hot.ts';

/**
 * The exports of an acceptance test.
 *
 * Reads BASE_URL (http://127.0.0.1:3000 when not set), TIME_SCALE, REPORT_DIR (`reports`), REPORT_FORMATS and
 * NO_COLOR.
 *
 * @throws At init, before any load, when the plan or the environment holds something unusable.
 */
export function acceptance<
  PhaseName extends string,
  EndpointName extends string,
  MetricName extends string = never,
  ReasonName extends string = never,
  Given = unknown,
>(
  spec: AcceptanceSpec<
    PhaseName,
    EndpointName,
    MetricName,
    | (() => readonly CriterionSpec<NoInfer<PhaseName>, NoInfer<EndpointName>, NoInfer<MetricName>>[])
    | ListUnlessFunction<Given, CriterionSpec<NoInfer<PhaseName>, NoInfer<EndpointName>, NoInfer<MetricName>>>,
    ReasonName
  >,
): AcceptanceTest<EndpointName, MetricName, ReasonName>;
export function acceptance(
  spec: AcceptanceSpec,
): AcceptanceTest<string, never> & Partial<Recorder<string> & GivesUp<string>> {
  const { name: plan, endpoints, metrics: ownMetrics, giveUpReasons, allowedExceptions } = spec;
  const baseUrl = __ENV['BASE_URL'] || 'http://127.0.0.1:3000';
  const errors = new metrics.Counter(requestErrorsMetric);
  const exceptions = new metrics.Counter(scriptExceptionsMetric);
  const counters = { errors, exceptions };
  // Kept, because a VU asks for it at each call.
  let working: { readonly callEndpoint: typeof callEndpoint; readonly endpoints: PreparedEndpoints } | undefined;
  return {
    iteration: (body) => (data) => workingVu().runIteration(body, data, exceptions),
    call: (name, values, others?: unknown) => {
      if (working === undefined) {
        const { callEndpoint, prepareEndpoints } = workingVu();
        working = { callEndpoint, endpoints: prepareEndpoints(endpoints, plan, baseUrl) };
      }
      return working.callEndpoint(working.endpoints, name, values, others, counters);
    },
    ...(__VU === 0 ? declare(spec, baseUrl, errors) : {}),
    ...(ownMetrics === undefined && giveUpReasons === undefined && !allowedExceptions
      ? {}
      : workingVu().declaredFunctions(spec, exceptions)),
  };
}
