import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../../../lib/core/document/acceptance-document.ts';
import type { Fault } from '../../../../lib/core/document/fault.ts';
import { deliveryOf } from '../../../../lib/core/judge/faults/load-not-delivered.ts';
import { observe, type Observation } from '../../../../lib/core/judge/observation.ts';
import { measure } from '../../../../lib/core/measure/measure.ts';
import type { Measurements } from '../../../../lib/core/measure/measurements.ts';
import { parseRunSummary } from '../../../../lib/core/measure/run-summary.ts';
import type { CriterionSpec } from '../../../../lib/core/plan/criterion.ts';
import type { Plan } from '../../../../lib/core/plan/plan.ts';
import {
  acceptanceOf,
  dataOf,
  metricOf,
  planOf,
  requests,
  rowOf,
  setOk,
  soundSamples,
  type K6Data,
} from '../../run-data.ts';
import { plan, untouched } from './faults-after.ts';

const measurementsOf = (data: K6Data): Measurements => measure(plan, parseRunSummary(data));

describe('iterations that started in a phase', () => {
  const startedIn = (data: K6Data): (number | null)[] =>
    measurementsOf(data).phases.map(({ startedIterations }) => startedIterations);

  it("are k6's count under the phase's tag", () => {
    expect(startedIn(dataOf(plan))).toEqual([250, 500, 400]);
  });

  it('are not known where k6 has no such counter: none is not taken for 0', () => {
    const data = dataOf(plan);
    delete data.metrics['iterations{phase:peak}'];
    expect(startedIn(data)).toEqual([250, null, 400]);
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
  ): Acceptance {
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

    it('and VUs that k6 told nothing of are missing metrics', () => {
      const expected = [['metrics-missing', 'k6 did not show metrics that it was told to track: vus.', ['users']]];
      expect(faults(holding('10s'), (data) => void delete data.metrics['vus'])).toEqual(expected);
      expect(
        faults(
          holding('10s'),
          (data) =>
            void (data.metrics['vus'] = { type: 'counter', contains: 'default', values: { count: 20, rate: 1 } }),
        ),
      ).toEqual(expected);
    });

    it('and, on its own, of VUs that k6 told nothing of', () => {
      const given = holding('10s');
      const data = dataOf(given);
      delete data.metrics['vus'];
      const { faults: found } = deliveryOf(given, measure(given, parseRunSummary(data)), [], {
        remaining: [],
        known: [],
        abortMs: null,
      });
      expect(found).toEqual([
        {
          code: 'load-not-delivered',
          message: 'Phase "users" holds 20 VUs, but k6 told of none.',
          phases: ['users'],
        },
      ]);
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
      metricOf(data, 'http_reqs{expected_response:true,phase:peak,phase_of:request}').values['count'] = 500;
      setOk(data, 'http_reqs{expected_response:true,phase:peak,phase_of:request}', 'count>=800', false);
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

  describe('of criteria that all hold', () => {
    const { criteria } = measurementsOf(dataOf(plan));
    const observations = plan.criteria.flatMap((criterion, index): Observation[] => {
      const own = criteria[index];
      return own === undefined ? [] : [observe(criterion, own)];
    });
    const idle = measurementsOf(
      dataOf(
        plan,
        soundSamples(plan).filter(({ metric }) => metric !== 'iterations'),
      ),
    );
    const undelivered = (known: readonly Fault[]): readonly Fault[] =>
      deliveryOf(plan, idle, observations, { remaining: [], known, abortMs: null }).faults;

    it('counts each phase by itself', () => {
      expect(observations.map(({ verdict }) => verdict)).toEqual(plan.criteria.map(() => 'PASS'));
      expect(undelivered([]).map(({ message }) => message)).toEqual([
        'Phase "warm-up" started 0 of 250 intended iterations in 10 s.',
        'Phase "peak" started 0 of 500 intended iterations in 10 s.',
        'Phase "users" had VUs, but none of their iterations ever ended.',
      ]);
    });

    it('is not looked for where another fault spoils the phase already', () => {
      const known = (...phases: string[]): Fault[] => [{ code: 'cut-short', message: 'It ended.', phases }];
      const short = (faults: readonly Fault[]): string[] => undelivered(faults).flatMap(({ phases }) => phases);
      expect(short(known('peak', 'users'))).toEqual(['warm-up']);
      expect(short(known('warm-up', 'peak'))).toEqual(['users']);
      expect(short(known())).toEqual(['warm-up', 'peak', 'users']);
    });
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
