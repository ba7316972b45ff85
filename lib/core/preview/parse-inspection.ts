import { invalid } from '../language/invalid.ts';
import { parseJson } from '../language/parse-json.ts';
import { planExtension, type PlanDocument } from '../compile/plan-document.ts';
import { isRecord } from '../language/json-object.ts';
import { planDifferences } from '../compile/plan-differences.ts';
import { valueReader } from '../language/value-reader.ts';
import { parsePlanDocument } from './parse-plan-document.ts';

const whatToDo = 'Use k6 2.x, or update k6-acceptance';
const read = valueReader(whatToDo);

/** What `k6 inspect --execution-requirements` tells of a script that hands its plan out. */
export type Inspection = {
  readonly document: PlanDocument;
  /** The VUs that k6 initialises. */
  readonly vus: number;
  readonly scenarios: readonly ScenarioVus[];
  /** The threshold expressions by metric, an empty list where a metric is only tracked. */
  readonly thresholds: ReadonlyMap<string, readonly string[]>;
  /** How many statistics k6 computes of each trend. */
  readonly trendStatistics: number;
  /** How the options that k6 would run with differ from the plan's, one sentence each. */
  readonly differences: readonly string[];
};

/** `vus` is null where the scenario's options do not tell. */
export type ScenarioVus = { readonly name: string; readonly executor: string; readonly vus: number | null };

/**
 * The plan and the options that k6 would run with.
 *
 * @param text Standard output of `k6 inspect`.
 * @throws When it is not of the known shape, or the script hands no plan out.
 */
export function parseInspection(text: string): Inspection {
  const value = parseJson(text);
  if (value === undefined) throw invalid('output of k6 inspect', 'JSON', text, whatToDo);
  const { maxVUs, totalDuration, ...options } = read.record(value, 'output of k6 inspect');
  read.text(totalDuration, 'totalDuration of k6 inspect');
  const { ext } = options;
  const document = parsePlanDocument(isRecord(ext) ? ext[planExtension] : undefined);
  return {
    document,
    vus: read.amount(maxVUs, 'maxVUs of k6 inspect'),
    scenarios: Object.entries(read.record(options['scenarios'], 'scenarios of k6 inspect')).map(([name, scenario]) =>
      scenarioVus(name, scenario),
    ),
    thresholds: new Map(
      Object.entries(read.record(options['thresholds'] ?? {}, 'thresholds of k6 inspect')).map(([metric, list]) => [
        metric,
        expressionsOf(list, metric),
      ]),
    ),
    trendStatistics: read.list(options['summaryTrendStats'], 'summaryTrendStats of k6 inspect').length,
    differences: planDifferences(document.options, options),
  };
}

/** An arrival rate says how many VUs it may use; the VUs of the other executors are their load. */
function scenarioVus(name: string, value: unknown): ScenarioVus {
  const scenario = read.record(value, `scenario "${name}" of k6 inspect`);
  const executor = read.text(scenario['executor'], `executor of scenario "${name}"`);
  const { maxVUs, preAllocatedVUs, vus, startVUs, stages } = scenario;
  const arrivals = [maxVUs, preAllocatedVUs].filter(isNumber);
  const targets = Array.isArray(stages) ? stages.map((stage) => (isRecord(stage) ? stage['target'] : undefined)) : [];
  const numbers = arrivals.length > 0 ? arrivals : [vus, startVUs, ...targets].filter(isNumber);
  return { name, executor, vus: numbers.length === 0 ? null : Math.max(...numbers) };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** k6 lists a threshold as its text, or as an object where it aborts the run. */
function expressionsOf(value: unknown, metric: string): string[] {
  return read
    .list(value, `thresholds on ${metric}`)
    .map((entry) => read.text(isRecord(entry) ? entry['threshold'] : entry, `threshold on ${metric}`));
}
