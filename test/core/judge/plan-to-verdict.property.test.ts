// The whole way, from the plan's text to the verdict, against the samples themselves: whatever the run was, a PASS is true.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { gate } from '../../../lib/core/document/gate.ts';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import type { PlanSpec } from '../../../lib/core/plan/plan.ts';
import { renderJson } from '../../../lib/core/render/json.ts';
import { acceptanceOf, compare, dataOf, loadSpan, planOf, requests, rowOf, sampled, type Sample } from '../run-data.ts';

const phases = ['ramp up', 'steady', 'users'] as const;
const spec: Partial<PlanSpec<never>> = {
  // 0 → 20/s in 10 s: 100 iterations; 20/s in 20 s: 400 iterations; closed: no count.
  profile: [
    { name: 'ramp up', ramp: '20/s', duration: '10s' },
    { name: 'steady', hold: '20/s', duration: '20s' },
    { name: 'users', hold: '5 VUs', duration: '10s' },
  ],
  endpoints: [
    { name: 'read', path: '/read', checks: { ok: () => true } },
    { name: 'write', method: 'POST', path: '/write' },
  ],
  metrics: [{ name: 'queue_wait', type: 'trend' }],
};
const intended: Readonly<Record<string, number>> = { 'ramp up': 100, steady: 400 };
const seconds: Readonly<Record<string, number>> = { 'ramp up': 10, steady: 20, users: 10, all: 40 };

/** What happened in one phase: iterations, and the latencies and failures of each endpoint's calls. */
type Happened = {
  readonly iterations: number;
  readonly read: { readonly fast: number; readonly slow: number; readonly failed: number; readonly badChecks: number };
  readonly write: { readonly fast: number; readonly slow: number; readonly failed: number };
  readonly waits: readonly number[];
  /** Slow requests of no endpoint. Nobody knows when they were sent. */
  readonly bare: number;
};

const fewOrMany = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 40 }),
  fc.integer({ min: 60, max: 500 }),
  fc.constant(400),
);
const none = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) },
);
const happened = (whole: number): fc.Arbitrary<Happened> =>
  fc.record({
    iterations: fc.oneof(
      { weight: 4, arbitrary: fc.constant(whole) },
      { weight: 1, arbitrary: fc.integer({ min: Math.floor(whole * 0.95), max: whole }) },
      { weight: 1, arbitrary: fc.nat({ max: whole }) },
    ),
    read: fc.record({ fast: fewOrMany, slow: none, failed: none, badChecks: none }),
    write: fc.record({ fast: fewOrMany, slow: none, failed: none }),
    waits: fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 20 }),
    bare: fc.oneof({ weight: 3, arbitrary: none }, { weight: 2, arbitrary: fc.integer({ min: 60, max: 500 }) }),
  });

function samplesIn(phase: string, { iterations, read, write, waits, bare }: Happened): Sample[] {
  const calls = (name: string, { fast, slow, failed }: Happened['write']): Sample[] => [
    ...requests({ times: fast, name, phase, durationMs: 20 }),
    ...requests({ times: slow, name, phase, durationMs: 700 }),
    ...(failed === 0
      ? []
      : requests({ times: failed, name, phase, status: 500, durationMs: 1, errorClass: 'status 500' })),
  ];
  return [
    sampled('iterations', 1, iterations, { phase }),
    ...calls('read', read),
    ...calls('write', write),
    ...requests({ times: bare, phase, durationMs: 700 }),
    sampled('checks', 1, read.fast + read.slow, { phase, name: 'read' }),
    sampled('checks', 0, read.badChecks, { phase, name: 'read' }),
    ...waits.map((wait) => sampled('queue_wait', wait, 1, { phase })),
    sampled('queue_wait_samples', 1, waits.length, { phase }),
  ];
}

// Limits at which no value of a run can lie, so that only their side counts; both sides of a limit have their own table.
const expressions: Readonly<
  Record<
    string,
    readonly (readonly [expression: string, statistic: string, operator: string, limit: number, minimum: number])[]
  >
