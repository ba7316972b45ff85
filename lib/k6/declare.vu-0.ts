// What only VU 0 does: it declares the load before the run, and judges it afterwards. The build puts all of it into one
// function that no other VU has, because each VU pays for every function that its script makes.
import type { Counter } from 'k6/metrics';
import { runVariable } from '../core/document/script-variables.ts';
import { parseBaseUrl } from '../core/plan/endpoint.ts';
import { loadEndMetric, loadStartMetric } from '../core/plan/library-metrics.ts';
import type { K6Options } from '../core/compile/k6-options.ts';
import { parsePlan, type PlanSpec } from '../core/plan/plan.ts';
import { formats } from '../core/render/formats.ts';
import { emergencyReports } from './emergency.ts';
import { isFirstInstance } from './first-instance.ts';
import { exec, metrics } from './k6-modules.ts';
import { optionsOf, reportsOf, type Reports, type TextSummary } from './judgement.ts';
import { preflight } from './preflight.ts';
import { requireReportFolder } from './report-folder-check.ts';

/** What k6 reads and runs in VU 0 alone. */
export type Declaration = {
  /** Undefined where k6 does not ask for them. */
  readonly options: Readonly<Record<string, unknown>> | undefined;
  readonly setup: () => unknown;
  readonly teardown: (data: never) => unknown;
  readonly handleSummary: (data: unknown) => Record<string, string>;
};

/**
 * What k6 reads and runs in VU 0 alone.
 *
 * @param address BASE_URL, or its default: where the demo listens.
 * @throws When the plan or the environment holds something unusable.
 */
export function declare(
  spec: PlanSpec<never> & { readonly textSummary?: TextSummary | undefined },
  address: string,
  errors: Counter,
): Declaration {
  const environment = {
    BASE_URL: address,
    TIME_SCALE: __ENV['TIME_SCALE'],
    REPORT_FORMATS: __ENV['REPORT_FORMATS'],
  };
  const folder = (__ENV['REPORT_DIR'] || 'reports').replace(/(?<=.)[\\/]+$/, '');
  let options: K6Options | undefined;
  if (isFirstInstance(spec.name)) {
    options = optionsOf(parsePlan(spec, environment));
    requireReportFolder(folder);
  }
  const loadStart = new metrics.Gauge(loadStartMetric);
  const loadEnd = new metrics.Gauge(loadEndMetric);
  return {
    options,
    setup() {
      preflight(parseBaseUrl(address), spec.preflight, errors);
      return after(spec.setup?.(), () => loadStart.add(Date.now()));
    },
    teardown(data) {
      const end = Date.now();
      return after(spec.teardown?.(data), () => loadEnd.add(end));
    },
    handleSummary(data) {
      const { files, stdout } = reports(data);
      const paths = Object.entries(files).map(([ending, text]) => [`${folder}/${spec.name}${ending}`, text]);
      return { ...Object.fromEntries(paths), stdout };
    },
  };

  /** Records a moment once the script's own part has succeeded, and passes its result on. */
  function after(own: unknown, recordMoment: () => void): unknown {
    if (own instanceof Promise) return own.then((result: unknown) => after(result, recordMoment));
    recordMoment();
    return own;
  }

  function reports(data: unknown): Reports {
    // If the plan cannot be parsed, the emergency report is written in every format.
    let endings = Object.values(formats).map(({ ending }) => ending);
    try {
      const plan = parsePlan(spec, environment);
      endings = plan.reports.map((name) => formats[name].ending);
      // As JSON k6 writes addresses and times as a script does; as objects they are Go's own.
      const actualOptions: unknown = JSON.parse(JSON.stringify(exec.test.options));
      return reportsOf(plan, data, actualOptions, {
        endedAtMs: Date.now(),
        noColour: Boolean(__ENV['NO_COLOR']),
        textSummary: spec.textSummary,
      });
    } catch (error) {
      return emergencyReports(spec.name, __ENV[runVariable], endings, error);
    }
  }
}
