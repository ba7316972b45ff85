import { describe } from '../language/invalid.ts';
import { isRecord } from '../language/json-object.ts';

/** The values of one k6 metric at the end of a run. */
export type RunMetric = (
  | { readonly type: 'counter'; readonly count: number }
  /** The last value, and the largest. */
  | { readonly type: 'gauge'; readonly value: number; readonly max: number }
  /** `passes` counts the samples that were true: of `http_req_failed`, the failed requests. */
  | { readonly type: 'rate'; readonly rate: number; readonly passes: number; readonly fails: number }
  /** The statistics by k6's name, such as `p(95)`, in the metric's unit. */
  | { readonly type: 'trend'; readonly values: Readonly<Record<string, number>> }
) & {
  /** Whether each threshold held, by its expression. */
  readonly thresholds: Readonly<Record<string, boolean>>;
};

/** What k6 knows of a run that has ended. `setup_data` is left behind: it can hold secrets. */
export type RunSummary = {
  readonly metrics: ReadonlyMap<string, RunMetric>;
  /** From before setup to after teardown. */
  readonly durationMs: number;
  /** Whether the summary goes to a terminal, and colour was not switched off. */
  readonly colour: boolean;
};

/** The summary that k6 hands over has not the shape that it had when this version was made. */
export class UnreadableSummaryError extends Error {
  override readonly name = 'UnreadableSummaryError';
}

/**
 * The run's metrics, checked and typed, from the argument of k6's `handleSummary`.
 *
 * @throws UnreadableSummaryError When it has another shape; k6's machine-readable summary is named as such.
 */
export function parseRunSummary(data: unknown): RunSummary {
  const root = record(data, 'the summary');
  if ('results' in root && 'version' in root) {
    throw new UnreadableSummaryError(
      'k6 handed over its machine-readable summary, which holds neither thresholds nor p(99). Run again without --new-machine-readable-summary.',
    );
  }
  const state = record(root['state'], 'state');
  const durationMs = state['testRunDurationMs'];
  if (typeof durationMs !== 'number' || !Number.isFinite(durationMs)) {
    throw unexpected('testRunDurationMs', 'a finite number', durationMs);
  }
  const metrics = new Map<string, RunMetric>();
  for (const [key, metric] of Object.entries(record(root['metrics'], 'metrics'))) {
    metrics.set(key, parseMetric(metric, key));
  }
  return {
    metrics,
    durationMs,
    colour: state['isStdOutTTY'] === true && !(isRecord(root['options']) && root['options']['noColor'] === true),
  };
}

function parseMetric(data: unknown, key: string): RunMetric {
  // Hundreds of metrics with a hundred values each: what an error would say of them is put together when there is one.
  if (!isRecord(data)) throw unexpected(`metric ${describe(key)}`, 'an object', data);
  const { type, values, thresholds: results = {} } = data;
  if (!isRecord(values)) throw unexpected(`values of metric ${describe(key)}`, 'an object', values);
  if (!isRecord(results)) throw unexpected(`thresholds of metric ${describe(key)}`, 'an object', results);
  const value = (name: string): number => {
    const found = values[name];
    if (typeof found === 'number' && Number.isFinite(found)) return found;
    throw unexpected(`${name} of metric ${describe(key)}`, 'a finite number', found);
  };
  const thresholds: Record<string, boolean> = {};
  for (const [expression, result] of Object.entries(results)) {
    if (!isRecord(result)) throw unexpected(`threshold of metric ${describe(key)}`, 'an object', result);
    thresholds[expression] = result['ok'] === true;
  }
  switch (type) {
    case 'counter':
      return { type, count: value('count'), thresholds };
    case 'gauge':
      return { type, value: value('value'), max: value('max'), thresholds };
    case 'rate':
      return { type, rate: value('rate'), passes: value('passes'), fails: value('fails'), thresholds };
    case 'trend': {
      const statistics: Record<string, number> = {};
      for (const name of Object.keys(values)) statistics[name] = value(name);
      return { type, values: statistics, thresholds };
    }
    default:
      throw unexpected(`type of metric ${describe(key)}`, 'counter, gauge, rate or trend', type);
  }
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (isRecord(value)) return value;
  throw unexpected(what, 'an object', value);
}

function unexpected(what: string, rule: string, value: unknown): UnreadableSummaryError {
  return new UnreadableSummaryError(
    `k6's summary has an unknown shape: ${what} should be ${rule}, but is ${describe(value)}. Run with k6 2.x, or update k6-acceptance.`,
  );
}

/** The count of a counter; nothing when the run has no such counter. */
export function countOf(summary: RunSummary, key: string): number | null {
  const metric = summary.metrics.get(key);
  return metric?.type === 'counter' ? metric.count : null;
}

/** How many samples of a rate were true, and how many there were; nothing when the run has no such rate. */
export function sharesOf(summary: RunSummary, key: string): { readonly passes: number; readonly total: number } | null {
  const metric = summary.metrics.get(key);
  return metric?.type === 'rate' ? { passes: metric.passes, total: metric.passes + metric.fails } : null;
}