> = {
  latency: [
    ['p(95)<300.5', 'p95', '<', 300.5, 72],
    ['p(99)<=300.5', 'p99', '<=', 300.5, 368],
    ['med<300.5', 'p50', '<', 300.5, 6],
    ['max<300.5', 'max', '<', 300.5, 1],
    ['avg>10.5', 'avg', '>', 10.5, 1],
  ],
  'error ratio': [
    ['rate<0.01', 'share', '<', 0.01, 100],
    ['rate<=0.5', 'share', '<=', 0.5, 2],
    ['rate<0.123456789', 'share', '<', 0.123456789, 9],
  ],
  throughput: [
    ['rate>=5.01', 'perSecond', '>=', 5.01, 1],
    ['rate>=40.01', 'perSecond', '>=', 40.01, 1],
    ['rate<30.01', 'perSecond', '<', 30.01, 1],
  ],
  checks: [
    ['rate>0.9', 'share', '>', 0.9, 10],
    ['rate>0.985', 'share', '>', 0.985, 67],
  ],
  queue_wait: [
    ['avg<60.00001', 'avg', '<', 60.000_01, 1],
    ['p(90)<90.05', 'p90', '<', 90.05, 36],
  ],
};
type Asked = {
  readonly spec: CriterionSpec;
  /** Whose requests it takes; null where it takes all. */
  readonly endpoints: readonly string[] | null;
  readonly statistic: string;
  readonly operator: string;
  readonly limit: number;
  readonly minimum: number;
  /** The limit of the bound, which has the target's operator. */
  readonly bound: number;
};
const criterion: fc.Arbitrary<Asked> = fc
  .tuple(
    fc.constantFrom(...Object.entries(expressions)),
    fc.nat(),
    fc.constantFrom(undefined, ...phases),
    fc.constantFrom(undefined, 'read', 'write', 'together'),
    fc.constantFrom(undefined, 1.5, 2),
    fc.constantFrom(undefined, 'fail', 'warn'),
  )
  .map(([[indicator, choices], choice, phase, wanted, slack, severity]): Asked => {
    const [expression, statistic, operator, limit, minimum] = choices[choice % choices.length] ?? ['', '', '', 0, 0];
    const narrowed = indicator === 'queue_wait' || (indicator === 'checks' && wanted === 'write') ? undefined : wanted;
    const scope = narrowed === 'together' ? { endpoints: ['read', 'write'] } : { endpoint: narrowed };
    // Looser by a factor, which keeps off the values of a run as the limits do.
    const bound =
      slack === undefined ? limit : operator.startsWith('<') ? limit * slack + 0.003 : limit / slack - 0.003;
    const looser =
      slack === undefined || (statistic === 'share' && bound >= 1)
        ? {}
        : { bound: `${expression.slice(0, expression.search(/[<>]/))}${operator}${bound}` };
    const needed =
      'bound' in looser && statistic === 'share'
        ? Math.max(minimum, Math.ceil(1 / Math.min(bound, 1 - bound)))
        : minimum;
    return {
      spec: { indicator, target: expression, ...looser, severity, phase, ...scope },
      endpoints: narrowed === undefined ? null : narrowed === 'together' ? ['read', 'write'] : [narrowed],
      statistic,
      operator,
      limit,
      minimum: needed,
      bound: 'bound' in looser ? bound : limit,
    };
  });

/** The indicator's samples in its scope, one by one: a latency, 1 for true or counted, 0 for false or not counted. */
function valuesOf(
  samples: readonly Sample[],
  { spec: { indicator, phase }, endpoints, operator }: Asked,
  countsUntimed = operator.startsWith('<'),
): number[] {
  const metric =
    { latency: 'http_req_duration', 'error ratio': 'http_req_failed', throughput: 'http_reqs' }[indicator] ?? indicator;
  const expectedOnly = indicator === 'latency';
  return samples
    .filter((sample) => sample.metric === metric)
    .filter(
      ({ tags }) =>
        (phase === undefined || tags['phase'] === phase) &&
        (endpoints === null || endpoints.some((endpoint) => endpoint === tags['name'])),
    )
    .filter(({ tags }) => !(expectedOnly && tags['expected_response'] !== 'true') && tags['group'] !== '::setup')
    .flatMap(({ value, times, tags }) =>
      Array.from({ length: times }, () =>
        indicator === 'throughput'
          ? Number(tags['expected_response'] === 'true' && (countsUntimed || tags['name'] !== undefined))
          : value,
      ),
    )
    .sort((a, b) => a - b);
}

function statisticOf(values: readonly number[], statistic: string, perSeconds: number): number {
  const sum = values.reduce((total, value) => total + value, 0);
  if (statistic === 'share' || statistic === 'avg') return sum / values.length;
  if (statistic === 'perSecond') return sum / perSeconds;
  if (statistic === 'max') return Math.max(...values);
  const position = (Number(statistic.slice(1)) / 100) * (values.length - 1);
  const [low = NaN, high = NaN] = [values[Math.floor(position)], values[Math.ceil(position)]];
  return low + (high - low) * (position - Math.floor(position));
}

const secondsOf = ({ spec: { phase } }: Asked): number => seconds[phase ?? 'all'] ?? NaN;

