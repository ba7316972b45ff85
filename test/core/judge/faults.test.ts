import { describe, expect, it } from 'vitest';
import type { CriterionRow, Fault } from '../../../lib/core/document/acceptance.ts';
import { faultsOf } from '../../../lib/core/judge/faults.ts';
import { deliveryOf } from '../../../lib/core/judge/faults/delivery.ts';
import { startedIterations } from '../../../lib/core/measure/started-iterations.ts';
import { judge } from '../../../lib/core/judge/judge.ts';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import type { Plan } from '../../../lib/core/plan/plan.ts';
import { parseRunSummary } from '../../../lib/core/measure/run-summary.ts';
import {
  acceptanceOf,
  dataOf,
  dropThresholds,
  loadStartedAtMs,
  metricOf,
  planOf,
  requests,
  rowOf,
  sampled,
  setOk,
  soundSamples,
  type K6Data,
  type Sample,
} from '../run-data.ts';

const plan = planOf();
const all = ['warm-up', 'peak', 'users'];

function faultsAfter(
  change: (data: K6Data) => void,
  { differences = [], elapsedMs }: { readonly differences?: readonly string[]; readonly elapsedMs?: number } = {},
): Fault[] {
  const data = dataOf(plan);
  if (elapsedMs !== undefined) metricOf(data, 'load_ended_at_ms').values['value'] = loadStartedAtMs + elapsedMs;
  change(data);
  return faultsOf(plan, parseRunSummary(data), { differences, endedAtMs: loadStartedAtMs });
}

const untouched = (): void => {};

describe('a run that ran another plan', () => {
  it('is at fault everywhere, once for each difference', () => {
    expect(faultsAfter(untouched, { differences: ['vus were 3.', 'rps was 5.'] })).toEqual([
      { code: 'plan-replaced', message: 'vus were 3.', phases: all },
      { code: 'plan-replaced', message: 'rps was 5.', phases: all },
    ]);
  });

  it('is INVALID, with no row judged', () => {
    const acceptance = acceptanceOf(plan, dataOf(plan), { differences: ['vus were 3.'] });
    expect(acceptance.verdict).toBe('INVALID');
    expect(acceptance.sentence).toBe('vus were 3. The run proves nothing of the target.');
    expect(new Set(acceptance.criteria.map((row) => row.verdict))).toEqual(new Set(['NO_DATA']));
  });
});

describe('a pre-flight that did not pass', () => {
  it.each([
    ['was not recorded', (data: K6Data) => delete data.metrics['load_started_at_ms']],
    [
      'was recorded as 0, as k6 shows a gauge without samples',
      (data: K6Data) => {
        metricOf(data, 'load_started_at_ms').values['value'] = 0;
      },
    ],
    [
      'was recorded before 1970',
      (data: K6Data) => {
        metricOf(data, 'load_started_at_ms').values['value'] = -1;
      },
    ],
    [
      'was recorded by another type of metric',
      (data: K6Data) => {
        data.metrics['load_started_at_ms'] = {
          type: 'counter',
          contains: 'default',
          values: { count: loadStartedAtMs, rate: 1 },
          thresholds: { 'value>0': { ok: true } },
        };
      },
    ],
  ])('is a fault everywhere when the load start %s', (_, change) => {
    expect(faultsAfter(change)).toEqual([
      {
        code: 'preflight-failed',
        message: 'Setup, with the pre-flight in it, did not run to its end. No load was proved.',
        phases: all,
      },
    ]);
  });

  it('is no fault when the load started in the first millisecond of 1970', () => {
    const data = dataOf(plan);
    metricOf(data, 'load_started_at_ms').values['value'] = 1;
    metricOf(data, 'load_ended_at_ms').values['value'] = 30_001;
    expect(faultsOf(plan, parseRunSummary(data), { differences: [], endedAtMs: 31_001 })).toEqual([]);
  });

  it('names what the target answered, and the target without credentials', () => {
    const shop = planOf();
    const samples = [
      ...requests({ name: 'pre-flight', group: '::setup', status: 0, durationMs: 0, errorClass: 'refused' }),
      ...requests({ name: 'pre-flight', group: '::setup', status: 503, errorClass: 'status 503' }),
      // What a setup of the script's own called after the pre-flight is not the pre-flight's.
      ...requests({ name: 'list items', group: '::setup', status: 500, errorClass: 'status 500' }),
    ].map((sample) =>
      sample.tags['name'] === 'pre-flight' ? { ...sample, tags: { ...sample.tags, preflight: 'failed' } } : sample,
    );
    const acceptance = acceptanceOf(shop, dataOf(shop, samples));
    expect(acceptance.verdict).toBe('INVALID');
    expect(acceptance.sentence).toBe(
      'The target http://shop.test:3000 did not pass the pre-flight: status 503, refused. No load was sent. The run proves nothing of the target.',
    );
  });

  it('comes after the differences from the plan, and alone', () => {
    const faults = faultsAfter(
      (data) => {
        delete data.metrics['load_started_at_ms'];
        dropThresholds(data);
      },
      { differences: ['noSetup was true.'], elapsedMs: 1 },
    );
    expect(faults.map(({ code }) => code)).toEqual(['plan-replaced', 'preflight-failed']);
  });
});

