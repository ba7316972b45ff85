import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import type { PlanSpec } from '../../../lib/core/plan/plan.ts';
import {
  acceptanceOf,
  dataOf,
  dropThresholds,
  loadStartedAtMs,
  metricOf,
  phaseSamples,
  planOf,
  requests,
  rowOf,
  sampled,
  secret,
  setOk,
  soundSamples,
  words,
  type K6Data,
  type Sample,
} from '../run-data.ts';

const plan = planOf();
const sound = soundSamples(plan);

/** The run with another set of samples, judged by k6 as it judges. */
const after = (change: (samples: readonly Sample[]) => readonly Sample[]) =>
  acceptanceOf(plan, dataOf(plan, change(sound)));
const without = (unwanted: (sample: Sample) => boolean) =>
  after((samples) => samples.filter((sample) => !unwanted(sample)));

/** The run's data, changed in one place. */
function withData(change: (data: K6Data) => void): ReturnType<typeof acceptanceOf> {
  const data = dataOf(plan);
  change(data);
  return acceptanceOf(plan, data);
}

const isRequest = ({ metric }: Sample): boolean => metric.startsWith('http_');
const inPhase =
  (phase: string) =>
  ({ tags }: Sample): boolean =>
    tags['phase'] === phase;

describe('a sound run', () => {
  it('passes', () => {
    expect(words(acceptanceOf(plan))).toEqual({ verdict: 'PASS', rows: Array.from({ length: 9 }, () => 'PASS') });
    expect(acceptanceOf(plan).sentence).toBe('All 9 criteria hold.');
  });

  it('has neither faults nor warnings', () => {
    expect(acceptanceOf(plan)).toMatchObject({ faults: [], warnings: [] });
  });

  it('is described by its plan, its end and its length', () => {
    expect(acceptanceOf(plan)).toMatchObject({
      format: 'k6-acceptance',
      version: 1,
      minorVersion: 0,
      library: manifest.version,
      plan: 'shop',
      target: 'http://shop.test:3000',
      trial: false,
      timeScale: 1,
      // 1,700,000,000 s after 1970 is 2023-11-14T22:13:20Z, when setup ended; the run ends 31 s later.
      loadStartedAt: '2023-11-14T22:13:20.000Z',
      endedAt: '2023-11-14T22:13:51.000Z',
      runDurationMs: 31_500,
      plannedDurationMs: 30_000,
    });
  });

  // Requests may take 60 s, and k6 waits 5 s longer.
  it.each([30_000, 30_001, 94_999])('still passes when its load lasted %d ms', (elapsedMs) => {
    expect(acceptanceOf(plan, dataOf(plan), { elapsedMs }).verdict).toBe('PASS');
  });

  it('still passes when requests follow the plan, or belong to no endpoint', () => {
    const extra = [
      ...requests({ times: 3, name: 'list items', phase: 'after-plan' }),
      ...requests({ times: 2, phase: 'peak' }),
    ];
    expect(after((samples) => [...samples, ...extra]).verdict).toBe('PASS');
  });
});

