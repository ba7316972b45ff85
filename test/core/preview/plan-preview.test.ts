import { describe, expect, it } from 'vitest';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { planOf } from '../run-data.ts';
import { previewOfPlan } from './inspected.ts';

const open = {
  profile: [
    { name: 'warm-up', ramp: '50/s', duration: '10s' },
    { name: 'peak', hold: '50/s', duration: '10s' },
  ],
} as const;

describe('the preview of a plan', () => {
  const preview = previewOfPlan(planOf());

  it('counts the iterations of open phases, and their requests if each endpoint is called once', () => {
    expect(
      preview.phases.map(({ name, expectedIterations, expectedRequests }) => [
        name,
        expectedIterations,
        expectedRequests,
      ]),
    ).toEqual([
      ['warm-up', 250, 500],
      ['peak', 500, 1000],
      ['users', null, null],
    ]);
    expect(preview).toMatchObject({ expectedIterations: 750, expectedRequests: 1500, openEnded: true, endpoints: 2 });
    expect(
      previewOfPlan(planOf({ ...open, criteria: [{ indicator: 'error ratio', target: 'rate<0.01' }] })).openEnded,
    ).toBe(false);
  });

  it('has no count where only the target sets the pace', () => {
    const closed = previewOfPlan(
      planOf({
        profile: [{ name: 'users', hold: '20 VUs', duration: '10s' }],
        criteria: [{ indicator: 'error ratio', target: 'rate<0.01' }],
      }),
    );
    expect(closed).toMatchObject({
      expectedIterations: null,
      expectedRequests: null,
      openEnded: true,
      estimates: { valueBytes: null, cpuSeconds: null, busiest: null, memoryBytes: 98_000_000 },
    });
    expect(closed.criteria[0]?.expectedSamples).toBeNull();
  });

  it('counts none in a closed phase without VUs', () => {
    const pause = previewOfPlan(
      planOf({
        profile: [{ name: 'pause', hold: '0 VUs', duration: '10s' }],
        criteria: [{ indicator: 'error ratio', target: 'rate<0.01' }],
      }),
    );
    expect(pause).toMatchObject({ expectedIterations: 0, expectedRequests: 0, openEnded: false });
  });

  it('takes the VUs from k6, and says which scenario has them', () => {
    expect(preview.vus).toEqual({
      initialised: 120,
      scenarios: [
        { name: 'plan-1', executor: 'ramping-arrival-rate', vus: 100 },
        { name: 'plan-2', executor: 'ramping-vus', vus: 20 },
      ],
    });
  });

  it('counts sub-metrics by metric, the most first', () => {
    // By hand, from the tables and criteria of the plan: each of its own metrics for the plan and 3 phases; 36 classes of errors
    // for 2 endpoints and the pre-flight, and 4 of them for the run, the plan, the phases and what comes after.
    expect(preview.subMetrics.metrics.map(({ metric, subMetrics, fedBy }) => [metric, subMetrics, fedBy])).toEqual([
      ['request_errors', 3 * 36 + 4 * 6, 'failure'],
      ['http_reqs', 15, 'request'],
      ['http_req_duration', 8, 'request'],
      ['http_req_failed', 7, 'request'],
      ['checks', 6, 'check'],
      ['iterations', 5, 'iteration'],
      ['script_exceptions', 4, 'failure'],
      ...[
        'queue_wait',
        'queue_wait_samples',
        'cache_hit',
        'cache_hit_samples',
        'replicas',
        'replicas_samples',
        'orders',
      ].map((metric) => [metric, 4, 'script']),
      ['dropped_iterations', 1, 'failure'],
    ]);
    expect(preview.subMetrics.total).toBe(132 + 15 + 8 + 7 + 6 + 5 + 4 + 7 * 4 + 1);
  });

  it('reckons what they cost a request', () => {
    // Of two requests and two checks in an iteration: 15 + 8 + 7 + 6 + 5 ÷ 2; at 80 it was 5 %.
    expect(preview.subMetrics.comparisonsPerRequest).toBe(38.5);
    expect(preview.subMetrics.cpuShareRatio).toBeCloseTo((38.5 / 80) * 0.05, 12);
  });

  it('reckons with what each built-in metric of k6 costs', () => {
    // Evidence of the first criterion proves the second, too; of the third, iterations that are tracked anyway.
    const latency = { indicator: 'latency', phase: 'peak', target: 'max<300' } as const;
    const plan = (...criteria: CriterionSpec[]) => previewOfPlan(planOf({ ...open, criteria: [latency, ...criteria] }));
    const without = plan();
    const parts = plan({ indicator: 'http_req_waiting', phase: 'peak', target: 'max<300' });
    // One value more of each of the two requests of the peak's 500 iterations.
    expect((parts.estimates.valueBytes ?? 0) - (without.estimates.valueBytes ?? 0)).toBe(8 * 500 * 2);
    const data = plan({ indicator: 'data_received', phase: 'peak', target: 'count>1' });
    // k6 tells of bytes once in an iteration, which has two requests.
    const comparisons = data.subMetrics.comparisonsPerRequest - without.subMetrics.comparisonsPerRequest;
    expect(comparisons).toBe(1 / 2);
  });

  it('reckons that each iteration tells whether it was completed, and that few are given up', () => {
    const plan = planOf({
      giveUpReasons: ['login refused', 'sold out'],
      allowedExceptions: 0.01,
      criteria: [{ indicator: 'completed iterations', phase: 'peak', target: 'rate>0.9' }],
    });
    const { subMetrics, criteria } = previewOfPlan(plan);
    expect(subMetrics.metrics.filter(({ metric }) => /completed|given|exception_/.test(metric))).toEqual([
      { metric: 'given_up_iterations', subMetrics: 2, fedBy: 'failure' },
      { metric: 'exception_iterations', subMetrics: 2, fedBy: 'iteration' },
      { metric: 'completed_iterations', subMetrics: 1, fedBy: 'iteration' },
    ]);
    expect(criteria[0]?.expectedSamples).toBe(500);
  });

  it('estimates memory and CPU by the figures of the bench', () => {
    const { estimates } = preview;
    // Values of an iteration: 7 trends of a request, and 3 sub-metrics of one of them, twice; 1 of the iteration; and in the peak one more of the criterion on "place order".
    expect(estimates.valueBytes).toBe(8 * (250 * 21 + 500 * 22));
    expect(estimates.memoryBytes).toBe(50_000_000 + 120 * 400_000 + 130_000);
    expect(estimates.cpuSeconds).toBeCloseTo(1500 * 0.0004 * 1.024_062_5, 12);
    expect(estimates.busiest).toEqual({
      phase: 'peak',
      requestsPerSec: 100,
      cores: expect.closeTo(100 * 0.0004 * 1.024_062_5, 12),
    });
  });

  it('tells the thresholds of the run itself from those of criteria', () => {
    expect(preview.runThresholds).toEqual([
      { metric: 'script_exceptions', threshold: 'count<1' },
      { metric: 'load_started_at_ms', threshold: 'value>0' },
      { metric: 'load_ended_at_ms', threshold: 'value>0' },
      { metric: 'request_errors{error_class:DNS,plan:shop}', threshold: 'count<1' },
      { metric: 'request_errors{error_class:local ports,plan:shop}', threshold: 'count<1' },
      { metric: 'iterations{phase:warm-up}', threshold: 'count>=246' },
      { metric: 'iterations{phase:peak}', threshold: 'count>=493' },
      { metric: 'dropped_iterations{scenario:plan-1}', threshold: 'count<=11' },
    ]);
    expect(preview.criteria.every(({ evidence }) => evidence?.threshold === 'count>=1')).toBe(true);
  });
});

