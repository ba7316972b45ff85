import exec from 'k6/execution';
import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
import { loadEndMetric, loadStartMetric, requestErrorsMetric, samplesMetric, scriptExceptionsMetric, type CustomMetric } from '../core/plan/custom-metric.ts';
import type { CriterionSpec } from '../core/plan/criterion.ts';
import type { ListUnlessFunction } from '../core/plan/given-list.ts';
import type { PlanSpec } from '../core/plan/plan.ts';
import { emergencyReports } from './emergency.ts';
import { preparePlan, reportsOf, type TextSummary } from './judgement.cold.ts';
import { currentPhase, startIteration } from './phase-clock.ts';
import { preflight } from './preflight.ts';
import { requireReportFolder } from './report-folder.ts';
import { prepareEndpoint, request, type CallValues, type PreparedEndpoint, type Response } from './request.ts';

/** What a script declares for k6: its plan, and the text summary that is to stand above the acceptance table. */
export type AcceptanceSpec<
  PhaseName extends string = string,
  EndpointName extends string = string,
  MetricName extends string = string,
  Criteria = PlanSpec<Response, PhaseName, EndpointName, MetricName>['criteria'],
> = PlanSpec<Response, PhaseName, EndpointName, MetricName, Criteria> & {
  readonly textSummary?: TextSummary | undefined;
};

/** What a script exports to k6, and what its iterations call. */
export type AcceptanceTest<EndpointName extends string, MetricName extends string> = {
  /** Empty in every VU but 0, which is the one that k6 reads them from. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly setup: () => unknown;
  readonly teardown: (data: never) => unknown;
  readonly handleSummary: (data: unknown) => Record<string, string>;
  /** The script's default function, made of one iteration: it is counted in the phase in which it starts. */
  readonly iteration: <Data>(run: (data: Data) => void | Promise<void>) => (data: Data) => void | Promise<void>;
  /** The response to one request of the endpoint. */
  readonly call: (endpoint: EndpointName, values?: CallValues) => Response;
  /** Adds a sample to a metric of the plan, in the phase of now. */
  readonly record: (metric: MetricName, value: number | boolean) => void;
};

/**
 * The exports of an acceptance test.
 *
 * Reads BASE_URL (http://127.0.0.1:3000 when not set), TIME_SCALE, REPORT_DIR (`reports`) and NO_COLOR.
 *
 * @throws At init, before any load, when the plan or the environment holds something unusable.
 */
export function acceptance<PhaseName extends string, EndpointName extends string, MetricName extends string = never, Given = unknown>(
  spec: AcceptanceSpec<
    PhaseName,
    EndpointName,
    MetricName,
    | (() => readonly CriterionSpec<NoInfer<PhaseName>, NoInfer<EndpointName>, NoInfer<MetricName>>[])
    | ListUnlessFunction<Given, CriterionSpec<NoInfer<PhaseName>, NoInfer<EndpointName>, NoInfer<MetricName>>>
  >,
): AcceptanceTest<EndpointName, MetricName>;
export function acceptance(spec: AcceptanceSpec): AcceptanceTest<string, string> {
  const given = __ENV['BASE_URL'] || 'http://127.0.0.1:3000';
  // Without a look-behind: k6 has another engine for these, which weighs 20 kB in each VU.
  const baseUrl = given.replace(/\/+$/, '');
  const errors = new Counter(requestErrorsMetric);
  const exceptions = new Counter(scriptExceptionsMetric);
  const planned = __VU === 0 ? declare(spec, given, baseUrl, errors) : { options: {}, setup: outsideVu0, teardown: outsideVu0, handleSummary: outsideVu0 };
  const endpoints = new Map<string, PreparedEndpoint>();
  for (const endpoint of spec.endpoints) endpoints.set(endpoint.name, prepareEndpoint(endpoint, baseUrl));
  const metrics = new Map<string, CustomMetricPair>();
  for (const metric of spec.metrics ?? []) metrics.set(metric.name, customMetric(metric));

  const fail = (error: unknown): never => {
    exceptions.add(1);
    throw error;
  };
  return {
    ...planned,
    iteration: (run) => (data) => {
      startIteration();
      try {
        const running = run(data);
        return running instanceof Promise ? running.catch(fail) : running;
      } catch (error) {
        return fail(error);
      }
    },
    call(name, values) {
      const endpoint = endpoints.get(name);
      if (endpoint === undefined) throw new Error(`Invalid call: expected an endpoint of the plan, received "${name}". Declare the endpoint.`);
      return request(endpoint, errors, values);
    },
    record(name, value) {
      const metric = metrics.get(name);
      if (metric === undefined) throw new Error(`Invalid record: expected a metric of the plan, received "${name}". Declare the metric.`);
      // k6 would count nothing, and the counter beside it something.
      if (typeof value !== 'boolean' && !Number.isFinite(value)) {
        throw new Error(`Invalid sample of ${name}: expected a finite number, received ${value}. Record only what was measured.`);
      }
      const phase = currentPhase();
      const tags = phase === undefined ? {} : { phase };
      metric.values.add(value, tags);
      metric.samples?.add(1, tags);
    },
  };
}

