import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../../../lib/core/document/acceptance-document.ts';
import type { CriterionSpec } from '../../../../lib/core/plan/criterion.ts';
import { acceptanceOf, dataOf, metricOf, planOf, sampled, setOk, soundSamples, type K6Data } from '../../run-data.ts';
import { plan } from './faults-after.ts';

function after(...changes: readonly ((data: K6Data) => void)[]): Acceptance {
  const data = dataOf(plan);
  for (const change of changes) change(data);
  return acceptanceOf(plan, data);
}

const messagesOf = ({ faults }: Acceptance): string[] =>
  faults.filter(({ code }) => code === 'unexplained-threshold').map(({ message }) => message);
const unexplained = (crossed: string): string =>
  `k6 saw the threshold ${crossed} crossed, which no criterion of the plan explains.`;

/** A metric with a threshold that the plan did not set. */
const foreign =
  (key: string, expression: string, ok: boolean) =>
  ({ metrics }: K6Data): void => {
    metrics[key] = {
      type: 'counter',
      contains: 'data',
      values: { count: 1, rate: 1 },
      thresholds: { [expression]: { ok } },
    };
  };
const slowPeak = (data: K6Data): void => {
  metricOf(data, 'http_req_duration{expected_response:true,phase:peak}').values['p(95)'] = 900;
  setOk(data, 'http_req_duration{expected_response:true,phase:peak}', 'p(95)<300', false);
};
const thrown = (data: K6Data): void => {
  metricOf(data, 'script_exceptions').values['count'] = 1;
  setOk(data, 'script_exceptions', 'count<1', false);
};

describe('a crossed threshold that the plan did not set', () => {
  it('is a fault of no phase: it takes no row its evidence, and the run its PASS', () => {
    const acceptance = after(foreign('data_sent', 'count<1', false));
    expect(acceptance.faults).toEqual([
      { code: 'unexplained-threshold', message: unexplained('data_sent count<1'), phases: [] },
    ]);
    expect(new Set(acceptance.criteria.map(({ verdict }) => verdict))).toEqual(new Set(['PASS']));
    expect(acceptance.verdict).toBe('INVALID');
  });

  it('is one for each of them', () => {
    expect(
      messagesOf(after(foreign('data_sent', 'count<1', false), foreign('data_received', 'rate<1', false))),
    ).toEqual([unexplained('data_sent count<1'), unexplained('data_received rate<1')]);
  });

  it('is one on a metric of the plan, too, beside thresholds that the plan set', () => {
    const acceptance = after((data) => {
      const { thresholds } = metricOf(data, 'http_req_failed{plan:shop}');
      Object.assign(thresholds ?? {}, { 'rate<0.5': { ok: false } });
    });
    expect(messagesOf(acceptance)).toEqual([unexplained('http_req_failed{plan:shop} rate<0.5')]);
    expect(acceptance.verdict).toBe('INVALID');
  });

  it('is one beside a criterion that failed, which stays the verdict', () => {
    const acceptance = after(slowPeak, foreign('data_sent', 'count<1', false));
    expect(messagesOf(acceptance)).toEqual([unexplained('data_sent count<1')]);
    expect(acceptance.verdict).toBe('FAIL');
  });

  it('is one beside other faults, behind them', () => {
    const acceptance = after(thrown, foreign('data_sent', 'count<1', false));
    expect(acceptance.faults.map(({ code }) => code)).toEqual(['script-exception', 'unexplained-threshold']);
    expect(acceptance.sentence).toMatch(/^Iterations that ended in an exception of the script: 1\. /);
  });

  it('is none while it holds', () => {
    expect(after(foreign('data_sent', 'count<9', true))).toMatchObject({ verdict: 'PASS', faults: [] });
  });
});