// What k6 does with a threshold that nothing sampled: a rate passes, all else reads 0.
describe('a metric that nothing sampled', () => {
  const emptied = (metric: string) =>
    without((sample) => sample.metric === metric || sample.metric === `${metric}_samples`);

  it.each([
    ['a trend', 'queue_wait', 5],
    ['a rate', 'cache_hit', 6],
    ['a gauge', 'replicas', 7],
    ['the checks', 'checks', 4],
  ])('gives %s no verdict', (_, metric, index) => {
    const acceptance = emptied(metric);
    expect(acceptance.verdict).toBe('INVALID');
    expect(rowOf(acceptance, index)).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'never-sampled', message: 'never sampled' },
      observed: null,
      samples: 0,
    });
  });

  it.each(['value<5', 'value>=0', 'value!=3', 'value==0'])(
    'gives a gauge with %s, which 0 meets, no verdict',
    (expression) => {
      const gauges = planOf({ criteria: [{ indicator: 'replicas', target: expression }] });
      const samples = soundSamples(gauges).filter(({ metric }) => !metric.startsWith('replicas'));
      const data = dataOf(gauges, samples);
      expect(metricOf(data, 'replicas{plan:shop}').thresholds).toEqual({ [expression]: { ok: true } });
      expect(words(acceptanceOf(gauges, data))).toEqual({ verdict: 'INVALID', rows: ['NO_DATA'] });
    },
  );

  it('gives a latency no verdict when every request of the phase failed', () => {
    const acceptance = after((samples) => [
      ...samples.filter((sample) => !(isRequest(sample) && inPhase('peak')(sample))),
      ...requests({ times: 1000, status: 0, durationMs: 0, errorClass: 'refused', name: 'list items', phase: 'peak' }),
    ]);
    expect(rowOf(acceptance, 0)).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'never-sampled', message: 'never sampled' },
      observed: null,
    });
    // The requests that failed are evidence against the target.
    expect(rowOf(acceptance, 2)).toMatchObject({ verdict: 'FAIL' });
    expect(rowOf(acceptance, 3)).toMatchObject({ verdict: 'FAIL', observed: 0, samples: 1000 });
    expect(acceptance.verdict).toBe('FAIL');
  });

  it('gives a throughput no verdict when no request of the phase was sent', () => {
    const throughput = planOf({ criteria: [{ indicator: 'throughput', phase: 'peak', target: 'rate<500' }] });
    const samples = soundSamples(throughput).filter((sample) => !(isRequest(sample) && inPhase('peak')(sample)));
    expect(words(acceptanceOf(throughput, dataOf(throughput, samples)))).toEqual({
      verdict: 'INVALID',
      rows: ['NO_DATA'],
    });
  });

  it('gives an error ratio no verdict when no request of the phase was sent, though k6 lets it pass', () => {
    const errors = planOf({ criteria: [{ indicator: 'error ratio', phase: 'peak', target: 'rate<0.01' }] });
    const data = dataOf(
      errors,
      soundSamples(errors).filter((sample) => !(isRequest(sample) && inPhase('peak')(sample))),
    );
    expect(metricOf(data, 'http_req_failed{phase:peak}').thresholds).toEqual({ 'rate<0.01': { ok: true } });
    expect(words(acceptanceOf(errors, data))).toEqual({ verdict: 'INVALID', rows: ['NO_DATA'] });
  });

  it('lets a counter of the script stay 0 where iterations could have fed it', () => {
    const refunds = planOf({
      metrics: [{ name: 'refunds', type: 'counter' }],
      criteria: [{ indicator: 'refunds', phase: 'peak', target: 'count<1' }],
    });
    const samples = soundSamples(refunds).filter(({ metric }) => metric !== 'refunds');
    const acceptance = acceptanceOf(refunds, dataOf(refunds, samples));
    expect(words(acceptance)).toEqual({ verdict: 'PASS', rows: ['PASS'] });
    expect(rowOf(acceptance, 0)).toMatchObject({ observed: 0, samples: 500 });
  });

  it('gives a counter of the script no verdict where no iteration could have fed it', () => {
    const refunds = planOf({
      metrics: [{ name: 'refunds', type: 'counter' }],
      criteria: [{ indicator: 'refunds', phase: 'users', target: 'count<1' }],
    });
    const data = dataOf(
      refunds,
      soundSamples(refunds).filter((sample) => !inPhase('users')(sample)),
    );
    expect(metricOf(data, 'refunds{phase:users}').thresholds).toEqual({ 'count<1': { ok: true } });
    expect(words(acceptanceOf(refunds, data))).toEqual({ verdict: 'INVALID', rows: ['NO_DATA'] });
  });
});

describe('a script that sends nothing', () => {
  it.each([
    ['latency', 'avg<300'],
    ['latency', 'max<500'],
    ['error ratio', 'rate<=0'],
    ['throughput', 'rate<500'],
  ])('does not pass %s %s over the whole run on the pre-flight request alone', (indicator, expression) => {
    const idle = planOf({ criteria: [{ indicator, target: expression }] });
    const samples = soundSamples(idle).filter((sample) => !isRequest(sample) || sample.tags['group'] === '::setup');
    expect(acceptanceOf(idle, dataOf(idle, samples)).verdict).toBe('INVALID');
  });

  it('does not pass on the requests of teardown alone', () => {
    const idle = planOf({ criteria: [{ indicator: 'latency', target: 'p(50)<300' }] });
    const samples = soundSamples(idle).filter((sample) => !isRequest(sample));
    const teardown = requests({ times: 10, name: 'clean up', group: '::teardown' });
    expect(acceptanceOf(idle, dataOf(idle, [...samples, ...teardown])).verdict).toBe('INVALID');
  });

  it('does not pass when no closed VU ends an iteration', () => {
    const closed = planOf({
      profile: [{ name: 'users', hold: '20 VUs', duration: '10s' }],
      criteria: [{ indicator: 'latency', target: 'avg<300' }],
    });
    const samples = soundSamples(closed).filter((sample) => !inPhase('users')(sample));
    expect(acceptanceOf(closed, dataOf(closed, samples)).verdict).toBe('INVALID');
  });
});