type CustomMetricPair = { readonly values: Counter | Gauge | Rate | Trend; readonly samples: Counter | undefined };

function customMetric(metric: CustomMetric): CustomMetricPair {
  const { name, type, unit } = metric;
  const samples = type === 'counter' ? undefined : new Counter(samplesMetric(metric));
  switch (type) {
    case 'counter': return { values: new Counter(name), samples };
    case 'gauge': return { values: new Gauge(name), samples };
    case 'rate': return { values: new Rate(name), samples };
    case 'trend': return { values: new Trend(name, unit === 'ms'), samples };
  }
}

function outsideVu0(): never {
  throw new Error('Invalid call: expected setup, teardown and handleSummary in VU 0, received another VU. Export them to k6, and do not call them.');
}

/** The exports that k6 reads and runs in VU 0 alone. */
function declare(
  spec: AcceptanceSpec,
  given: string,
  baseUrl: string,
  errors: Counter,
): Pick<AcceptanceTest<string, string>, 'options' | 'setup' | 'teardown' | 'handleSummary'> {
  const { plan, options } = preparePlan(spec, { BASE_URL: given, TIME_SCALE: __ENV['TIME_SCALE'] });
  const folder = (__ENV['REPORT_DIR'] || 'reports').replace(/(?<=.)[\\/]+$/, '');
  requireReportFolder(folder);
  const loadStart = new Gauge(loadStartMetric);
  const loadEnd = new Gauge(loadEndMetric);
  return {
    options,
    setup() {
      preflight(baseUrl, plan.target, plan.preflight, errors);
      return after(spec.setup?.(), () => loadStart.add(Date.now()));
    },
    teardown(data) {
      const end = Date.now();
      return after(spec.teardown?.(data), () => loadEnd.add(end));
    },
    handleSummary(data) {
      const { json, markdown, stdout } = reports(data);
      return { [`${folder}/${spec.name}.acceptance.json`]: json, [`${folder}/${spec.name}.acceptance.md`]: markdown, stdout };
    },
  };

  /** Records a moment once the script's own part has succeeded, and passes its result on. */
  function after(own: unknown, recordMoment: () => void): unknown {
    if (own instanceof Promise) return own.then((result: unknown) => after(result, recordMoment));
    recordMoment();
    return own;
  }

  function reports(data: unknown): ReturnType<typeof emergencyReports> {
    try {
      // As JSON k6 writes addresses and times as a script does; as objects they are Go's own.
      const actualOptions: unknown = JSON.parse(JSON.stringify(exec.test.options));
      return reportsOf(plan, data, actualOptions, { endedAtMs: Date.now(), noColour: Boolean(__ENV['NO_COLOR']), textSummary: spec.textSummary });
    } catch (error) {
      return emergencyReports(spec.name, error);
    }
  }
}
