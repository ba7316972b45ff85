import * as fc from 'fast-check';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import schema from '../../../lib/core/document/acceptance.schema.json' with { type: 'json' };
import { tracked } from './tracked.ts';
import { gate } from '../../../lib/core/document/gate.ts';
import { renderJson } from '../../../lib/core/render/json.ts';
import {
  acceptanceOf,
  compare,
  dataOf,
  dropThresholds,
  loadStartedAtMs,
  planOf,
  type K6Data,
  type K6Metric,
} from '../run-data.ts';

const isDocument = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
const plan = planOf();
const sound = dataOf(plan);

/** What the criteria of the plan ask of k6's data, written down by hand. */
type Demand = {
  readonly key: string;
  readonly statistic: string;
  readonly operator: string;
  readonly bound: number;
  readonly threshold: string;
  readonly evidence: string;
  readonly minimum: number;
};
const demand = (
  key: string,
  [statistic, operator, bound, threshold]: readonly [string, string, number, string],
  evidence: string,
  minimum: number,
): Demand => ({
  key,
  statistic,
  operator,
  bound,
  threshold,
  evidence,
  minimum,
});
const demands: readonly Demand[] = [
  demand(
    'http_req_duration{expected_response:true,phase:peak}',
    ['p(95)', '<', 300, 'p(95)<300'],
    'http_reqs{expected_response:true,phase:peak}',
    72,
  ),
  demand(
    'http_req_duration{expected_response:true,name:place order,phase:peak}',
    ['p(99)', '<=', 500, 'p(99)<=500'],
    'http_reqs{expected_response:true,name:place order,phase:peak}',
    368,
  ),
  demand('http_req_failed{plan:shop}', ['rate', '<', 0.01, 'rate<0.01'], 'http_reqs{plan:shop}', 100),
  // 80 per second in 10 s.
  demand(
    'http_reqs{expected_response:true,phase:peak,phase_of:request}',
    ['count', '>=', 800, 'count>=800'],
    'http_reqs{phase:peak}',
    1,
  ),
  demand('checks{phase:users}', ['rate', '>', 0.99, 'rate>0.99'], 'http_reqs{phase:users}', 100),
  demand('queue_wait{phase:peak}', ['avg', '<', 50, 'avg<50'], 'queue_wait_samples{phase:peak}', 1),
  demand('cache_hit{phase:peak}', ['rate', '>=', 0.9, 'rate>=0.9'], 'cache_hit_samples{phase:peak}', 10),
  demand('replicas{plan:shop}', ['value', '==', 3, 'value==3'], 'replicas_samples{plan:shop}', 1),
  demand('orders{phase:peak}', ['count', '>=', 500, 'count>=500'], 'iterations{phase:peak}', 1),
];

type Run = { readonly data: K6Data; differences: string[] };

