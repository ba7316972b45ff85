import { describe, expect, it } from 'vitest';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import type { Acceptance } from '../../../lib/core/acceptance/acceptance.ts';
import { acceptanceOf, dataOf, loadSpan, metricOf, phaseSamples, planOf, requests, setOk } from '../run-data.ts';

const limit = { indicator: 'latency', target: 'p(95)<300', bound: 'p(95)<=400' } as const;
const stairs: readonly CriterionSpec[] = [
  { ...limit, phases: 'each', abortOnFail: true },
  { indicator: 'error ratio', phases: 'each', target: 'rate<0.01' },
  { indicator: 'throughput', phase: 'two', target: 'rate>=5' },
  { indicator: 'checks', target: 'rate>0.9' },
];
const profile = ['one', 'two', 'three'].map((name) => ({ name, hold: '20/s', duration: '10s' }) as const);

/** A run of three steps that ended in the second, after 15 s, in which requests took so long. */
function stopped(durationMs: number, { criteria = stairs, iterations = 90 }: { readonly criteria?: readonly CriterionSpec[]; readonly iterations?: number } = {}): Acceptance {
  const plan = planOf({ profile, metrics: [], criteria });
  const slow = phaseSamples(plan, 'two', iterations).map((sample) => (sample.metric === 'http_req_duration' ? { ...sample, value: durationMs } : sample));
  return acceptanceOf(plan, dataOf(plan, [...requests({ name: 'pre-flight', group: '::setup' }), ...loadSpan(plan), ...phaseSamples(plan, 'one', 200), ...slow]), { elapsedMs: 15_000 });
}

const rowsOf = ({ criteria }: Acceptance): unknown[] => criteria.map(({ indicator, phase, verdict, noData }) => [indicator, phase, verdict, noData?.code ?? null]);

describe('a run that its own criterion ended', () => {
  it('keeps FAIL, the evidence until then, and no fault', () => {
    const acceptance = stopped(450);
    expect(acceptance.verdict).toBe('FAIL');
    expect(acceptance.sentence).toBe('latency in phase "two" was 450 ms, required p(95) <= 400 ms (target < 300 ms), of 8 criteria.');
    expect(acceptance.faults).toEqual([]);
    expect(rowsOf(acceptance)).toEqual([
      ['latency', 'one', 'PASS', null],
      ['latency', 'two', 'FAIL', null],
      ['latency', 'three', 'NO_DATA', 'aborted'],
      ['error ratio', 'one', 'PASS', null],
      ['error ratio', 'two', 'PASS', null],
      ['error ratio', 'three', 'NO_DATA', 'aborted'],
      // A count of half a phase says nothing of the rate.
      ['throughput', 'two', 'NO_DATA', 'aborted'],
      // Nor is a part of the run the whole.
      ['checks', null, 'NO_DATA', 'aborted'],
    ]);
    expect(acceptance.criteria[2]?.noData).toEqual({ code: 'aborted', message: 'aborted by latency in phase "two"' });
  });

  it('keeps the faults of other phases, which say more of their rows than the abort', () => {
    const plan = planOf({ profile, metrics: [], criteria: stairs });
    const slow = phaseSamples(plan, 'two', 90).map((sample) => (sample.metric === 'http_req_duration' ? { ...sample, value: 450 } : sample));
    const samples = [...loadSpan(plan), ...phaseSamples(plan, 'one', 200), ...slow, { metric: 'script_exceptions', value: 1, tags: { phase: 'one' }, times: 1 }];
    const acceptance = acceptanceOf(plan, dataOf(plan, samples), { elapsedMs: 15_000 });
    expect(acceptance).toMatchObject({ verdict: 'FAIL', faults: [{ code: 'script-exception', phases: ['one'] }] });
    expect(acceptance.criteria.map(({ noData }) => noData?.code ?? null)).toEqual(['run-fault', null, 'aborted', 'run-fault', null, 'aborted', 'aborted', 'run-fault']);
  });

  it('may be ended by a criterion over the whole run: it broke where it ended', () => {
    const acceptance = stopped(450, { criteria: [{ ...limit, target: 'p(80)<300', bound: 'p(80)<=400', abortOnFail: true }, { indicator: 'error ratio', phases: 'each', target: 'rate<0.01' }], iterations: 100 });
    expect(acceptance.verdict).toBe('FAIL');
    expect(rowsOf(acceptance)).toEqual([['latency', null, 'FAIL', null], ['error ratio', 'one', 'PASS', null], ['error ratio', 'two', 'PASS', null], ['error ratio', 'three', 'NO_DATA', 'aborted']]);
  });

  it('may be ended in the phase after the one that broke, whose evidence is then no more than a part', () => {
    const acceptance = stopped(100, { criteria: [{ ...limit, target: 'avg<50', bound: 'avg<60', phase: 'one', abortOnFail: true }, { indicator: 'error ratio', phases: 'each', target: 'rate<0.01' }] });
    expect(acceptance.verdict).toBe('FAIL');
    expect(rowsOf(acceptance)).toEqual([['latency', 'one', 'FAIL', null], ['error ratio', 'one', 'PASS', null], ['error ratio', 'two', 'NO_DATA', 'aborted'], ['error ratio', 'three', 'NO_DATA', 'aborted']]);
  });
});