describe('a run that ended early', () => {
  it.each([
    [-1, all],
    [0, all],
    [1, all],
    [9_999, all],
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
        phases: all,
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
      'was recorded by another type of metric',
      (data: K6Data) => {
        data.metrics['load_ended_at_ms'] = {
          type: 'counter',
          contains: 'default',
          values: { count: loadStartedAtMs, rate: 1 },
          thresholds: { 'value>0': { ok: true } },
        };
      },
      ['teardown-missing'],
    ],
  ])('is a fault everywhere when the load end %s', (_, change, codes) => {
    const faults = faultsAfter(change);
    expect(faults.map(({ code }) => code)).toEqual(codes);
    expect(faults.at(-1)?.phases).toEqual(all);
  });
});

describe('iterations without a phase', () => {
  it('are a fault everywhere', () => {
    const faults = faultsAfter((data) => {
      metricOf(data, 'iterations').values['count'] = 1151;
    });
    expect(faults.map(({ code, phases }) => [code, phases])).toEqual([['untagged-iterations', all]]);
    expect(faults[0]?.message).toMatch(/^Iterations without a phase of the plan: 1\. /);
  });

  it('are those without the plan, too', () => {
    const faults = faultsAfter((data) => {
      metricOf(data, 'iterations{plan:shop}').values['count'] = 1149;
    });
    expect(faults.map(({ code, phases }) => [code, phases])).toEqual([['untagged-iterations', all]]);
  });

  it('are not those after the last phase', () => {
    const samples = [...soundSamples(plan), sampled('iterations', 1, 9, { phase: 'after-plan' })];
    expect(acceptanceOf(plan, dataOf(plan, samples))).toMatchObject({ verdict: 'PASS', faults: [] });
  });

  it('are no further fault of a replaced plan', () => {
    const faults = faultsAfter(
      (data) => {
        metricOf(data, 'iterations').values['count'] = 5000;
      },
      { differences: ['vus were 3.'] },
    );
    expect(faults.map(({ code }) => code)).toEqual(['plan-replaced']);
  });
});

describe('an exception of the script', () => {
  it('spoils the phases in which it was thrown', () => {
    const faults = faultsAfter((data) => {
      metricOf(data, 'script_exceptions').values['count'] = 3;
      metricOf(data, 'script_exceptions{phase:warm-up}').values['count'] = 1;
      metricOf(data, 'script_exceptions{phase:users}').values['count'] = 2;
    });
    expect(faults).toEqual([
      {
        code: 'script-exception',
        message: 'Iterations that ended in an exception of the script: 3.',
        phases: ['warm-up', 'users'],
      },
    ]);
  });

  it('outside of every phase spoils no row, but the run', () => {
    const samples = [...soundSamples(plan), sampled('script_exceptions', 1, 1, { phase: 'after-plan' })];
    const acceptance = acceptanceOf(plan, dataOf(plan, samples));
    expect(acceptance.faults).toEqual([
      { code: 'script-exception', message: 'Iterations that ended in an exception of the script: 1.', phases: [] },
    ]);
    expect(new Set(acceptance.criteria.map((row) => row.verdict))).toEqual(new Set(['PASS']));
    expect(acceptance.verdict).toBe('INVALID');
  });
});