describe('the samples that a criterion can expect', () => {
  it('follow from the phases, the endpoints and the checks of its scope', () => {
    expect(
      previewOfPlan(planOf()).criteria.map(({ indicator, expectedSamples }) => [indicator.name, expectedSamples]),
    ).toEqual([
      ['latency', 1000],
      ['latency', 500],
      ['error ratio', null],
      ['throughput', 1000],
      ['checks', null],
      ['queue_wait', null],
      ['cache_hit', null],
      ['replicas', null],
      ['orders', 500],
    ]);
    const whole = planOf({
      ...open,
      criteria: [
        { indicator: 'error ratio', target: 'rate<0.01' },
        { indicator: 'checks', endpoint: 'place order', target: 'rate>0.9' },
        { indicator: 'latency', phase: 'peak', endpoints: ['list items', 'place order'], target: 'p(95)<300' },
        // Only the script knows what it does within a group.
        { indicator: 'latency', phase: 'peak', group: 'checkout', target: 'p(95)<300' },
        { indicator: 'checks', phase: 'peak', target: 'rate>0.9' },
        // Once an iteration, as its endpoint is called; what else has the name, only the script knows.
        { indicator: 'checks', phase: 'peak', endpoint: 'place order', check: 'has an id', target: 'rate>0.9' },
        { indicator: 'checks', phase: 'peak', check: 'has an id', target: 'rate>0.9' },
      ],
    });
    const expected = previewOfPlan(whole).criteria.map(({ expectedSamples }) => expectedSamples);
    expect(expected).toEqual([1500, 750, 1000, null, 1000, 500, null]);
    const undeclared = planOf({
      endpoints: [{ name: 'list items', path: '/' }],
      criteria: [{ indicator: 'checks', phase: 'peak', target: 'rate>0.9' }],
    });
    expect(previewOfPlan(undeclared).criteria.map(({ expectedSamples }) => expectedSamples)).toEqual([null]);
  });

  it.each([
    ['36/s', '1s', 72, []],
    [
      '35/s',
      '1s',
      70,
      [
        'latency in phase "only" needs 72 samples for p(95)<300; the plan brings 70, if every iteration calls each endpoint once. It would be NO_DATA, and the run INVALID.',
      ],
    ],
  ] as const)('are held against its minimum: %s for %s brings %i', (hold, duration, samples, messages) => {
    const preview = previewOfPlan(
      planOf({
        profile: [{ name: 'only', hold, duration }],
        criteria: [{ indicator: 'latency', phase: 'only', target: 'p(95)<300' }],
      }),
    );
    expect(preview.criteria[0]?.expectedSamples).toBe(samples);
    expect(preview.warnings).toEqual(messages.map((message) => ({ code: 'samples-out-of-reach', message })));
  });

  it('need no assumption where iterations are counted', () => {
    const preview = previewOfPlan(
      planOf({
        profile: [{ name: 'only', hold: '5/s', duration: '2s' }],
        criteria: [{ indicator: 'orders', phase: 'only', target: 'count>=5', minimumSamples: 11 }],
      }),
    );
    expect(preview.warnings).toEqual([
      {
        code: 'samples-out-of-reach',
        message:
          'orders in phase "only" needs 11 samples for count>=5; the plan brings 10. It would be NO_DATA, and the run INVALID.',
      },
    ]);
  });
});

