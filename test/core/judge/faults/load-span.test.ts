import { describe, expect, it } from 'vitest';
import { acceptanceOf, dataOf, loadStartedAtMs, metricOf, planOf, type K6Data } from '../../run-data.ts';
import { allPhases, faultsAfter, untouched } from './faults-after.ts';

describe('a run that ended early', () => {
  it.each([
    [-1, allPhases],
    [0, allPhases],
    [1, allPhases],
    [9_999, allPhases],
    [10_000, ['peak', 'users']],
    [19_999, ['peak', 'users']],
    [20_000, ['users']],
    // Less than 2 ms and 0.5 ms a second short of the plan is what clocks can differ by.
    [29_982, ['users']],
  ])('after %d ms spoils the phases that had not ended: %j', (elapsedMs, phases) => {
    expect(faultsAfter(untouched, { elapsedMs }).map((fault) => [fault.code, fault.phases])).toEqual([
      ['cut-short', phases],
    ]);
  });

  it('says how far it came', () => {
    expect(faultsAfter(untouched, { elapsedMs: 12_340 }).map(({ message }) => message)).toEqual([
      'The load ended after 12.3 s of 30.0 s.',
    ]);
  });

  // 30 s of phases, then 60 s for the longest request and 5 s.
  it.each([29_983, 30_000, 30_001, 94_999])('is none after %d ms', (elapsedMs) => {
    expect(faultsAfter(untouched, { elapsedMs })).toEqual([]);
  });

  it('need not last to the end of a phase that starts nothing more', () => {
    const slow = planOf({
      profile: [{ name: 'peak', hold: '7/10s', duration: '5s' }],
      criteria: [{ indicator: 'error ratio', phase: 'peak', target: 'rate<0.5' }],
    });
    const after = (elapsedMs: number): string[] =>
      acceptanceOf(slow, dataOf(slow), { elapsedMs }).faults.map(({ code }) => code);
    // 3.5 iterations: the third starts at 3 ÷ 0.7 = 4.2857 s; clocks can differ by 4.1 ms.
    expect(after(4282)).toEqual([]);
    expect(after(4281)).toEqual(['cut-short']);
  });
});

describe('iterations that k6 interrupted', () => {
  it.each([95_000, 95_001])('show in a load that lasted as long as k6 waits: %d ms', (elapsedMs) => {
    expect(faultsAfter(untouched, { elapsedMs })).toEqual([
      {
        code: 'iterations-interrupted',
        message:
          'Iterations had not ended 65.0 s after the last phase: k6 interrupted them, and what they measured is lost.',
        phases: allPhases,
      },
    ]);
  });
});

describe('the wait for the last iterations', () => {
  it('is as long as the longest timeout of an endpoint, and 5 s', () => {
    const patient = planOf({
      endpoints: [{ name: 'report', path: '/report', timeout: '2m' }],
      metrics: [],
      criteria: [{ indicator: 'latency', phase: 'peak', target: 'p(95)<300' }],
    });
    expect(acceptanceOf(patient, dataOf(patient), { elapsedMs: 154_999 }).verdict).toBe('PASS');
    expect(acceptanceOf(patient, dataOf(patient), { elapsedMs: 155_000 }).verdict).toBe('INVALID');
  });
});

describe('a teardown that did not run to its end', () => {
  it.each([
    [
      'was not recorded',
      (data: K6Data) => delete data.metrics['load_ended_at_ms'],
      ['thresholds-disabled', 'teardown-missing'],
    ],
    [
      'was recorded as 0',
      (data: K6Data) => {
        metricOf(data, 'load_ended_at_ms').values['value'] = 0;
      },
      ['teardown-missing'],
    ],
    [
      // Which is as if k6 had not shown it.
      'was recorded by another type of metric',
      (data: K6Data) => {
        data.metrics['load_ended_at_ms'] = {
          type: 'counter',
          contains: 'default',
          values: { count: loadStartedAtMs, rate: 1 },
          thresholds: { 'value>0': { ok: true } },
        };
      },
      ['thresholds-disabled', 'teardown-missing'],
    ],
  ])('is a fault everywhere when the load end %s', (_, change, codes) => {
    const faults = faultsAfter(change);
    expect(faults.map(({ code }) => code)).toEqual(codes);
    expect(faults.at(-1)?.phases).toEqual(allPhases);
  });
});
