import { metricTypes, type MetricType } from '../language/expression.ts';
import { describe } from '../language/invalid.ts';
import { isObject } from '../language/is-object.ts';
import { Place, type Source } from '../language/place.ts';
import { mapOf, number, object, wordOf, type TypeOf, anyObject } from '../language/shape.ts';
import { checkCountsIn, type CheckCount } from './check-counts.ts';

const counterValues = object({ count: number });
/** `value` is the last one. */
const gaugeValues = object({ value: number, min: number, max: number });
/** `passes` counts the samples that were true: of `http_req_failed`, the failed requests. */
const rateValues = object({ rate: number, passes: number, fails: number });
/** The statistics by k6's name, such as `p(95)`, in the metric's unit. */
const trendValues = mapOf(number);

/** The values of k6's metrics at the end of a run, by type. */
export type MetricValues = {
  readonly counter: TypeOf<typeof counterValues>;
  readonly gauge: TypeOf<typeof gaugeValues>;
  readonly rate: TypeOf<typeof rateValues>;
  readonly trend: TypeOf<typeof trendValues>;
};

/** One k6 metric at the end of a run. */
export type MetricOfType<Type extends MetricType> = {
  readonly type: Type;
  readonly values: MetricValues[Type];
  /** Whether each threshold held, by its expression. */
  readonly thresholds: Readonly<Record<string, boolean>>;
};
export type RunMetric = { readonly [Type in MetricType]: MetricOfType<Type> }[MetricType];

/** What k6 knows of a run that has ended. `setup_data` is left behind: it can hold secrets. */
export type RunSummary = {
  readonly metrics: ReadonlyMap<string, RunMetric>;
  /** By name and group, in k6's order. */
  readonly checks: readonly CheckCount[];
  /** From before setup to after teardown. */
  readonly durationMs: number;
  /** Whether the summary goes to a terminal, and colour was not switched off. */
  readonly colour: boolean;
};

/** The summary that k6 hands over has not the shape that it had when this version was made. */
export class UnreadableSummaryError extends Error {
  override readonly name = 'UnreadableSummaryError';
}

const source: Source = {
  whole: 'the summary',
  part: (path) => path,
  whatToDo: 'Run with k6 2.x, or update k6-acceptance',
  // Fields that are not read are k6's own affair.
  isLater: true,
  error: (what, rule, value) =>
    new UnreadableSummaryError(
      `k6's summary has an unknown shape: ${what} should be ${rule}, but is ${describe(value)}. ${source.whatToDo}.`,
    ),
};

const summaryShape = object({ state: anyObject, metrics: anyObject });
const stateShape = object({ testRunDurationMs: number });
const metricShape = object({ type: wordOf(metricTypes), values: anyObject });
const thresholdResults = mapOf(anyObject);

/**
 * The run's metrics, checked and typed, from the argument of k6's `handleSummary`.
 *
 * @throws UnreadableSummaryError When it has another shape; k6's machine-readable summary is named as such.
 */
export function parseRunSummary(data: unknown): RunSummary {
  if (isObject(data) && 'results' in data && 'version' in data) {
    throw new UnreadableSummaryError(
      'k6 handed over its machine-readable summary, which holds neither thresholds nor p(99). ' +
        'Run again without --new-machine-readable-summary.',
    );
  }
  const place = new Place(source);
  const { state, metrics } = summaryShape.read(data, place);
  const { testRunDurationMs: durationMs } = stateShape.read(state, place.field('state'));
  const isColourOff = isObject(data) && isObject(data['options']) && data['options']['noColor'] === true;
  const placeOfMetrics = place.field('metrics');
  const parsed = new Map<string, RunMetric>();
  Object.keys(metrics).forEach((key) => parsed.set(key, parseMetric(metrics[key], placeOfMetrics.field(key))));
  return {
    metrics: parsed,
    checks: isObject(data) ? checkCountsIn(data['root_group']) : [],
    durationMs,
    colour: state['isStdOutTTY'] === true && !isColourOff,
  };
}

function parseMetric(data: unknown, place: Place): RunMetric {
  const { type, values } = metricShape.read(data, place);
  const thresholds = thresholdsOf(data, place);
  const placeOfValues = place.field('values');
  switch (type) {
    case 'counter':
      return { type, values: counterValues.read(values, placeOfValues), thresholds };
    case 'gauge':
      return { type, values: gaugeValues.read(values, placeOfValues), thresholds };
    case 'rate':
      return { type, values: rateValues.read(values, placeOfValues), thresholds };
    case 'trend':
      return { type, values: trendValues.read(values, placeOfValues), thresholds };
  }
}

/** k6 shows none of a metric that it only tracks. */
function thresholdsOf(metric: unknown, place: Place): Record<string, boolean> {
  const results = isObject(metric) ? metric['thresholds'] : undefined;
  if (results === undefined) return {};
  return Object.fromEntries(
    Object.entries(thresholdResults.read(results, place.field('thresholds'))).map(([expression, { ok }]) => [
      expression,
      ok === true,
    ]),
  );
}