describe('a crossed threshold of a criterion', () => {
  it.each([
    ['http_req_duration{expected_response:true,phase:peak}', 'p(95)<300'],
    ['http_req_failed{plan:shop}', 'rate<0.01'],
    ['http_reqs{expected_response:true,phase:peak,phase_of:request}', 'count>=800'],
    ['replicas{plan:shop}', 'value==3'],
  ])('is explained by its row, which fails with it: %s %s', (key, expression) => {
    expect(after((data) => setOk(data, key, expression, false))).toMatchObject({ verdict: 'FAIL', faults: [] });
  });

  it('is explained by its row where that has no data', () => {
    const acceptance = after(slowPeak, (data) => {
      metricOf(data, 'http_req_duration{expected_response:true,phase:peak}').values['count'] = 71;
    });
    expect(acceptance.criteria[0]).toMatchObject({ verdict: 'NO_DATA', noData: { code: 'too-few-samples' } });
    expect(acceptance).toMatchObject({ verdict: 'INVALID', faults: [] });
  });

  it('is explained where it is the evidence of samples that are not there', () => {
    const samples = soundSamples(plan).filter(({ metric }) => !metric.startsWith('cache_hit'));
    const data = dataOf(plan, samples);
    expect(metricOf(data, 'cache_hit_samples{phase:peak}').thresholds).toEqual({ 'count>=1': { ok: false } });
    expect(acceptanceOf(plan, data)).toMatchObject({ verdict: 'INVALID', faults: [] });
  });

  it.each([
    ['http_reqs{expected_response:true,phase:peak}', 'count>=1'],
    ['http_reqs{plan:shop}', 'count>=1'],
    ['cache_hit_samples{phase:peak}', 'count>=1'],
    ['replicas_samples{plan:shop}', 'count>=1'],
    ['iterations{phase:peak}', 'count>=1'],
  ])('is not where it is the evidence of samples that are there: %s %s', (key, expression) => {
    const acceptance = after((data) => setOk(data, key, expression, false));
    expect(messagesOf(acceptance)).toEqual([unexplained(`${key} ${expression}`)]);
    expect(acceptance.verdict).toBe('INVALID');
  });

  it('is not explained by another criterion that failed', () => {
    const acceptance = after(slowPeak, (data) => setOk(data, 'cache_hit_samples{phase:peak}', 'count>=1', false));
    expect(messagesOf(acceptance)).toEqual([unexplained('cache_hit_samples{phase:peak} count>=1')]);
    expect(acceptance.verdict).toBe('FAIL');
  });
});

describe('a crossed threshold that holds the run to be sound', () => {
  const guards = [
    ['script_exceptions', 'count<1'],
    ['load_started_at_ms', 'value>0'],
    ['load_ended_at_ms', 'value>0'],
    ['request_errors{error_class:DNS,plan:shop}', 'count<1'],
    ['iterations{phase:warm-up}', 'count>=246'],
    ['iterations{phase:peak}', 'count>=493'],
    ['dropped_iterations{scenario:plan-1}', 'count<=11'],
  ] as const;

  it.each(guards)('is a fault where nothing else speaks against the run: %s %s', (key, expression) => {
    const acceptance = after((data) => setOk(data, key, expression, false));
    expect(messagesOf(acceptance)).toEqual([unexplained(`${key} ${expression}`)]);
    expect(acceptance.verdict).toBe('INVALID');
  });

  it.each(guards)('is explained by any fault: %s %s', (key, expression) => {
    const acceptance = after(thrown, (data) => setOk(data, key, expression, false));
    expect(acceptance.faults.map(({ code }) => code)).toEqual(['script-exception']);
  });

  it.each(guards)('is explained by any criterion that failed: %s %s', (key, expression) => {
    const acceptance = after(slowPeak, (data) => setOk(data, key, expression, false));
    expect(acceptance).toMatchObject({ verdict: 'FAIL', faults: [] });
  });

  it('is not explained by a criterion without data, which is no reason for it', () => {
    const acceptance = after(
      (data) => void (metricOf(data, 'checks{phase:users}').values['passes'] = 99),
      (data) => setOk(data, 'dropped_iterations{scenario:plan-1}', 'count<=11', false),
    );
    expect(acceptance.criteria[4]?.noData?.code).toBe('too-few-samples');
    expect(messagesOf(acceptance)).toEqual([unexplained('dropped_iterations{scenario:plan-1} count<=11')]);
  });

  it('is crossed by iterations that a target dropped which holds the VUs, and explained by its failure', () => {
    const latency: CriterionSpec = { indicator: 'latency', target: 'p(95)<50' };
    const whole = planOf({ metrics: [], criteria: [latency] });
    const samples = soundSamples(whole).map((sample) =>
      sample.metric === 'iterations' && sample.tags['phase'] === 'peak' ? { ...sample, times: 400 } : sample,
    );
    const data = dataOf(whole, [...samples, sampled('dropped_iterations', 1, 100, { scenario: 'plan-1' })]);
    expect(metricOf(data, 'dropped_iterations{scenario:plan-1}').thresholds).toEqual({ 'count<=11': { ok: false } });
    const acceptance = acceptanceOf(whole, data);
    expect(acceptance).toMatchObject({ verdict: 'FAIL', faults: [] });
    expect(acceptance.warnings.map(({ code }) => code)).toContain('target-saturated');
  });
});

it('a run whose every threshold holds has none', () => {
  expect(after()).toMatchObject({ verdict: 'PASS', faults: [] });
});