// A default function that is not made by `iteration` runs without a phase, and nobody counts its exceptions.
describe('a script whose iterations the plan does not see', () => {
  const unseen = (profile: PlanSpec<never>['profile']): string => {
    const blind = planOf({ profile, criteria: [{ indicator: 'error ratio', target: 'rate<0.01' }] });
    const samples = soundSamples(blind).map((sample) => ({
      ...sample,
      tags: Object.fromEntries(Object.entries(sample.tags).filter(([tag]) => tag !== 'phase')),
    }));
    return acceptanceOf(blind, dataOf(blind, samples)).verdict;
  };

  it('does not pass in the open model', () => {
    expect(unseen([{ name: 'peak', hold: '50/s', duration: '10s' }])).toBe('INVALID');
  });

  it('does not pass in the closed model', () => {
    expect(unseen([{ name: 'users', hold: '20 VUs', duration: '10s' }])).toBe('INVALID');
  });
});

describe('a metric that k6 does not have at all', () => {
  it.each([
    'http_req_duration{expected_response:true,phase:peak}',
    'http_req_duration{expected_response:true,name:place order,phase:peak}',
    'http_req_failed{plan:shop}',
    'http_reqs{expected_response:true,phase:peak,phase_of:request}',
    'http_reqs{expected_response:true,phase:peak}',
    'checks{phase:users}',
    'queue_wait{phase:peak}',
    'cache_hit{phase:peak}',
    'replicas{plan:shop}',
    'orders{phase:peak}',
    'http_reqs{expected_response:true,name:place order,phase:peak}',
    'http_reqs{plan:shop}',
    'http_reqs{phase:peak}',
    'http_reqs{phase:users}',
    'queue_wait_samples{phase:peak}',
    'cache_hit_samples{phase:peak}',
    'replicas_samples{plan:shop}',
    'iterations{phase:peak}',
    'script_exceptions',
    'load_started_at_ms',
    'load_ended_at_ms',
  ])('takes the PASS away: %s', (key) => {
    const acceptance = withData((data) => {
      metricOf(data, key);
      delete data.metrics[key];
    });
    expect(acceptance.verdict).toBe('INVALID');
    expect(acceptance.criteria.map((row) => row.verdict)).not.toContain('PASS');
  });

  it('is not the same as one that it has with another type', () => {
    const acceptance = withData((data) => {
      data.metrics['queue_wait_samples{phase:peak}'] = {
        ...metricOf(data, 'queue_wait_samples{phase:peak}'),
        type: 'gauge',
        values: { value: 500, min: 1, max: 1 },
      };
      data.metrics['replicas_samples{plan:shop}'] = {
        ...metricOf(data, 'replicas_samples{plan:shop}'),
        type: 'gauge',
        values: { value: 500, min: 1, max: 1 },
      };
    });
    expect(rowOf(acceptance, 7)).toMatchObject({ verdict: 'NO_DATA', samples: null, observed: null });
    expect(acceptance.verdict).toBe('INVALID');
  });
});

describe('thresholds that k6 did not evaluate', () => {
  it('take the PASS away, as after --no-thresholds', () => {
    const acceptance = withData(dropThresholds);
    expect(words(acceptance)).toEqual({ verdict: 'INVALID', rows: Array.from({ length: 9 }, () => 'NO_DATA') });
    expect(acceptance.faults.map(({ code, phases }) => ({ code, phases }))).toEqual([
      { code: 'thresholds-disabled', phases: ['warm-up', 'peak', 'users'] },
    ]);
  });

  it.each([
    ['http_req_duration{expected_response:true,phase:peak}', 'p(95)<300'],
    ['http_req_failed{plan:shop}', 'rate<0.01'],
    ['http_reqs{expected_response:true,phase:peak,phase_of:request}', 'count>=800'],
    ['http_reqs{expected_response:true,phase:peak}', 'count>=1'],
    ['cache_hit_samples{phase:peak}', 'count>=1'],
    ['script_exceptions', 'count<1'],
    ['load_started_at_ms', 'value>0'],
    ['load_ended_at_ms', 'value>0'],
  ])('take the PASS away one by one: %s %s', (key, expression) => {
    const acceptance = withData((data) => {
      const { thresholds } = metricOf(data, key);
      expect(thresholds).toHaveProperty([expression]);
      delete thresholds?.[expression];
    });
    expect(acceptance.verdict).toBe('INVALID');
    expect(acceptance.faults).toEqual([
      {
        code: 'thresholds-disabled',
        message: `k6 evaluated no threshold on ${key}.`,
        phases: ['warm-up', 'peak', 'users'],
      },
    ]);
  });
});