describe('a warning', () => {
  it('says that the phases are shrunk', () => {
    const { warnings, trial } = previewOfPlan(planOf({}, '0.5'));
    expect(trial).toBe(true);
    expect(warnings[0]).toEqual({
      code: 'trial',
      message: 'TIME_SCALE 0.5 shrinks the phases, but no minimum of samples.',
    });
  });

  it('says what would replace the plan', () => {
    expect(previewOfPlan(planOf(), { rps: 10 }).warnings[0]).toEqual({
      code: 'plan-replaced',
      message: 'rps was 10, the plan says nothing. The run would be INVALID.',
    });
    const scenarios = { default: { executor: 'shared-iterations', vus: 3, iterations: 4 } };
    const replaced = previewOfPlan(planOf(), { scenarios });
    expect(replaced.warnings[0]?.message).toContain(
      'scenarios.default was {"executor":"shared-iterations","vus":3,"iterations":4}',
    );
    expect(replaced.vus.scenarios).toEqual([{ name: 'default', executor: 'shared-iterations', vus: 3 }]);
  });

  it('says what would merely differ from the plan', () => {
    expect(previewOfPlan(planOf(), { batch: 5, hosts: { 'shop.test': '127.0.0.1' } }).warnings).toEqual([
      {
        code: 'options-differ',
        message:
          'Options that merely differ from the plan\'s: hosts was {"shop.test":"127.0.0.1"}, the plan says nothing. So hosts can lead to another target. batch was 5, the plan says nothing.',
      },
    ]);
  });

  it('is not given for a sound plan', () => {
    expect(previewOfPlan(planOf()).warnings).toEqual([]);
  });
});