/** Everything that speaks against a PASS. */
function objections({ data, differences }: Run): string[] {
  const { metrics } = data;
  const found: string[] = [];
  const object = (objection: string, when: boolean): void => {
    if (when) found.push(objection);
  };
  for (const { key, statistic, operator, bound, threshold, evidence, minimum } of demands) {
    const metric = metrics[key];
    const value = metric?.values[statistic];
    object(`${key} does not meet ${threshold}`, value === undefined || !compare(value, operator, bound));
    object(`k6 does not say that ${key} meets ${threshold}`, metric?.thresholds?.[threshold]?.ok !== true);
    object(`k6 does not say that ${evidence} was counted`, metrics[evidence]?.thresholds?.['count>=1']?.ok !== true);
    object(`${key} has too few samples`, !(samplesOf(data, key, evidence) >= minimum));
  }
  for (const key of tracked) {
    object(`k6 did not show ${key}`, metrics[key]?.type !== sound.metrics[key]?.type);
    const hasNoCount = metrics[key]?.type === 'trend' && metrics[key].values['count'] === undefined;
    object(`k6 did not count the samples of ${key}`, hasNoCount);
  }
  for (const [key, metric] of Object.entries(sound.metrics)) {
    for (const expression of Object.keys(metric.thresholds ?? {})) {
      object(`k6 did not judge ${key} ${expression}`, metrics[key]?.thresholds?.[expression] === undefined);
    }
  }
  for (const [key, metric] of Object.entries(metrics)) {
    for (const [expression, { ok }] of Object.entries(metric.thresholds ?? {})) {
      object(`k6 saw ${key} ${expression} crossed`, !ok);
    }
  }
  const start = metrics['load_started_at_ms']?.values['value'] ?? 0;
  object('the load did not start', start <= 0);
  const end = metrics['load_ended_at_ms']?.values['value'] ?? 0;
  object('the load did not end', end <= 0);
  object('the load was cut short', end - start < 29_983);
  // Requests may take 60 s, and k6 waits 5 s longer.
  object('the last iterations were interrupted', end - start >= 30_000 + 65_000);
  object('another plan ran', differences.length > 0);
  object('the script threw', (metrics['script_exceptions']?.values['count'] ?? 1) > 0);
  // 99 % of 250 and 500 iterations, minus two; the third phase is closed.
  const counted = ['warm-up', 'peak', 'users', 'after-plan'].reduce(
    (sum, phase) => sum + (metrics[`iterations{phase:${phase}}`]?.values['count'] ?? 0),
    0,
  );
  object('iterations have no phase', (metrics['iterations']?.values['count'] ?? 0) !== counted);
  object(
    'iterations have no plan',
    (metrics['iterations']?.values['count'] ?? 0) > (metrics['iterations{plan:shop}']?.values['count'] ?? 0),
  );
  object('no closed iteration ended', (metrics['iterations{phase:users}']?.values['count'] ?? 0) === 0);
  object('the warm-up did not have its load', (metrics['iterations{phase:warm-up}']?.values['count'] ?? 0) < 247.5 - 2);
  object('the peak did not have its load', (metrics['iterations{phase:peak}']?.values['count'] ?? 0) < 495 - 2);
  const vus = metrics['vus'];
  object('k6 never ran the VUs that the users phase holds', !((vus?.values['max'] ?? 0) >= 20));
  const errors = (tags: string): number => metrics[`request_errors{${tags}}`]?.values['count'] ?? 0;
  for (const phase of ['warm-up', 'peak', 'users', 'after-plan']) {
    const [dns = 0, ports = 0, ...others] = ['DNS', 'local ports', 'local descriptors', 'network unreachable'].map(
      (kind) => errors(`error_class:${kind},phase:${phase}`),
    );
    object(`${phase} had names that did not resolve, or no port`, dns + ports > 0);
    const asked = metrics[`http_req_failed{phase:${phase}}`]?.values;
    object(
      `${phase} failed on the side of k6`,
      others.reduce((sum, count) => sum + count, 0) * 1000 > (asked?.['passes'] ?? 0) + (asked?.['fails'] ?? 0),
    );
  }
  object('a name did not resolve', errors('error_class:DNS,plan:shop') > 0);
  object('ports ran out', errors('error_class:local ports,plan:shop') > 0);
  return found;
}

function samplesOf({ metrics }: K6Data, key: string, evidence: string): number {
  const metric = metrics[key];
  if (metric === undefined) return 0;
  if (metric.type === 'trend') return metric.values['count'] ?? 0;
  if (metric.type === 'rate') return (metric.values['passes'] ?? 0) + (metric.values['fails'] ?? 0);
  return metrics[evidence]?.values['count'] ?? 0;
}

type Deviation = (run: Run) => void;

const anyDemand = fc.constantFrom(...demands);
const gated = Object.entries(sound.metrics).flatMap(([key, { thresholds }]) =>
  Object.keys(thresholds ?? {}).map((expression) => [key, expression] as const),
);

function setValue(data: K6Data, key: string, statistic: string, value: number): void {
  const metric = data.metrics[key];
  if (metric?.type === 'rate' && statistic === 'rate') {
    setShares(metric, value, (metric.values['passes'] ?? 0) + (metric.values['fails'] ?? 0));
  } else if (metric !== undefined) metric.values[statistic] = value;
}

/** A rate is what its passes make of its samples, as k6 has it, near the one that is asked for. */
function setShares(metric: K6Metric, asked: number, samples: number): void {
  const passes = Math.round(Math.min(1, asked) * samples);
  Object.assign(metric.values, { passes, fails: samples - passes, rate: samples === 0 ? 0 : passes / samples });
}