describe('a run that something else ended', () => {
  const interrupted = [['latency', 'one', 'PASS'], ['latency', 'two', 'NO_DATA'], ['latency', 'three', 'NO_DATA']];
  const latencies = ({ criteria }: Acceptance): unknown[] => criteria.slice(0, 3).map(({ indicator, phase, verdict }) => [indicator, phase, verdict]);

  it.each([300, 400])('is cut short, though latency missed its target: %d ms', (durationMs) => {
    const acceptance = stopped(durationMs);
    expect(acceptance).toMatchObject({ verdict: 'INVALID', faults: [{ code: 'cut-short', phases: ['two', 'three'] }] });
    expect(latencies(acceptance)).toEqual(interrupted);
    expect(acceptance.criteria.map(({ noData }) => noData?.code ?? null)).toEqual([null, 'run-fault', 'phase-not-reached', null, 'run-fault', 'phase-not-reached', 'run-fault', 'run-fault']);
  });

  it('is cut short, when what failed does not end runs', () => {
    const acceptance = stopped(450, { criteria: stairs.map((criterion) => ({ ...criterion, abortOnFail: false })) });
    expect(acceptance).toMatchObject({ verdict: 'INVALID', faults: [{ code: 'cut-short' }] });
    expect(latencies(acceptance)).toEqual(interrupted);
  });

  it('is cut short, when there were too few samples to fail', () => {
    expect(stopped(450, { iterations: 35 })).toMatchObject({ verdict: 'INVALID', faults: [{ code: 'cut-short' }] });
    expect(stopped(450, { iterations: 36 })).toMatchObject({ verdict: 'FAIL', faults: [] });
  });

  it('is cut short, when k6 saw no threshold crossed', () => {
    const plan = planOf({ profile, metrics: [], criteria: [{ ...limit, phase: 'one', abortOnFail: true }] });
    const data = dataOf(plan, [...loadSpan(plan), ...phaseSamples(plan, 'one', 200)]);
    const key = 'http_req_duration{expected_response:true,phase:one}';
    metricOf(data, key).values['p(95)'] = 450;
    setOk(data, key, 'p(95)<=400', true);
    expect(acceptanceOf(plan, data, { elapsedMs: 15_000 }).faults).toMatchObject([{ code: 'cut-short' }]);
  });

  it('has the faults that it has: an abort excuses none but the early end', () => {
    const plan = planOf({ profile, metrics: [], criteria: stairs });
    const slow = phaseSamples(plan, 'two', 90).map((sample) => (sample.metric === 'http_req_duration' ? { ...sample, value: 450 } : sample));
    const samples = [...loadSpan(plan), ...phaseSamples(plan, 'one', 200), ...slow, { metric: 'script_exceptions', value: 1, tags: { phase: 'two' }, times: 1 }];
    const acceptance = acceptanceOf(plan, dataOf(plan, samples), { elapsedMs: 15_000 });
    expect(acceptance.verdict).toBe('INVALID');
    expect(acceptance.faults.map(({ code }) => code)).toEqual(['cut-short', 'script-exception']);
  });
});

it('a run that came to its end has no abort, though its criterion failed', () => {
  const plan = planOf({ profile, metrics: [], criteria: [{ ...limit, target: 'avg<50', bound: 'avg<60', phase: 'three', abortOnFail: true }, { indicator: 'checks', target: 'rate>0.9' }] });
  const acceptance = acceptanceOf(plan, dataOf(plan, [...loadSpan(plan), ...['one', 'two', 'three'].flatMap((phase) => phaseSamples(plan, phase, 200))]));
  expect(rowsOf(acceptance)).toEqual([['latency', 'three', 'FAIL', null], ['checks', null, 'PASS', null]]);
});
