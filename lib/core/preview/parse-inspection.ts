import { planDifferences } from '../compile/plan-differences.ts';
import { shownDifferences } from '../compile/shown-differences.ts';
import type { PlanDocument } from '../document/plan-document.ts';
import { planExtension } from '../document/document-format.ts';
import { invalid } from '../language/invalid.ts';
import { isObject } from '../language/is-object.ts';
import { parseJson } from '../language/parse-json.ts';
import { Place, type Source } from '../language/place.ts';
import { anything, list, mapOf, numberIn, object, text, anyObject } from '../language/shape.ts';
import { readPlanDocument } from './read-plan-document.ts';

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
  /** How the options that k6 would run with replace a part of the plan, one sentence each. */
  readonly differences: readonly string[];
  /** How they differ from the plan's without replacing a part of it. */
  readonly shownDifferences: readonly string[];
};

/** `vus` is null where the scenario's options do not tell. */
export type ScenarioVus = { readonly name: string; readonly executor: string; readonly vus: number | null };

const source: Source = {
  whole: 'output of k6 inspect',
  part: (path) => `${path} of k6 inspect`,
  whatToDo: 'Use k6 2.x, or update k6-acceptance',
  // Options that are not read here are k6's own affair.
  isLater: true,
};

const inspectionShape = object({
  maxVUs: numberIn({ from: 0 }),
  totalDuration: text,
  scenarios: mapOf(anyObject),
  summaryTrendStats: list(anything),
});
const scenarioShape = object({ executor: text });
const thresholdsShape = mapOf(list(anything));

/**
 * The plan and the options that k6 would run with.
 *
 * @param output Standard output of `k6 inspect`.
 * @throws When it is not of the known shape, or the script hands no plan out.
 */
export function parseInspection(output: string): Inspection {
  const value = parseJson(output);
  if (value === undefined) throw invalid(source.whole, 'JSON', output, source.whatToDo);
  const place = new Place(source);
  const { maxVUs: vus, scenarios, summaryTrendStats } = inspectionShape.read(value, place);
  const { maxVUs: _, totalDuration: __, ...options } = anyObject.read(value, place);
  const { ext } = options;
  const document = readPlanDocument(isObject(ext) ? ext[planExtension] : undefined);
  return {
    document,
    vus,
    scenarios: Object.entries(scenarios).map(([name, scenario]) =>
      scenarioVus(name, scenario, place.field('scenarios').field(name)),
    ),
    thresholds: thresholdsOf(options['thresholds'] ?? {}, place.field('thresholds')),
    trendStatistics: summaryTrendStats.length,
    differences: planDifferences(document.options, options),
    shownDifferences: shownDifferences(document.options, options),
  };
}

/** An arrival rate says how many VUs it may use; the VUs of the other executors are their load. */
function scenarioVus(name: string, scenario: Readonly<Record<string, unknown>>, place: Place): ScenarioVus {
  const { executor } = scenarioShape.read(scenario, place);
  const { maxVUs, preAllocatedVUs, vus, startVUs, stages } = scenario;
  const arrivals = [maxVUs, preAllocatedVUs].filter(isNumber);
  const targets = Array.isArray(stages) ? stages.map((stage) => (isObject(stage) ? stage['target'] : undefined)) : [];
  const numbers = arrivals.length > 0 ? arrivals : [vus, startVUs, ...targets].filter(isNumber);
  return { name, executor, vus: numbers.length === 0 ? null : Math.max(...numbers) };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** k6 lists a threshold as its text, or as an object where it aborts the run. */
function thresholdsOf(value: unknown, place: Place): ReadonlyMap<string, readonly string[]> {
  const expressionOf = (entry: unknown, at: Place): string =>
    text.read(isObject(entry) ? entry['threshold'] : entry, at);
  return new Map(
    Object.entries(thresholdsShape.read(value, place)).map(([metric, entries]) => [
      metric,
      entries.map((entry, index) => expressionOf(entry, place.field(metric).element(index))),
    ]),
  );
}