describe("a threshold of k6's that is crossed", () => {
  it.each([
    // Evidence and guards: no criterion failed, so the run proves nothing.
    ['http_reqs{expected_response:true,phase:peak}', 'count>=1', 'INVALID'],
    ['http_reqs{phase:users}', 'count>=1', 'INVALID'],
    ['replicas_samples{plan:shop}', 'count>=1', 'INVALID'],
    ['script_exceptions', 'count<1', 'INVALID'],
    ['load_started_at_ms', 'value>0', 'INVALID'],
    ['load_ended_at_ms', 'value>0', 'INVALID'],
    // Criteria: k6 says that they failed, and a crossed threshold never goes with a PASS.
    ['http_req_duration{expected_response:true,phase:peak}', 'p(95)<300', 'FAIL'],
    ['http_req_failed{plan:shop}', 'rate<0.01', 'FAIL'],
    ['http_reqs{expected_response:true,phase:peak,phase_of:request}', 'count>=800', 'FAIL'],
    ['checks{phase:users}', 'rate>0.99', 'FAIL'],
    ['queue_wait{phase:peak}', 'avg<50', 'FAIL'],
    ['cache_hit{phase:peak}', 'rate>=0.9', 'FAIL'],
    ['replicas{plan:shop}', 'value==3', 'FAIL'],
    ['orders{phase:peak}', 'count>=500', 'FAIL'],
  ] as const)('takes the PASS away, whatever the value says: %s %s', (key, expression, verdict) => {
    expect(withData((data) => setOk(data, key, expression, false)).verdict).toBe(verdict);
  });

  it('takes the PASS away when somebody else set it', () => {
    const acceptance = withData((data) => {
      data.metrics['data_received'] = {
        type: 'counter',
        contains: 'data',
        values: { count: 1, rate: 1 },
        thresholds: { 'count<1': { ok: false } },
      };
    });
    expect(acceptance.verdict).toBe('INVALID');
    expect(acceptance.sentence).toBe(
      'k6 saw the threshold data_received count<1 crossed, which no criterion of the plan explains. The run proves nothing of the target.',
    );
    expect(acceptance.faults).toEqual([
      {
        code: 'unexplained-threshold',
        message: 'k6 saw the threshold data_received count<1 crossed, which no criterion of the plan explains.',
        phases: [],
      },
    ]);
  });

  it('takes the PASS away when its result is not readable', () => {
    const acceptance = withData((data) => {
      data.metrics['foreign'] = {
        type: 'counter',
        contains: 'default',
        values: { count: 1, rate: 1 },
        thresholds: { 'count<9': JSON.parse('{"ok":"true"}') },
      };
    });
    expect(acceptance.verdict).toBe('INVALID');
  });

  it('does no harm when somebody else set it and it holds', () => {
    const acceptance = withData((data) => {
      data.metrics['data_received'] = {
        type: 'counter',
        contains: 'data',
        values: { count: 1, rate: 1 },
        thresholds: { 'count<9': { ok: true } },
      };
    });
    expect(acceptance.verdict).toBe('PASS');
  });
});