describe('calls that k6 could send no request for', () => {
  const errors = (times: number, tags: Readonly<Record<string, string>>): Sample =>
    sampled('request_errors', 1, times, { error_class: 'other', ...tags });
  const unsent = (times: number, name = 'list items'): Sample => errors(times, { name, phase: 'peak', plan: 'shop' });
  const after = (...extra: readonly Sample[]): ReturnType<typeof judge> =>
    acceptanceOf(plan, dataOf(plan, [...soundSamples(plan), ...extra]));

  it('spoil the run from the first, with their number', () => {
    const acceptance = after(unsent(1));
    expect(acceptance.faults).toEqual([
      {
        code: 'unsent-requests',
        message: 'Calls that k6 could send no request for: "list items" 1. Its log says why.',
        phases: all,
      },
    ]);
    expect(acceptance.verdict).toBe('INVALID');
    expect(acceptance.errors).toMatchObject([{ endpoint: 'list items', errorClass: 'other', count: 1 }]);
    expect(after(unsent(2), unsent(3, 'place order')).faults[0]?.message).toContain(
      ': "list items" 2, "place order" 3. ',
    );
  });

  it('have no share where there are more of them than requests', () => {
    expect(after(unsent(1150)).errors.map(({ shareRatio }) => shareRatio)).toEqual([1]);
    expect(after(unsent(1151)).errors.map(({ shareRatio }) => shareRatio)).toEqual([null]);
  });

  it('are told beside requests of the endpoint that failed', () => {
    expect(
      after(
        unsent(1),
        ...requests({ times: 3, name: 'list items', phase: 'peak', status: 500, errorClass: 'status 500' }),
      ).faults,
    ).toMatchObject([{ message: expect.stringContaining('"list items" 1.') }]);
  });

  it.each<[what: string, ...extra: Sample[]]>([
    [
      'requests that failed',
      ...requests({ times: 3, name: 'list items', phase: 'peak', status: 500, errorClass: 'status 500' }),
    ],
    [
      'redirects that were answers',
      ...requests({ times: 3, name: 'list items', phase: 'peak', status: 302, errorClass: 'status 302' }),
    ],
    [
      'what failed on the side of k6',
      ...requests({ name: 'list items', phase: 'peak', status: 0, errorClass: 'local descriptors' }),
    ],
    [
      'failed requests that bare calls sent under the name',
      ...requests({ times: 3, name: 'list items', phase: 'peak', status: 500, errorClass: 'x' }).filter(
        ({ metric }) => metric !== 'request_errors',
      ),
    ],
    ['what failed in setup', errors(3, { name: 'list items', group: '::setup' })],
    ['a pre-flight that failed', errors(1, { preflight: 'failed', group: '::setup' })],
  ])('are not %s', (_, ...extra) => {
    expect(after(...extra).faults.map(({ code }) => code)).not.toContain('unsent-requests');
  });

  it('are no further fault of a replaced plan, under whose options k6 may count by no name', () => {
    expect(
      acceptanceOf(plan, dataOf(plan, [...soundSamples(plan), unsent(1)]), {
        differences: ['systemTags leave out name.'],
      }).faults.map(({ code }) => code),
    ).toEqual(['plan-replaced']);
  });
});