function setSamples(data: K6Data, { key, evidence }: Demand, samples: number): void {
  const metric = data.metrics[key];
  if (metric?.type === 'trend') metric.values['count'] = samples;
  else if (metric?.type === 'rate') setShares(metric, metric.values['rate'] ?? 0, samples);
  else setValue(data, evidence, 'count', samples);
}

/** The iterations of a phase, and with them those of the run. */
function setStarted(data: K6Data, phase: string, started: number): void {
  const before = data.metrics[`iterations{phase:${phase}}`]?.values['count'] ?? 0;
  setValue(data, `iterations{phase:${phase}}`, 'count', started);
  for (const key of ['iterations', 'iterations{plan:shop}']) {
    setValue(data, key, 'count', (data.metrics[key]?.values['count'] ?? 0) + started - before);
  }
}

const deviations: readonly fc.Arbitrary<Deviation>[] = [
  fc.tuple(anyDemand, fc.constantFrom(-1000, -1, -0.001, 0, 0.001, 1, 1000)).map(
    ([{ key, statistic, bound }, distance]) =>
      ({ data }) =>
        setValue(data, key, statistic, Math.max(0, bound + distance)),
  ),
  fc.tuple(anyDemand, fc.constantFrom(-1, 0, 1)).map(
    ([asked, distance]) =>
      ({ data }) =>
        setSamples(data, asked, asked.minimum + distance),
  ),
  anyDemand.map(
    (asked) =>
      ({ data }) =>
        setSamples(data, asked, 0),
  ),
  fc.tuple(fc.constantFrom(...gated), fc.boolean()).map(([[key, expression], ok]) => ({ data }) => {
    const thresholds = data.metrics[key]?.thresholds;
    if (thresholds !== undefined) thresholds[expression] = { ok };
  }),
  fc.constantFrom(...gated).map(
    ([key, expression]) =>
      ({ data }) =>
        delete data.metrics[key]?.thresholds?.[expression],
  ),
  fc.constant(({ data }) => {
    for (const metric of Object.values(data.metrics)) delete metric.thresholds;
  }),
  fc.constant(({ data }) => dropThresholds(data)),
  fc.constantFrom(...Object.keys(sound.metrics)).map(
    (key) =>
      ({ data }) =>
        delete data.metrics[key],
  ),
  // Of another type, a metric is none that the plan asked for.
  fc.constantFrom(...Object.keys(sound.metrics)).map((key) => ({ data }) => {
    const metric = data.metrics[key];
    if (metric === undefined) return;
    data.metrics[key] =
      metric.type === 'counter'
        ? { ...metric, type: 'gauge', values: { value: 1, min: 1, max: 1 } }
        : { ...metric, type: 'counter', values: { count: 1000, rate: 1 } };
  }),
  // A criterion of its own, and no metric of any table, lives of the statistic.
  fc.constantFrom('count', 'avg', 'p(90)', 'p(95)', 'p(99)').chain((statistic) =>
    fc.constantFrom(...tracked.filter((key) => sound.metrics[key]?.type === 'trend')).map(
      (key) =>
        ({ data }) =>
          delete data.metrics[key]?.values[statistic],
    ),
  ),
  fc.constantFrom(-1, 0, 1, loadStartedAtMs - 1, loadStartedAtMs, loadStartedAtMs + 1).map(
    (start) =>
      ({ data }) =>
        setValue(data, 'load_started_at_ms', 'value', start),
  ),
  fc.constantFrom(-1, 0, 15_000, 29_999, 30_000, 30_001, 94_999, 95_000).map(
    (loadMs) =>
      ({ data }) =>
        setValue(data, 'load_ended_at_ms', 'value', loadStartedAtMs + loadMs),
  ),
  fc.constantFrom(-1, 0).map(
    (end) =>
      ({ data }) =>
        setValue(data, 'load_ended_at_ms', 'value', end),
  ),
  fc.constantFrom(1, 5).map(
    (more) =>
      ({ data }) =>
        setValue(data, 'iterations', 'count', 1150 + more),
  ),
  fc.constant((run) => {
    run.differences = ['vus were 3.'];
  }),
  fc.constantFrom('warm-up', 'peak', 'users', 'after-plan').map((phase) => ({ data }) => {
    setValue(data, 'script_exceptions', 'count', 1);
    setValue(data, `script_exceptions{phase:${phase}}`, 'count', 1);
  }),
  fc
    .tuple(
      fc.constantFrom('DNS', 'local ports', 'local descriptors', 'network unreachable'),
      fc.constantFrom('phase:warm-up', 'phase:peak', 'phase:users', 'phase:after-plan', 'plan:shop'),
      fc.constantFrom(0, 1, 2),
    )
    .filter(([kind, scope]) => scope !== 'plan:shop' || kind === 'DNS' || kind === 'local ports')
    .map(([kind, scope, count]) => ({ data }) => {
      setValue(data, `request_errors{error_class:${kind},${scope}}`, 'count', count);
      // The criterion on the errors of the run is judged without those of k6, which k6 counts as failed.
      const all = data.metrics['http_req_failed{plan:shop}'];
      if (scope === 'plan:shop' && all !== undefined) Object.assign(all.values, { passes: count, rate: count / 2300 });
    }),
  fc.constantFrom(0, 19, 20, 21).map(
    (most) =>
      ({ data }) =>
        setValue(data, 'vus', 'max', most),
  ),
  fc.constantFrom(0, 244, 245, 246, 249, 250, 300).map(
    (started) =>
      ({ data }) =>
        setStarted(data, 'warm-up', started),
  ),
  fc.constantFrom(0, 250, 491, 492, 493, 494, 500, 600).map(
    (started) =>
      ({ data }) =>
        setStarted(data, 'peak', started),
  ),
  fc.constantFrom(0, 1).map(
    (started) =>
      ({ data }) =>
        setStarted(data, 'users', started),
  ),
  fc.boolean().map((ok) => ({ data }) => {
    data.metrics['data_sent'] = {
      type: 'counter',
      contains: 'data',
      values: { count: 1, rate: 1 },
      thresholds: { 'count<9': { ok } },
    };
  }),
  fc.boolean().map((terminal) => ({ data }) => {
    data.state.isStdOutTTY = terminal;
  }),
];