describe('a value on the wrong side of its bound', () => {
  /** The metric, and where it counts timed requests alone the one that counts all. */
  const withUntimed = (key: string): readonly string[] => [...new Set([key, key.replace(',phase_of:request', '')])];

  it.each([
    ['http_req_duration{expected_response:true,phase:peak}', 'p(95)', 300],
    ['http_req_duration{expected_response:true,name:place order,phase:peak}', 'p(99)', 500.01],
    ['http_req_failed{plan:shop}', 'rate', 0.01],
    ['http_reqs{expected_response:true,phase:peak,phase_of:request}', 'count', 799],
    ['checks{phase:users}', 'rate', 0.99],
    ['queue_wait{phase:peak}', 'avg', 50],
    ['cache_hit{phase:peak}', 'rate', 0.8999],
    ['replicas{plan:shop}', 'value', 2],
    ['orders{phase:peak}', 'count', 499],
  ])('fails though k6 says that the threshold holds: %s %s = %d', (key, statistic, value) => {
    const acceptance = withData((data) => {
      for (const counted of withUntimed(key)) metricOf(data, counted).values[statistic] = value;
    });
    expect(acceptance.verdict).toBe('FAIL');
    expect(acceptance.criteria.filter((row) => row.verdict === 'FAIL')).toHaveLength(1);
  });

  it.each([
    ['http_req_duration{expected_response:true,phase:peak}', 'p(95)', 299.999],
    ['http_req_duration{expected_response:true,name:place order,phase:peak}', 'p(99)', 500],
    ['http_req_failed{plan:shop}', 'rate', 0.00999],
    ['http_reqs{expected_response:true,phase:peak,phase_of:request}', 'count', 800],
    ['checks{phase:users}', 'rate', 0.9901],
    ['queue_wait{phase:peak}', 'avg', 49.99],
    ['cache_hit{phase:peak}', 'rate', 0.9],
    ['orders{phase:peak}', 'count', 500],
  ])('is not on the right side, which passes: %s %s = %d', (key, statistic, value) => {
    const acceptance = withData((data) => {
      for (const counted of withUntimed(key)) metricOf(data, counted).values[statistic] = value;
    });
    expect(acceptance.verdict).toBe('PASS');
  });
});

describe('FAIL and INVALID', () => {
  const slowPeak = (data: K6Data): void => {
    metricOf(data, 'http_req_duration{expected_response:true,phase:peak}').values['p(95)'] = 900;
    setOk(data, 'http_req_duration{expected_response:true,phase:peak}', 'p(95)<300', false);
  };
  const exceptionIn =
    (phase: string) =>
    (data: K6Data): void => {
      metricOf(data, 'script_exceptions').values['count'] = 1;
      metricOf(data, `script_exceptions{phase:${phase}}`).values['count'] = 1;
      setOk(data, 'script_exceptions', 'count<1', false);
    };

  it('a failure on evidence that no fault touches beats the fault', () => {
    const acceptance = withData((data) => {
      slowPeak(data);
      exceptionIn('warm-up')(data);
    });
    expect(acceptance.verdict).toBe('FAIL');
    expect(rowOf(acceptance, 0)).toMatchObject({ verdict: 'FAIL', observed: 900 });
    expect(acceptance.faults.map(({ code }) => code)).toEqual(['script-exception']);
  });

  it('a fault that touches the evidence beats the failure', () => {
    const acceptance = withData((data) => {
      slowPeak(data);
      exceptionIn('peak')(data);
    });
    expect(acceptance.verdict).toBe('INVALID');
    expect(rowOf(acceptance, 0)).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'run-fault', message: 'the run is unsound here: script-exception' },
      observed: 900,
    });
  });

  it('a failure on sound evidence beats a criterion without data', () => {
    const acceptance = after((samples) => [
      ...samples.filter(({ metric }) => !metric.startsWith('cache_hit')),
      ...requests({ times: 1000, name: 'list items', phase: 'peak', durationMs: 5000 }),
    ]);
    expect(rowOf(acceptance, 0)).toMatchObject({ verdict: 'FAIL', observed: 5000 });
    expect(rowOf(acceptance, 6)).toMatchObject({ verdict: 'NO_DATA' });
    expect(acceptance.verdict).toBe('FAIL');
  });

  it('a criterion without data beats every criterion that holds', () => {
    const acceptance = without(({ metric }) => metric.startsWith('cache_hit'));
    expect(words(acceptance)).toEqual({
      verdict: 'INVALID',
      rows: ['PASS', 'PASS', 'PASS', 'PASS', 'PASS', 'PASS', 'NO_DATA', 'PASS', 'PASS'],
    });
  });
});