describe('several faults', () => {
  it('stand in the order of their weight', () => {
    const faults = faultsAfter(
      (data) => {
        metricOf(data, 'script_exceptions').values['count'] = 1;
        delete metricOf(data, 'http_req_failed{plan:shop}').thresholds;
      },
      { differences: ['rps was 5.'], elapsedMs: 1 },
    );
    expect(faults.map(({ code }) => code)).toEqual([
      'plan-replaced',
      'thresholds-disabled',
      'cut-short',
      'script-exception',
    ]);
  });

  it('are all in the document, the first of them in the sentence', () => {
    const data = dataOf(
      plan,
      soundSamples(plan).filter(({ metric, tags }) => !(metric === 'iterations' && tags['phase'] === 'warm-up')),
    );
    const acceptance = acceptanceOf(plan, data, { elapsedMs: 29_000 });
    expect(acceptance.faults.map(({ code }) => code)).toEqual(['cut-short', 'load-not-delivered']);
    expect(acceptance.sentence).toMatch(/^The load ended after 29\.0 s of 30\.0 s\. /);
  });
});

describe('iterations that started in a phase', () => {
  const [, peak] = plan.phases;
  if (peak === undefined) throw new Error('the plan has no second phase');

  it("are k6's count under the phase's tag", () => {
    expect(startedIterations(parseRunSummary(dataOf(plan)), [peak.name])).toBe(500);
  });

  it('are none where k6 has no such counter', () => {
    expect(startedIterations({ metrics: new Map(), durationMs: 1, colour: false }, [peak.name])).toBe(0);
  });
});