/** What a criterion says of its samples, and of those that there could be at most. */
function wordOf(
  asked: Asked,
  values: readonly number[],
  atMost: readonly number[],
): 'PASS' | 'WARN' | 'FAIL' | 'NO_DATA, fail' | 'NO_DATA, warn' {
  const { statistic, operator, limit, bound, minimum } = asked;
  const { severity = 'fail' } = asked.spec;
  if (values.length < minimum) return `NO_DATA, ${severity}`;
  const value = statisticOf(values, statistic, secondsOf(asked));
  const most = statisticOf(atMost, statistic, secondsOf(asked));
  if (!compare(value, operator, bound) && compare(most, operator, bound)) return `NO_DATA, ${severity}`;
  if (compare(value, operator, limit)) return 'PASS';
  return severity === 'fail' && !compare(value, operator, bound) ? 'FAIL' : 'WARN';
}

// Once for certain, what chance rarely brings: of 100.2 requests that are needed, 60 calls of an endpoint and 60 plain ones.
const floor: Asked = {
  spec: { indicator: 'throughput', phase: 'steady', target: 'rate>=5.01' },
  endpoints: null,
  statistic: 'perSecond',
  operator: '>=',
  limit: 5.01,
  minimum: 1,
  bound: 5.01,
};
const quiet: Happened = {
  iterations: 100,
  read: { fast: 60, slow: 0, failed: 0, badChecks: 0 },
  write: { fast: 0, slow: 0, failed: 0 },
  waits: [],
  bare: 0,
};

// Thousands of runs take their time on a busy machine.
it('the verdict is what the samples say, and PASS or WARN only under the whole load', { timeout: 300_000 }, () => {
  const seen = { PASS: 0, WARN: 0, FAIL: 0, INVALID: 0 };
  let untimed = 0;
  fc.assert(
    fc.property(
      fc.array(criterion, { minLength: 1, maxLength: 3 }),
      happened(100),
      happened(400),
      happened(60),
      (asked, ...run) => {
        const plan = planOf({ ...spec, criteria: asked.map((one) => one.spec) });
        const samples = [
          ...requests({ name: 'pre-flight', group: '::setup', durationMs: 20 }),
          ...loadSpan(plan),
          ...run.flatMap((one, index) => samplesIn(phases[index] ?? '', one)),
        ];
        const acceptance = acceptanceOf(plan, dataOf(plan, samples));
        const { verdict } = acceptance;
        // Nobody who judges the document anew comes to another verdict.
        expect(gate(renderJson(acceptance))).toMatchObject({ verdict, sentence: acceptance.sentence });
        seen[verdict] += 1;
        // No INVALID has a reason that no row shows.
        if (verdict === 'INVALID') {
          const unknown = acceptance.criteria.filter((row) => row.verdict === 'NO_DATA');
          expect(acceptance.faults.length + unknown.length).toBeGreaterThan(0);
        }

        // The pre-flight is no request of the plan: it stands in none of its scopes.
        const words = asked.map((one, index) => {
          const values = valuesOf(samples, one);
          const row = rowOf(acceptance, index);
          expect(row.samples).toBe(values.length);
          if (values.length === 0) expect(row.observed).toBeNull();
          else expect(row.observed).toBeCloseTo(statisticOf(values, one.statistic, secondsOf(one)), 9);
          const word = wordOf(one, values, valuesOf(samples, one, true));
          if (acceptance.faults.length === 0 && values.length >= one.minimum && word.startsWith('NO_DATA')) {
            expect(row.noData?.code).toBe('untimed-requests');
            untimed += 1;
          }
          return word;
        });
        const delivered = run.every((one, index) => {
          const phase = phases[index] ?? '';
          const lookedAt = asked.some((other) => other.spec.phase === undefined || other.spec.phase === phase);
          // The closed phase intends no count, but has to end an iteration.
          return (
            !lookedAt ||
            (one.iterations + 2 >= 0.99 * (intended[phase] ?? 0) && (phase !== 'users' || one.iterations > 0))
          );
        });
        const said = words.includes('FAIL')
          ? 'FAIL'
          : words.includes('NO_DATA, fail') || words.every((word) => word === 'NO_DATA, warn')
            ? 'INVALID'
            : words.every((word) => word === 'PASS')
              ? 'PASS'
              : 'WARN';
        if (delivered) expect(verdict).toBe(said);
        else expect(['FAIL', 'INVALID']).toContain(verdict);
      },
    ),
    { numRuns: 1500, examples: [[[floor], quiet, { ...quiet, iterations: 400, bare: 60 }, quiet]] },
  );
  expect(Math.min(seen.PASS, seen.WARN, seen.FAIL, seen.INVALID)).toBeGreaterThan(50);
  expect(untimed).toBeGreaterThan(0);
});