describe('a fault that touches only some phases', () => {
  it('leaves the rows of the others their verdicts, and the run none', () => {
    // Half the users phase: only what is bound to it, or to the whole run, loses its evidence.
    const acceptance = acceptanceOf(plan, dataOf(plan), { elapsedMs: 25_000 });
    expect(words(acceptance)).toEqual({
      verdict: 'INVALID',
      rows: ['PASS', 'PASS', 'NO_DATA', 'PASS', 'NO_DATA', 'PASS', 'PASS', 'NO_DATA', 'PASS'],
    });
  });
});

describe('a trial', () => {
  // 0.5 of 10 s each: 125, 250 and 400 iterations.
  const trial = planOf({}, '0.5');

  it('says so in sentence and document', () => {
    const halved = planOf({ criteria: [{ indicator: 'latency', phase: 'peak', target: 'p(95)<300' }] }, '0.5');
    const acceptance = acceptanceOf(halved);
    expect(acceptance).toMatchObject({ verdict: 'PASS', trial: true, timeScale: 0.5, plannedDurationMs: 15_000 });
    expect(acceptance.sentence).toBe('TRIAL at time scale 0.5, no acceptance: The one criterion holds.');
    expect(acceptance.warnings.map(({ code }) => code)).toEqual(['trial']);
  });

  it('keeps the minimum samples and the counts of the shrunk phases', () => {
    const acceptance = acceptanceOf(trial);
    // p99 of 250 requests: below 368 there is no verdict. 500 orders cannot be reached by 250 iterations.
    expect(rowOf(acceptance, 1)).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'too-few-samples', message: 'too few samples: 250 of 368' },
    });
    expect(rowOf(acceptance, 3)).toMatchObject({
      verdict: 'PASS',
      native: { threshold: 'count>=400', held: true },
      observed: 100,
    });
    expect(acceptance.sentence).toMatch(/^TRIAL at time scale 0\.5, no acceptance: /);
  });
});

describe('setup_data', () => {
  it('is nowhere in the document', () => {
    const data = dataOf(plan);
    expect(JSON.stringify(data)).toContain(secret);
    expect(JSON.stringify(acceptanceOf(plan, data))).not.toContain(secret);
  });

  it.each([undefined, null, 'text', { deep: { token: secret } }])('may be %j', (setupData) => {
    const acceptance = withData((data) => {
      data.setup_data = setupData;
    });
    expect(acceptance.verdict).toBe('PASS');
    expect(JSON.stringify(acceptance)).not.toContain(secret);
  });
});