describe('a load that was not delivered', () => {
  const [latency, errors, throughput]: readonly CriterionSpec[] = [
    { indicator: 'latency', phase: 'peak', target: 'p(95)<300' },
    { indicator: 'error ratio', phase: 'peak', target: 'rate<0.01' },
    { indicator: 'throughput', phase: 'peak', target: 'rate>=80' },
  ];
  const specs = (...criteria: (CriterionSpec | undefined)[]): CriterionSpec[] =>
    criteria.filter((spec) => spec !== undefined);

  /** A run of the plan in which the phase started so many iterations. */
  function withStarted(
    given: Plan,
    phase: string,
    started: number,
    change: (data: K6Data) => void = untouched,
  ): ReturnType<typeof judge> {
    const data = dataOf(
      given,
      soundSamples(given).map((sample) =>
        sample.metric === 'iterations' && sample.tags['phase'] === phase ? { ...sample, times: started } : sample,
      ),
    );
    change(data);
    return acceptanceOf(given, data);
  }

  // 500 intended: 99 % are 495, and two may fall on the other side of the phase's ends.
  it.each([
    [500, 'PASS'],
    [495, 'PASS'],
    [493, 'PASS'],
    [492, 'INVALID'],
    [250, 'INVALID'],
    [1, 'INVALID'],
    [0, 'INVALID'],
  ])('of 500 intended iterations, %d started: %s', (started, verdict) => {
    expect(withStarted(planOf({ criteria: specs(latency) }), 'peak', started).verdict).toBe(verdict);
  });

  it('says how far it came', () => {
    const acceptance = withStarted(planOf({ criteria: specs(latency) }), 'peak', 250);
    expect(acceptance.faults).toEqual([
      {
        code: 'load-not-delivered',
        message: 'Phase "peak" started 250 of 500 intended iterations in 10 s.',
        phases: ['peak'],
      },
    ]);
    expect(acceptance.sentence).toBe(
      'Phase "peak" started 250 of 500 intended iterations in 10 s. The run proves nothing of the target.',
    );
    expect(rowOf(acceptance, 0)).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'run-fault', message: 'the run is unsound here: load-not-delivered' },
    });
  });

  // Half of the rate, as the mean of a ramp from 0: 250 in 10 s. 99 % are 247.5.
  it.each([
    [246, 'PASS'],
    [245, 'INVALID'],
  ])('of the 250 intended iterations of a ramp, %d started: %s', (started, verdict) => {
    expect(
      withStarted(
        planOf({ criteria: [{ indicator: 'error ratio', phase: 'warm-up', target: 'rate<0.01' }] }),
        'warm-up',
        started,
      ).verdict,
    ).toBe(verdict);
  });

  it('does not concern a phase that no criterion looks at', () => {
    const acceptance = withStarted(planOf({ criteria: specs(latency) }), 'warm-up', 0);
    expect(acceptance).toMatchObject({ verdict: 'PASS', faults: [] });
  });

  it('concerns every phase when a criterion looks at the whole run', () => {
    const acceptance = withStarted(
      planOf({ criteria: [...specs(latency), { indicator: 'error ratio', target: 'rate<0.01' }] }),
      'warm-up',
      0,
    );
    expect(acceptance.faults.map(({ code, phases }) => [code, phases])).toEqual([['load-not-delivered', ['warm-up']]]);
    expect(acceptance.criteria.map((row) => row.verdict)).toEqual(['PASS', 'NO_DATA']);
    expect(acceptance.verdict).toBe('INVALID');
  });

  it('is none in the closed model, which intends no count, once an iteration ended', () => {
    const closed = planOf({ criteria: [{ indicator: 'checks', phase: 'users', target: 'rate>0.99' }] });
    expect(withStarted(closed, 'users', 1)).toMatchObject({ verdict: 'PASS', faults: [] });
    expect(withStarted(closed, 'users', 0).faults).toEqual([
      {
        code: 'load-not-delivered',
        message: 'Phase "users" had VUs, but none of their iterations ever ended.',
        phases: ['users'],
      },
    ]);
  });

  describe('in the closed model is also one of VUs that never ran', () => {
    const holding = (duration: string) =>
      planOf({
        profile: [{ name: 'users', hold: '20 VUs', duration }],
        metrics: [],
        criteria: [{ indicator: 'checks', phase: 'users', target: 'rate>0.99' }],
      });
    const faults = (given: Plan, change: (data: K6Data) => void) => {
      const data = dataOf(given);
      change(data);
      return acceptanceOf(given, data).faults.map(({ code, message, phases }) => [code, message, phases]);
    };
    const most =
      (vus: number) =>
      (data: K6Data): void =>
        void (metricOf(data, 'vus').values['max'] = vus);

    it.each([
      [19, [['load-not-delivered', 'Phase "users" holds 20 VUs, but k6 never ran more than 19.', ['users']]]],
      [20, []],
      [21, []],
    ])('%i of 20', (vus, expected) => {
      expect(faults(holding('10s'), most(vus))).toEqual(expected);
    });

    it('and of VUs that k6 told nothing of', () => {
      const expected = [['load-not-delivered', 'Phase "users" holds 20 VUs, but k6 told of none.', ['users']]];
      expect(faults(holding('10s'), (data) => void delete data.metrics['vus'])).toEqual(expected);
      expect(
        faults(
          holding('10s'),
          (data) =>
            void (data.metrics['vus'] = { type: 'counter', contains: 'default', values: { count: 20, rate: 1 } }),
        ),
      ).toEqual(expected);
    });

    it('in a hold that is long enough to be seen', () => {
      expect(faults(holding('3s'), most(19))).toHaveLength(1);
      expect(faults(holding('2999ms'), most(19))).toEqual([]);
    });

    it('but not in a ramp, whose peak may pass between two looks', () => {
      const ramp = planOf({
        profile: [{ name: 'users', ramp: '20 VUs', duration: '10s' }],
        metrics: [],
        criteria: [{ indicator: 'checks', phase: 'users', target: 'rate>0.99' }],
      });
      expect(faults(ramp, most(19))).toEqual([]);
    });
  });

  it('is none in a closed phase whose journeys end in another', () => {
    const closed = planOf({
      profile: [
        { name: 'few', hold: '5 VUs', duration: '10s' },
        { name: 'many', hold: '20 VUs', duration: '10s' },
      ],
      criteria: [{ indicator: 'checks', phase: 'many', target: 'rate>0.99' }],
    });
    expect(withStarted(closed, 'many', 0)).toMatchObject({ verdict: 'PASS', faults: [] });
  });

  it('is none in a pause: a phase without VUs intends no iteration', () => {
    const pause = planOf({
      profile: [
        { name: 'peak', hold: '50/s', duration: '10s' },
        { name: 'pause', hold: '0 VUs', duration: '10s' },
      ],
      criteria: [{ indicator: 'error ratio', target: 'rate<0.01' }],
    });
    expect(acceptanceOf(pause)).toMatchObject({ verdict: 'PASS', faults: [] });
  });

  it.each([
    ['up from none', [{ name: 'users', ramp: '20 VUs', duration: '10s' }]],
    [
      'down to none',
      [
        { name: 'before', hold: '20 VUs', duration: '10s' },
        { name: 'users', ramp: '0 VUs', duration: '10s' },
      ],
    ],
  ] as const)('is one in a ramp of VUs %s, when no iteration ever ended', (_, profile) => {
    const ramp = planOf({ profile, criteria: [{ indicator: 'checks', phase: 'users', target: 'rate>0.99' }] });
    const data = dataOf(
      ramp,
      soundSamples(ramp)
        .concat(requests({ times: 200, name: 'list items', phase: 'users' }))
        .filter(({ metric }) => metric !== 'iterations'),
    );
    expect(acceptanceOf(ramp, data).faults.map(({ code, phases }) => [code, phases])).toEqual([
      ['load-not-delivered', ['users']],
    ]);
  });

  it('is looked for with the rows of faulty phases set aside', () => {
    // The errors of the whole run are no evidence once the script threw in the warm-up: they cannot excuse the peak.
    const acceptance = withStarted(
      planOf({ criteria: [...specs(latency), { indicator: 'error ratio', target: 'rate<0.01' }] }),
      'peak',
      250,
      (data) => {
        metricOf(data, 'http_req_failed{plan:shop}').values['rate'] = 0.5;
        metricOf(data, 'script_exceptions').values['count'] = 1;
        metricOf(data, 'script_exceptions{phase:warm-up}').values['count'] = 1;
      },
    );
    expect(acceptance.faults.map(({ code, phases }) => [code, phases])).toEqual([
      ['script-exception', ['warm-up']],
      ['load-not-delivered', ['peak']],
    ]);
    expect(acceptance.criteria.map((row) => row.verdict)).toEqual(['NO_DATA', 'NO_DATA']);
  });

  it('is the saturation of the target where a latency criterion of the phase failed', () => {
    const acceptance = withStarted(planOf({ criteria: specs(latency, throughput) }), 'peak', 250, (data) => {
      metricOf(data, 'http_req_duration{expected_response:true,phase:peak}').values['p(95)'] = 9000;
      setOk(data, 'http_req_duration{expected_response:true,phase:peak}', 'p(95)<300', false);
    });
    expect(acceptance).toMatchObject({ verdict: 'FAIL', faults: [] });
    expect(acceptance.criteria.map((row) => row.verdict)).toEqual(['FAIL', 'PASS']);
    expect(acceptance.warnings).toEqual([
      {
        code: 'target-saturated',
        message:
          'Phase "peak" started 250 of 500 intended iterations in 10 s. A latency or error criterion failed there as well: the target held the VUs.',
      },
    ]);
  });

  it('is the saturation of the target where an error criterion of the phase failed', () => {
    const acceptance = withStarted(planOf({ criteria: specs(errors) }), 'peak', 250, (data) => {
      metricOf(data, 'http_req_failed{phase:peak}').values['rate'] = 0.5;
      setOk(data, 'http_req_failed{phase:peak}', 'rate<0.01', false);
    });
    expect(acceptance).toMatchObject({ verdict: 'FAIL', faults: [] });
  });

  it('is the saturation of the target where a criterion of the whole run failed', () => {
    const acceptance = withStarted(
      planOf({ criteria: [...specs(latency), { indicator: 'error ratio', target: 'rate<0.01' }] }),
      'peak',
      250,
      (data) => {
        metricOf(data, 'http_req_failed{plan:shop}').values['rate'] = 0.5;
        setOk(data, 'http_req_failed{plan:shop}', 'rate<0.01', false);
      },
    );
    expect(acceptance).toMatchObject({ verdict: 'FAIL', faults: [] });
  });

  it('is a fault of the run where only a throughput failed: the load that was asked for was never there', () => {
    const acceptance = withStarted(planOf({ criteria: specs(latency, throughput) }), 'peak', 250, (data) => {
      metricOf(data, 'http_reqs{expected_response:true,phase:peak}').values['count'] = 500;
      setOk(data, 'http_reqs{expected_response:true,phase:peak}', 'count>=800', false);
    });
    expect(acceptance.faults.map(({ code }) => code)).toEqual(['load-not-delivered']);
    expect(acceptance.verdict).toBe('INVALID');
  });

  it('is a fault of the run where the latency that failed belongs to another phase', () => {
    const elsewhere: CriterionSpec = { indicator: 'latency', phase: 'users', target: 'p(95)<300' };
    const acceptance = withStarted(planOf({ criteria: [...specs(latency), elsewhere] }), 'peak', 250, (data) => {
      metricOf(data, 'http_req_duration{expected_response:true,phase:users}').values['p(95)'] = 9000;
      setOk(data, 'http_req_duration{expected_response:true,phase:users}', 'p(95)<300', false);
    });
    expect(acceptance.faults.map(({ code, phases }) => [code, phases])).toEqual([['load-not-delivered', ['peak']]]);
    expect(acceptance.criteria.map((row) => row.verdict)).toEqual(['NO_DATA', 'FAIL']);
    expect(acceptance.verdict).toBe('FAIL');
  });

  it('counts each phase by itself', () => {
    const rows: CriterionRow[] = acceptanceOf(plan).criteria.map((row) => ({ ...row, verdict: 'PASS' }));
    const data = dataOf(
      plan,
      soundSamples(plan).filter(({ metric }) => metric !== 'iterations'),
    );
    expect(deliveryOf(plan, parseRunSummary(data), rows, [], null).faults.map(({ message }) => message)).toEqual([
      'Phase "warm-up" started 0 of 250 intended iterations in 10 s.',
      'Phase "peak" started 0 of 500 intended iterations in 10 s.',
      'Phase "users" had VUs, but none of their iterations ever ended.',
    ]);
  });

  it('is not looked for where another fault spoils the phase already', () => {
    const rows: CriterionRow[] = acceptanceOf(plan).criteria.map((row) => ({ ...row, verdict: 'PASS' }));
    const data = dataOf(
      plan,
      soundSamples(plan).filter(({ metric }) => metric !== 'iterations'),
    );
    const known = (...phases: string[]): Fault[] => [{ code: 'cut-short', message: 'It ended.', phases }];
    const short = (faults: readonly Fault[]): readonly string[] =>
      deliveryOf(plan, parseRunSummary(data), rows, faults, null).faults.flatMap(({ phases }) => phases);
    expect(short(known('peak', 'users'))).toEqual(['warm-up']);
    expect(short(known('warm-up', 'peak'))).toEqual(['users']);
    expect(short(known())).toEqual(['warm-up', 'peak', 'users']);
  });

  it('allows a phase of two intended iterations to start none: k6 starts them at whole ticks', () => {
    // 2 × 0.99 = 1.98, and 0 + 2 is not below it; 3 × 0.99 = 2.97 is above 0 + 2.
    const short = (rate: `${number}/s`) =>
      planOf({
        profile: [{ name: 'peak', hold: rate, duration: '1s' }],
        criteria: [{ indicator: 'latency', phase: 'peak', target: 'avg<300' }],
      });
    expect(withStarted(short('2/s'), 'peak', 0).faults).toEqual([]);
    expect(withStarted(short('3/s'), 'peak', 0).faults.map(({ code }) => code)).toEqual(['load-not-delivered']);
    expect(withStarted(short('3/s'), 'peak', 1).faults).toEqual([]);
  });
});
