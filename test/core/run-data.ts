// k6 in small: the `data` that it hands to handleSummary, made from samples. Of lib/core it knows the plan and the options that
// the plan gives to k6, and nothing of how they are read back. What it models, and how to write a test with it: README.md.
import { cellsFor, type Cells } from '../../lib/core/compile/cells.ts';
import { k6OptionsFor } from '../../lib/core/compile/k6-options.ts';
import type { Acceptance } from '../../lib/core/document/acceptance-document.ts';
import type { CriterionRow } from '../../lib/core/document/criterion-row.ts';
import type { Verdict } from '../../lib/core/document/verdicts.ts';
import { judge } from '../../lib/core/judge/judge.ts';
import { measure } from '../../lib/core/measure/measure.ts';
import type { ExpectedStatus } from '../../lib/core/plan/expected-statuses.ts';
import { timedByRequest, timedTag } from '../../lib/core/plan/library-metrics.ts';
import { parsePlan, type Plan, type PlanSpec } from '../../lib/core/plan/plan.ts';
import { parseRunSummary } from '../../lib/core/measure/run-summary.ts';

type MetricType = 'counter' | 'gauge' | 'rate' | 'trend';

/** A sample of a metric, or `times` equal ones. */
export type Sample = {
  readonly metric: string;
  readonly value: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly times: number;
};

export type K6Metric = {
  type: MetricType;
  contains: 'default' | 'time' | 'data';
  values: Record<string, number>;
  thresholds?: Record<string, { ok: boolean }>;
};

type K6Group = {
  name: string;
  path: string;
  id: string;
  groups: K6Group[];
  checks: { name: string; path: string; id: string; passes: number; fails: number }[];
};

/** The argument of handleSummary. */
export type K6Data = {
  root_group: K6Group;
  options: Record<string, unknown>;
  state: { isStdOutTTY: boolean; isStdErrTTY: boolean; testRunDurationMs: number };
  metrics: Record<string, K6Metric>;
  setup_data: unknown;
};

export const loadStartedAtMs = 1_700_000_000_000;
/** What no part of a report may hold. */
export const secret = 's3cret-token-of-setup';

const builtInTypes: Readonly<Record<string, MetricType>> = {
  http_req_duration: 'trend',
  http_reqs: 'counter',
  http_req_failed: 'rate',
  checks: 'rate',
  iterations: 'counter',
  iteration_duration: 'trend',
  dropped_iterations: 'counter',
  request_errors: 'counter',
  script_exceptions: 'counter',
  completed_iterations: 'rate',
  exception_iterations: 'rate',
  given_up_iterations: 'counter',
  load_started_at_ms: 'gauge',
  load_ended_at_ms: 'gauge',
  vus: 'gauge',
};

/**
 * A plan of 30 s with every kind of criterion: an open ramp (250 iterations), an open hold (500), a closed hold, two
 * endpoints with a check each, and a custom metric of each type.
 */
export const soundSpec: PlanSpec<never> = {
  name: 'shop',
  profile: [
    { name: 'warm-up', ramp: '50/s', duration: '10s' },
    { name: 'peak', hold: '50/s', duration: '10s' },
    { name: 'users', hold: '20 VUs', duration: '10s' },
  ],
  endpoints: [
    { name: 'list items', path: '/api/items', checks: { 'is a list': () => true } },
    {
      name: 'place order',
      method: 'POST',
      path: '/api/orders',
      body: {},
      expectedStatuses: [201],
      checks: { 'has an id': () => true },
    },
  ],
  metrics: [
    { name: 'queue_wait', type: 'trend', unit: 'ms' },
    { name: 'cache_hit', type: 'rate' },
    { name: 'replicas', type: 'gauge' },
    { name: 'orders', type: 'counter', unit: 'orders' },
  ],
  criteria: [
    { indicator: 'latency', phase: 'peak', target: 'p(95)<300' },
    { indicator: 'latency', phase: 'peak', endpoint: 'place order', target: 'p(99)<=500' },
    { indicator: 'error ratio', target: 'rate<0.01' },
    { indicator: 'throughput', phase: 'peak', target: 'rate>=80' },
    { indicator: 'checks', phase: 'users', target: 'rate>0.99' },
    { indicator: 'queue_wait', phase: 'peak', target: 'avg<50' },
    { indicator: 'cache_hit', phase: 'peak', target: 'rate>=0.9' },
    { indicator: 'replicas', target: 'value==3' },
    { indicator: 'orders', phase: 'peak', target: 'count>=500' },
  ],
};