describe('the rows of the document', () => {
  const acceptance = after((samples) => [
    ...samples,
    ...requests({
      times: 20,
      status: 503,
      durationMs: 30,
      errorClass: 'status 503',
      name: 'place order',
      phase: 'users',
    }),
    ...requests({ times: 5, status: 0, durationMs: 0, errorClass: 'refused', name: 'list items', phase: 'users' }),
    sampled('checks', 0, 7, { phase: 'users', name: 'list items', check: 'is a list' }),
    sampled('dropped_iterations', 1, 4, { scenario: 'plan-1' }),
  ]);

  it('name each criterion with its bound, value and the metrics that carry them', () => {
    expect(rowOf(acceptance, 3)).toEqual({
      indicator: { name: 'throughput', type: 'counter', unit: '/s', sampledBy: 'request' },
      scope: { phase: 'peak', endpoints: null, group: null, check: null },
      target: 'rate>=80',
      bound: 'rate>=80',
      severity: 'fail',
      observed: 100,
      samples: 1000,
      minimumSamples: 1,
      verdict: 'PASS',
      noData: null,
      native: {
        metric: 'http_reqs{expected_response:true,phase:peak,phase_of:request}',
        threshold: 'count>=800',
        held: true,
      },
      evidence: { metric: 'http_reqs{phase:peak}', threshold: 'count>=1', held: true },
    });
  });

  it('describe each phase by its load and what was measured in it', () => {
    // users: 20 VUs × 20 iterations × 2 endpoints, 25 failed requests, 7 failed checks, over 10 s.
    expect(acceptance.phases[2]).toEqual({
      name: 'users',
      role: 'hold',
      kind: 'hold',
      model: 'closed',
      loadFrom: 20,
      loadTo: 20,
      startMs: 20_000,
      durationMs: 10_000,
      intendedIterations: null,
      startedIterations: 400,
      throughputPerSec: 82.5,
      judged: true,
      requests: 825,
      failedRequests: 25,
      generatorErrors: 0,
      errorRatio: 25 / 825,
      checks: { passed: 800, failed: 7 },
      latency: {
        samples: 800,
        averageMs: 100,
        minimumMs: 100,
        medianMs: 100,
        p90Ms: 100,
        p95Ms: 100,
        p99Ms: 100,
        maximumMs: 100,
        distributionMs: acceptance.percentiles.map(() => 100),
      },
      metrics: {
        latency: 'http_req_duration{expected_response:true,phase:users}',
        requests: 'http_req_failed{phase:users}',
        checks: 'checks{phase:users}',
      },
    });
    expect(acceptance.phases[0]).toMatchObject({
      name: 'warm-up',
      role: 'ramp',
      kind: 'ramp',
      model: 'open',
      loadFrom: 0,
      loadTo: 50,
      startMs: 0,
      intendedIterations: 250,
      startedIterations: 250,
      throughputPerSec: 50,
      judged: false,
    });
  });

  it('describe each endpoint', () => {
    expect(
      acceptance.endpoints.map(({ name, method, path, requests: sent, failedRequests }) => [
        name,
        method,
        path,
        sent,
        failedRequests,
      ]),
    ).toEqual([
      ['list items', 'GET', '/api/items', 1155, 5],
      ['place order', 'POST', '/api/orders', 1170, 20],
    ]);
  });

  it('count errors by endpoint and class, with their share', () => {
    expect(acceptance.errors).toEqual([
      {
        endpoint: 'list items',
        errorClass: 'refused',
        side: 'target',
        count: 5,
        shareRatio: 5 / 1155,
        metric: 'request_errors{error_class:refused,name:list items,plan:shop}',
      },
      {
        endpoint: 'place order',
        errorClass: 'status 503',
        side: 'target',
        count: 20,
        shareRatio: 20 / 1170,
        metric: 'request_errors{error_class:status 503,name:place order,plan:shop}',
      },
    ]);
  });

  it('total the run', () => {
    expect(acceptance.totals).toMatchObject({
      // 2 × (250 + 500 + 400) calls, 25 failed ones and the pre-flight.
      requests: 2326,
      failedRequests: 25,
      iterations: 1150,
      droppedIterations: 4,
      scriptExceptions: 0,
      checks: { passed: 2300, failed: 7 },
      metrics: { requests: 'http_reqs' },
    });
  });

  it('hold nothing that was not measured', () => {
    const empty = acceptanceOf(
      plan,
      dataOf(
        plan,
        soundSamples(plan).filter(({ tags }) => tags['phase'] === undefined),
      ),
    );
    expect(empty.endpoints[0]).toMatchObject({
      requests: 0,
      errorRatio: null,
      checks: { passed: 0, failed: 0 },
      latency: {
        samples: 0,
        averageMs: null,
        minimumMs: null,
        medianMs: null,
        p90Ms: null,
        p95Ms: null,
        p99Ms: null,
        maximumMs: null,
        distributionMs: null,
      },
    });
  });
});

describe('the whole run', () => {
  it('is touched by a fault of any phase', () => {
    const errors = planOf({ criteria: [{ indicator: 'error ratio', target: 'rate<0.01' }] });
    const samples = [...soundSamples(errors), sampled('script_exceptions', 1, 1, { phase: 'warm-up' })];
    expect(rowOf(acceptanceOf(errors, dataOf(errors, samples)), 0)).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'run-fault', message: 'the run is unsound here: script-exception' },
    });
  });

  it('divides a throughput by the length of the plan', () => {
    const throughput = planOf({ criteria: [{ indicator: 'throughput', target: 'rate>=70' }] });
    const row = rowOf(acceptanceOf(throughput), 0);
    // 2300 calls in 30 s; the pre-flight is none of the load.
    expect(row.native.threshold).toBe('count>=2100');
    expect(row.observed).toBeCloseTo(2300 / 30, 9);
  });
});

it('takes the last load start that was recorded', () => {
  const later = [
    ...sound,
    { metric: 'load_started_at_ms', value: loadStartedAtMs + 5000, tags: { group: '::setup' }, times: 1 },
  ];
  expect(acceptanceOf(plan, dataOf(plan, later)).faults.map(({ code }) => code)).toEqual(['cut-short']);
});

it('does not mistake extra iterations for a fault', () => {
  expect(after((samples) => [...samples, ...phaseSamples(plan, 'peak', 100)]).verdict).toBe('PASS');
});
