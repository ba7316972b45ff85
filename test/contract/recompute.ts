// Recomputes an acceptance document from the raw samples of the same run, as `k6 run --out json=FILE` writes them. It imports
// nothing of the library, so that a mistake there cannot repeat itself here.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

export type Sample = {
  readonly metric: string;
  readonly value: number;
  readonly timeMs: number;
  readonly tags: Readonly<Record<string, string>>;
};

/** Every sample of a run. */
export async function readSamples(file: string): Promise<Sample[]> {
  const samples: Sample[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const row = JSON.parse(line);
    if (row.type === 'Point') {
      samples.push({
        metric: row.metric,
        value: row.data.value,
        timeMs: Date.parse(row.data.time),
        tags: row.data.tags ?? {},
      });
    }
  }
  return samples;
}

type Tags = Readonly<Record<string, string>>;

/** The samples of a metric that bear all the tags. */
export function select(samples: readonly Sample[], metric: string, tags: Tags = {}): Sample[] {
  return samples.filter(
    (sample) => sample.metric === metric && Object.entries(tags).every(([tag, value]) => sample.tags[tag] === value),
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((before, number) => before + number, 0);

/** The sum of a counter's samples. */
export function total(samples: readonly Sample[], metric: string, tags: Tags = {}): number {
  return sum(select(samples, metric, tags).map((sample) => sample.value));
}

/** What a row of the document says of where its numbers come from. */
type Row = {
  readonly scope: { readonly phase: string | null; readonly endpoints: readonly string[] | null };
  readonly target: string;
  readonly native: { readonly metric: string };
};

/** A threshold as a row has it. */
type Threshold = { readonly metric: string; readonly threshold: string | null };

/**
 * A counter's count per second, of what a row's metric selects. Iterations that go on after the last phase bring a plan no rate
 * that it has to reach; a rate that it must not exceed they do.
 */
export function ratePerSecond(samples: readonly Sample[], row: Row | undefined, seconds: number): number {
  if (row === undefined) return Number.NaN;
  const counted = selectFor(samples, row.native.metric, row).filter(({ tags }) => {
    // Only counters of the script's own say in which phase they were recorded.
    const cameInto = tags['recorded'] ?? tags['phase'];
    return row.scope.phase !== null || row.target.startsWith('rate<') || cameInto !== 'after-plan';
  });
  return sum(counted.map((sample) => sample.value)) / seconds;
}

/** The value that a row observed, of what its metric selects. */
export function observed(samples: readonly Sample[], row: Row, type: string, seconds: number): number {
  const [, statistic = ''] = /^(.+?)[<>=!]/.exec(row.target) ?? [];
  if (type === 'counter' && statistic === 'rate') return ratePerSecond(samples, row, seconds);
  return statisticOf(selectFor(samples, row.native.metric, row), statistic);
}

/** Whether k6 sees the threshold hold, which compares what nothing sampled with 0, and lets such a ratio pass; null without one. */
export function isHeld(samples: readonly Sample[], { metric, threshold }: Threshold, row: Row): boolean | null {
  if (threshold === null) return null;
  const [, statistic = '', operator = '', limit = ''] = /^(.+?)([<>=!]+)(.+)$/.exec(threshold) ?? [];
  const selected = selectFor(samples, metric, row);
  if (selected.length === 0 && statistic === 'rate') return true;
  const sign = Math.sign((selected.length === 0 ? 0 : statisticOf(selected, statistic)) - Number(limit));
  return (
    { '<': sign < 0, '<=': sign <= 0, '>': sign > 0, '>=': sign >= 0, '==': sign === 0, '!=': sign !== 0 }[operator] ??
    null
  );
}

/** A statistic by k6's name; the rate of samples that are 0 or 1, and the last of a gauge. */
function statisticOf(samples: readonly Sample[], statistic: string): number {
  const values = samples.map((sample) => sample.value);
  switch (statistic) {
    case 'count':
      return sum(values);
    case 'rate':
    case 'avg':
      return sum(values) / values.length;
    case 'value':
      return lastOf(samples);
    case 'min':
      return Math.min(...values);
    case 'max':
      return Math.max(...values);
    case 'med':
      return percentile(values, 50);
    default:
      return percentile(values, Number(/^p\((.+)\)$/.exec(statistic)?.[1]));
  }
}

function lastOf(samples: readonly Sample[]): number {
  return samples.reduce((last, sample) => (sample.timeMs >= last.timeMs ? sample : last), { timeMs: 0, value: NaN })
    .value;
}

/**
 * The samples that a k6 metric key selects for a row. Endpoints that are taken together are selected by their names, not by
 * the tag that they bear together: that this selects the same is what is to be shown.
 */
export function selectFor(samples: readonly Sample[], key: string, { scope: { endpoints } }: Row): Sample[] {
  const own = key.replace(/endpoints_[0-9a-f]{8}:in,?/, '');
  const selected = selectKey(samples, own.replace(/\{\}$/, ''));
  return own === key ? selected : selected.filter(({ tags }) => endpoints?.includes(tags['name'] ?? ''));
}

/** The samples that a k6 metric key selects, by k6's own notation. */
export function selectKey(samples: readonly Sample[], key: string): Sample[] {
  const [, metric = '', , selectors = ''] = /^([^{]+)(\{(.*)\})?$/s.exec(key) ?? [];
  const tags =
    selectors === ''
      ? []
      : selectors
          .split(',')
          .map((selector): [string, string] => [
            selector.slice(0, selector.indexOf(':')),
            selector.slice(selector.indexOf(':') + 1),
          ]);
  return select(samples, metric, Object.fromEntries(tags));
}

/** The percentile of values by linear interpolation between the closest ranks, as k6 takes it; p is 0 to 100. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (p / 100) * (sorted.length - 1);
  const below = sorted[Math.floor(rank)] ?? Number.NaN;
  const above = sorted[Math.ceil(rank)] ?? Number.NaN;
  return below + (above - below) * (rank - Math.floor(rank));
}

/**
 * What a row of the document should say of the requests that bear the tags.
 *
 * @param percentiles Those of the distribution, whose values have four significant digits.
 */
export function measured(
  samples: readonly Sample[],
  tags: Tags,
  percentiles: readonly number[],
): Record<string, unknown> {
  const requests = select(samples, 'http_reqs', tags).length;
  const failedRequests = total(samples, 'http_req_failed', tags);
  const checks = select(samples, 'checks', tags);
  const passed = sum(checks.map((sample) => sample.value));
  const latencies = select(samples, 'http_req_duration', { ...tags, expected_response: 'true' }).map(
    (sample) => sample.value,
  );
  const of = (value: number): number | null => (latencies.length === 0 ? null : value);
  return {
    requests,
    failedRequests,
    errorRatio: requests === 0 ? null : failedRequests / requests,
    checks: { passed, failed: checks.length - passed },
    latency: {
      samples: latencies.length,
      averageMs: of(sum(latencies) / latencies.length),
      minimumMs: of(Math.min(...latencies)),
      medianMs: of(percentile(latencies, 50)),
      p90Ms: of(percentile(latencies, 90)),
      p95Ms: of(percentile(latencies, 95)),
      p99Ms: of(percentile(latencies, 99)),
      maximumMs: of(Math.max(...latencies)),
      distributionMs:
        latencies.length === 0 ? null : percentiles.map((p) => Number(percentile(latencies, p).toPrecision(4))),
    },
  };
}

/** What the table of the plan's own metrics should say of the samples of one, of a type, over so many seconds. */
export function metricValues(samples: readonly Sample[], type: string, seconds: number): Record<string, unknown> {
  const values = samples.map((sample) => sample.value);
  const of = (types: string, statistic: string): number | null =>
    values.length === 0 || !types.includes(type) ? null : statisticOf(samples, statistic);
  return {
    samples: type === 'counter' ? null : values.length,
    count: type === 'counter' ? sum(values) : null,
    perSec: type === 'counter' ? sum(values) / seconds : null,
    ratio: of('rate', 'rate'),
    last: of('gauge', 'value'),
    average: of('trend', 'avg'),
    minimum: of('trend or gauge', 'min'),
    median: of('trend', 'med'),
    p90: of('trend', 'p(90)'),
    p95: of('trend', 'p(95)'),
    p99: of('trend', 'p(99)'),
    maximum: of('trend or gauge', 'max'),
  };
}