export function planOf(changes: Partial<PlanSpec<never>> = {}, timeScale?: string): Plan {
  return parsePlan({ ...soundSpec, ...changes }, { BASE_URL: 'http://shop.test:3000', TIME_SCALE: timeScale });
}

/** The samples of equal requests. */
export function requests({
  times = 1,
  status = 200,
  durationMs = 100,
  errorClass,
  ...tags
}: {
  readonly times?: number;
  readonly status?: number;
  readonly durationMs?: number;
  /** The request failed, in this class. */
  readonly errorClass?: string;
  readonly name?: string;
  readonly phase?: string;
  readonly group?: string;
  /** k6 sets it on what a scenario does; given here where a script has a group of setup's name in its iterations. */
  readonly plan?: string;
}): Sample[] {
  const failed = errorClass !== undefined;
  // Calls of the plan's endpoints have the phase of their own start.
  const isTimed = tags.name !== undefined && tags.phase !== undefined;
  const shared = { group: '', ...tags, ...(isTimed ? { [timedTag]: timedByRequest } : {}) };
  const all = { ...shared, status: String(status), expected_response: String(!failed) };
  return [
    { metric: 'http_reqs', value: 1, tags: all, times },
    { metric: 'http_req_duration', value: durationMs, tags: all, times },
    { metric: 'http_req_failed', value: failed ? 1 : 0, tags: all, times },
    ...(failed ? [{ metric: 'request_errors', value: 1, tags: { ...shared, error_class: errorClass }, times }] : []),
  ];
}

/** Samples of one metric, as a script adds them. */
export function sampled(
  metric: string,
  value: number,
  times: number,
  tags: Readonly<Record<string, string>> = {},
): Sample {
  return { metric, value, times, tags: { group: '', ...tags } };
}

/**
 * The samples of a run in which everything is as it should be: every phase starts its iterations (a closed one 20 for each
 * VU), each calls every endpoint once, every check holds, every custom metric gets one sample in each iteration, and none is given
 * up.
 */
export function soundSamples(plan: Plan): Sample[] {
  return [
    ...requests({ name: 'pre-flight', group: '::setup' }),
    ...loadSpan(plan),
    ...plan.phases.flatMap((phase) => phaseSamples(plan, phase.name, iterationsIn(plan, phase.name))),
  ];
}

/** What setup and teardown record around a load that lasted as long as the plan, and the VUs that k6 counted meanwhile. */
export function loadSpan(plan: Plan): Sample[] {
  return [
    {
      metric: 'vus',
      value: Math.max(1, ...plan.phases.map(({ load, to }) => (load.model === 'closed' ? to : 1))),
      tags: {},
      times: 1,
    },
    { metric: 'load_started_at_ms', value: loadStartedAtMs, tags: { group: '::setup' }, times: 1 },
    { metric: 'load_ended_at_ms', value: loadStartedAtMs + plan.durationMs, tags: { group: '::teardown' }, times: 1 },
  ];
}

/** By hand: the mean of both ends of the rate, times the seconds. */
function iterationsIn(plan: Plan, name: string): number {
  const phase = plan.phases.find((candidate) => candidate.name === name);
  if (phase === undefined) throw new Error(`the plan has no phase ${name}`);
  const seconds = (phase.endMs - phase.startMs) / 1000;
  return Math.round(phase.load.model === 'open' ? ((phase.from + phase.to) / 2) * seconds : phase.to * 20);
}