// Thousands of runs take their time on a busy machine.
it('a run passes exactly when nothing speaks against it', { timeout: 300_000 }, () => {
  const seen = { PASS: 0, WARN: 0, FAIL: 0, INVALID: 0 };
  fc.assert(
    fc.property(fc.array(fc.oneof(...deviations), { maxLength: 3 }), (changes) => {
      const run: Run = { data: structuredClone(sound), differences: [] };
      for (const change of changes) change(run);
      const acceptance = acceptanceOf(plan, run.data, run);
      seen[acceptance.verdict] += 1;

      const against = objections(run);
      expect({ passes: acceptance.verdict === 'PASS', against }).toEqual({ passes: against.length === 0, against });
      // A FAIL is never without a row that says so, and no row passes under a fault of its phase.
      expect(acceptance.verdict === 'FAIL').toBe(acceptance.criteria.some((row) => row.verdict === 'FAIL'));
      const spoiled = new Set(acceptance.faults.flatMap(({ phases }) => phases));
      const passed = acceptance.criteria.filter((row) => row.verdict !== 'NO_DATA');
      expect(passed.filter(({ scope: { phase } }) => (phase === null ? spoiled.size > 0 : spoiled.has(phase)))).toEqual(
        [],
      );
      const json = renderJson(acceptance);
      expect(isDocument(JSON.parse(json)) ? [] : isDocument.errors).toEqual([]);
      // No INVALID has a reason that no row shows.
      if (acceptance.verdict === 'INVALID') {
        const unknown = acceptance.criteria.filter((row) => row.verdict === 'NO_DATA');
        expect(acceptance.faults.length + unknown.length).toBeGreaterThan(0);
      }
      // Nobody who judges the document anew comes to another verdict.
      expect(gate(json)).toMatchObject({ verdict: acceptance.verdict, sentence: acceptance.sentence });
    }),
    // So many that each verdict is among them often enough, whatever the seed.
    { numRuns: 5000 },
  );
  // The deviations reach every side of the verdict.
  expect(Math.min(seen.PASS, seen.FAIL, seen.INVALID)).toBeGreaterThan(50);
});
