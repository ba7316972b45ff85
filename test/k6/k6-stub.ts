// A small model of what `lib/k6` uses of k6, for tests that need no k6. What k6 really does is shown in test/contract.
//
//     vi.mock('../../lib/k6/k6-modules.ts', () => import('./k6-stub.ts'));
//     beforeEach(resetK6);
//
// `k6` holds what was recorded, and what a test can set. `enterScenario` does what k6 does when a VU enters a scenario.
import { vi } from 'vitest';

type Tags = Readonly<Record<string, unknown>>;
type Params = { tags?: Tags; headers?: Readonly<Record<string, string>>; responseCallback?: unknown };

/** A request as it was sent, with its tags at that moment. */
export type SentRequest = {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly params: Params;
};

type Sample = { readonly metric: string; readonly value: unknown; readonly tags: Tags };

const initial = () => ({
  requests: [] as SentRequest[],
  /** Samples of the script's own metrics; k6 adds the tags of the VU to them. */
  samples: [] as Sample[],
  checks: [] as { name: string; passed: boolean; tags: Tags }[],
  /** Each metric, as it was made. */
  metrics: [] as { type: string; name: string; isTime: boolean | undefined }[],
  /** The tags of the VU. */
  tags: {} as Record<string, unknown>,
  /** What a response is beside a success without a body. */
  respond: (_request: SentRequest): object => ({}),
  /** Metrics can be made at init only. */
  isInit: true,
  scenarioStartMs: 0,
  /** The options that k6 really runs with. */
  options: {} as unknown,
  /** The names of the shared arrays that a script of the run has filled. */
  sharedArrays: new Set<string>(),
});

export const k6 = initial();

/** Forgets all, as in a new VU. To be called before each test. */
export function resetK6(): void {
  Object.assign(k6, initial());
  vi.unstubAllGlobals();
  vi.stubGlobal('__ENV', {});
  vi.stubGlobal('__VU', 1);
  vi.stubGlobal('require', () => ({ SharedArray }));
}

/** Lets the VU enter a scenario: with an environment of its own, without tags. */
export function enterScenario(environment: Readonly<Record<string, string>>, startMs: number): void {
  vi.stubGlobal('__ENV', { ...environment });
  k6.tags = {};
  k6.scenarioStartMs = startMs;
}

export const exec = {
  scenario: {
    get startTime() {
      return k6.scenarioStartMs;
    },
  },
  vu: {
    metrics: {
      get tags() {
        return k6.tags;
      },
    },
  },
  test: {
    get options() {
      return k6.options;
    },
  },
};

export const http = {
  request(method: string, url: string, body: unknown, params: Params = {}) {
    const request = { method, url, body, params: { ...params, tags: { ...params.tags } } };
    k6.requests.push(request);
    return { status: 200, error_code: 0, error: '', body: null, ...k6.respond(request) };
  },
  get: (url: string, params?: Params) => http.request('GET', url, null, params),
  expectedStatuses: (...statuses: unknown[]) => ({ statuses }),
};

/** As in k6, the exception of a check is the caller's. */
export function check(
  value: unknown,
  sets: Readonly<Record<string, (value: unknown) => unknown>>,
  tags: Tags,
): boolean {
  const results = Object.entries(sets).map(([name, holds]) => ({
    name,
    passed: Boolean(holds(value)),
    tags: { ...tags },
  }));
  k6.checks.push(...results);
  return results.every(({ passed }) => passed);
}

class Metric {
  readonly #name: string;

  constructor(name: string, isTime?: boolean) {
    if (!k6.isInit) throw new Error('metrics must be declared in the init context');
    this.#name = name;
    k6.metrics.push({ type: new.target.name, name, isTime });
  }

  add(value: unknown, tags: Tags = {}): void {
    k6.samples.push({ metric: this.#name, value, tags: { ...k6.tags, ...tags } });
  }
}

export const metrics = {
  Counter: class Counter extends Metric {},
  Gauge: class Gauge extends Metric {},
  Rate: class Rate extends Metric {},
  Trend: class Trend extends Metric {},
};

/** k6 lets the first script instance of a run fill it, and gives the others what that one made. */
function SharedArray(name: string, fill: () => unknown[]): void {
  if (k6.sharedArrays.has(name)) return;
  k6.sharedArrays.add(name);
  fill();
}

export function sleep(): void {}