function firstStatus([first = 200]: readonly ExpectedStatus[] = []): number {
  return typeof first === 'number' ? first : first.min;
}

/** Everything that a number of sound iterations records in a phase. */
export function phaseSamples(plan: Plan, phase: string, times: number): Sample[] {
  return [
    sampled('iterations', 1, times, { phase }),
    ...(plan.allowedExceptions === 0 ? [] : [sampled('exception_iterations', 0, times, { phase })]),
    ...(plan.giveUpReasons.length === 0 ? [] : [sampled('completed_iterations', 1, times, { phase })]),
    ...plan.endpoints.flatMap(({ name, checks, expectedStatuses }) => [
      ...requests({ times, name, phase, status: firstStatus(expectedStatuses) }),
      ...Object.keys(checks ?? {}).map((check) => sampled('checks', 1, times, { phase, name, check })),
    ]),
    ...plan.metrics.flatMap(({ name, type }) => {
      const value = { trend: 20, rate: 1, gauge: 3, counter: 1 }[type];
      return [
        sampled(name, value, times, type === 'counter' ? { phase, recorded: phase } : { phase }),
        ...(type === 'counter' ? [] : [sampled(`${name}_samples`, 1, times, { phase })]),
      ];
    }),
  ];
}

const cellsOfPlans = new WeakMap<Plan, Cells>();

/** The cells of a plan, made once: properties judge thousands of its runs. */
function cellsOf(plan: Plan): Cells {
  const cells = cellsOfPlans.get(plan) ?? cellsFor(plan);
  cellsOfPlans.set(plan, cells);
  return cells;
}

