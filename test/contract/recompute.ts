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

/**
 * A counter's count per second, of what a row's metric selects. Iterations that go on after the last phase bring a plan no rate
 * that it has to reach; a rate that it must not exceed they do.
 */
export function ratePerSecond(
  samples: readonly Sample[],
  row: { readonly metric: string; readonly target: string; readonly phase: string | null } | undefined,
  seconds: number,
): number {
  const counted = selectKey(samples, row?.metric ?? '').filter(({ metric, tags }) => {
    const cameInto = metric === 'http_reqs' ? tags['phase'] : tags['recorded'];
    return row?.phase !== null || row.target.startsWith('rate<') || cameInto !== 'after-plan';
  });
  return sum(counted.map((sample) => sample.value)) / seconds;
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

/** What a row of the document should say of the requests that bear the tags. */
export function measured(samples: readonly Sample[], tags: Tags): Record<string, unknown> {
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
    },
  };
}