/** What k6 hands to handleSummary after a run of the plan with these samples. */
export function dataOf(plan: Plan, recorded: readonly Sample[] = soundSamples(plan)): K6Data {
  const { thresholds, summaryTrendStats, scenarios } = k6OptionsFor(plan, cellsOf(plan));
  const sets = endpointSetsIn(scenarios);
  const samples = recorded.map((sample) => ofScenario(plan, sets, sample));
  const types: Record<string, MetricType> = { ...builtInTypes };
  for (const { name, type } of plan.metrics) {
    types[name] = type;
    types[`${name}_samples`] = 'counter';
  }
  const durationMs = plan.durationMs + 1500;
  const sampledMetrics = samples.map(({ metric }) => metric);
  const metrics: Record<string, K6Metric> = {};
  for (const key of new Set([...Object.keys(thresholds), ...sampledMetrics])) {
    const [, metric = key, selector] = /^([^{]+)\{(.*)\}$/.exec(key) ?? [];
    const type = types[metric];
    if (type === undefined) throw new Error(`k6 knows no metric ${metric}`);
    const selected = samples.filter(
      (sample) => sample.metric === metric && sample.times > 0 && matches(sample.tags, selector),
    );
    const values = valuesOf(type, selected, summaryTrendStats, durationMs);
    const expressions = (thresholds[key] ?? []).map((entry) => (typeof entry === 'string' ? entry : entry.threshold));
    metrics[key] = {
      type,
      contains: metric === 'http_req_duration' ? 'time' : 'default',
      values,
      ...(expressions.length === 0
        ? {}
        : {
            thresholds: Object.fromEntries(
              expressions.map((expression) => [expression, { ok: isMet(expression, type, values, selected) }]),
            ),
          }),
    };
  }
  return {
    root_group: rootGroupOf(recorded),
    options: { summaryTrendStats, summaryTimeUnit: '', noColor: false },
    state: { isStdOutTTY: false, isStdErrTTY: false, testRunDurationMs: durationMs },
    metrics,
    setup_data: { token: secret },
  };
}

/** The groups and the checks that k6 lists, each where it was first met. */
function rootGroupOf(samples: readonly Sample[]): K6Group {
  const root: K6Group = { name: '', path: '', id: idOf(''), groups: [], checks: [] };
  for (const { metric, value, times, tags } of samples) {
    const { check: name, group = '' } = tags;
    if (metric !== 'checks' || name === undefined) continue;
    const { path, checks } = group.split('::').slice(1).reduce(groupWithin, root);
    let check = checks.find((known) => known.name === name);
    if (check === undefined) {
      check = { name, path: `${path}::${name}`, id: idOf(`${path}::${name}`), passes: 0, fails: 0 };
      checks.push(check);
    }
    check[value === 0 ? 'fails' : 'passes'] += times;
  }
  return root;
}

function groupWithin({ path: outer, groups }: K6Group, name: string): K6Group {
  const path = `${outer}::${name}`;
  const known = groups.find((group) => group.name === name) ?? { name, path, id: idOf(path), groups: [], checks: [] };
  if (!groups.includes(known)) groups.push(known);
  return known;
}

/** k6's is the MD5 of the path. */
function idOf(path: string): string {
  return `id of ${path}`;
}

/** The names of the endpoints that bear a tag together, by the tag. */
type EndpointSets = ReadonlyMap<string, readonly string[]>;

/** The sets that the scenarios' environment names: blocks of lines, of which the first is the tag. */
function endpointSetsIn(
  scenarios: Readonly<Record<string, { readonly env: Readonly<Record<string, string>> }>>,
): EndpointSets {
  const blocks = Object.values(scenarios).flatMap(({ env }) =>
    (env['K6_ACCEPTANCE_ENDPOINT_SETS'] ?? '').split('\n\n'),
  );
  return new Map(
    blocks.flatMap((block) => {
      const [tag, ...endpoints] = block.split('\n');
      return tag === undefined || tag === '' ? [] : [[tag, endpoints] as const];
    }),
  );
}

/**
 * k6 puts a scenario's tags on each of its samples, and a script puts the tags of its sets on all that an endpoint in them
 * brings. Setup and teardown are in no scenario, and know no sets.
 */
function ofScenario(plan: Plan, sets: EndpointSets, sample: Sample): Sample {
  const { group, name } = sample.tags;
  if (group === '::setup' || group === '::teardown') return sample;
  const together = [...sets].filter(([, endpoints]) => name !== undefined && endpoints.includes(name));
  return {
    ...sample,
    tags: { ...sample.tags, ...Object.fromEntries(together.map(([tag]) => [tag, 'in'])), plan: plan.name },
  };
}

function matches(tags: Readonly<Record<string, string>>, selector: string | undefined): boolean {
  return (
    selector === undefined ||
    selector.split(',').every((part) => tags[part.slice(0, part.indexOf(':'))] === part.slice(part.indexOf(':') + 1))
  );
}

function valuesOf(
  type: MetricType,
  samples: readonly Sample[],
  statistics: readonly string[],
  durationMs: number,
): Record<string, number> {
  const count = samples.reduce((total, { times }) => total + times, 0);
  const sum = samples.reduce((total, { value, times }) => total + value * times, 0);
  const sorted = [...samples].sort((a, b) => a.value - b.value);
  const least = sorted[0]?.value ?? 0;
  const most = sorted.at(-1)?.value ?? 0;
  switch (type) {
    case 'counter':
      return { count: sum, rate: sum / (durationMs / 1000) };
    case 'gauge':
      return { value: samples.at(-1)?.value ?? 0, min: least, max: most };
    case 'rate': {
      const passes = samples.reduce((total, { value, times }) => total + (value === 0 ? 0 : times), 0);
      return { rate: count === 0 ? 0 : passes / count, passes, fails: count - passes };
    }
    case 'trend': {
      const known: Record<string, number> = {
        count,
        avg: count === 0 ? 0 : sum / count,
        min: least,
        max: most,
        med: percentile(sorted, count, 50),
      };
      return Object.fromEntries(
        statistics.map((statistic) => [
          statistic,
          known[statistic] ?? percentile(sorted, count, Number(statistic.slice(2, -1))),
        ]),
      );
    }
  }
}

/** k6 interpolates between the two samples around p/100 × (count − 1). */
function percentile(sorted: readonly Sample[], count: number, percent: number): number {
  if (count === 0) return 0;
  const position = (percent / 100) * (count - 1);
  const low = valueAt(sorted, Math.floor(position));
  return low + (valueAt(sorted, Math.ceil(position)) - low) * (position - Math.floor(position));
}

function valueAt(sorted: readonly Sample[], index: number): number {
  let rest = index;
  for (const { value, times } of sorted) {
    if (rest < times) return value;
    rest -= times;
  }
  return sorted.at(-1)?.value ?? 0;
}

/** k6's judgement: an unsampled rate passes whatever is asked, every other unsampled metric reads 0. */
function isMet(
  expression: string,
  type: MetricType,
  values: Readonly<Record<string, number>>,
  samples: readonly Sample[],
): boolean {
  const [, statistic = '', operator = '', bound = ''] = /^([a-z]+(?:\([^)]*\))?)([<>=!]+)(.+)$/.exec(expression) ?? [];
  if (type === 'rate' && samples.length === 0) return true;
  const value = values[statistic];
  if (value === undefined) throw new Error(`no value of ${type} for ${expression}`);
  return compare(value, operator, Number(bound));
}

/** A comparison written for the tests, apart from the library's own. */
export function compare(value: number, operator: string, bound: number): boolean {
  const sign = Math.sign(value - bound);
  if (operator === '<') return sign === -1;
  if (operator === '<=') return sign !== 1;
  if (operator === '>') return sign === 1;
  if (operator === '>=') return sign !== -1;
  if (operator === '==') return sign === 0;
  if (operator === '!=') return sign !== 0;
  throw new Error(`no operator ${operator}`);
}

/** A metric of the data, to read or to change. */
export function metricOf(data: K6Data, key: string): K6Metric {
  const metric = data.metrics[key];
  if (metric === undefined) throw new Error(`the data has no metric ${key}`);
  return metric;
}

/** Changes k6's judgement of one threshold that the metric has. */
export function setOk(data: K6Data, key: string, expression: string, ok: boolean): void {
  const threshold = metricOf(data, key).thresholds?.[expression];
  if (threshold === undefined) throw new Error(`${key} has no threshold ${expression}`);
  threshold.ok = ok;
}

/** Takes every judgement away, and every metric that nothing sampled, as --no-thresholds does. */
export function dropThresholds(data: K6Data): void {
  for (const [key, metric] of Object.entries(data.metrics)) {
    delete metric.thresholds;
    if (Object.values(metric.values).every((value) => value === 0)) delete data.metrics[key];
  }
}

/** The acceptance of a run with the plan's own options, and with the load's end as recorded, unless told otherwise. */
export function acceptanceOf(
  plan: Plan,
  data: K6Data = dataOf(plan),
  {
    differences = [],
    shownDifferences,
    elapsedMs,
    proxy,
  }: {
    readonly differences?: readonly string[];
    readonly shownDifferences?: readonly string[] | undefined;
    readonly elapsedMs?: number;
    readonly proxy?: string | null | undefined;
  } = {},
): Acceptance {
  if (elapsedMs !== undefined) metricOf(data, 'load_ended_at_ms').values['value'] = loadStartedAtMs + elapsedMs;
  return judge(plan, measure(plan, parseRunSummary(data), cellsOf(plan)), {
    differences,
    shownDifferences,
    proxy,
    endedAtMs: loadStartedAtMs + plan.durationMs + 1000,
  });
}

/** The verdict and the words of the rows, for one glance. */
export function words({ verdict, criteria }: Acceptance): { verdict: Verdict; rows: CriterionRow['verdict'][] } {
  return { verdict, rows: criteria.map((row) => row.verdict) };
}

/** A row of the document, by its place in the plan. */
export function rowOf(acceptance: Acceptance, index: number): CriterionRow {
  const row = acceptance.criteria[index];
  if (row === undefined) throw new Error(`the document has no criterion ${index}`);
  return row;
}
