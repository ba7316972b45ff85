import { describe, expect, it } from 'vitest';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import type { PhaseSpec } from '../../../lib/core/plan/profile.ts';
import type { Acceptance } from '../../../lib/core/document/acceptance-document.ts';
import {
  acceptanceOf,
  dataOf,
  loadSpan,
  metricOf,
  phaseSamples,
  planOf,
  requests,
  sampled,
  setOk,
  type K6Data,
  type Sample,
} from '../run-data.ts';

const limit = { indicator: 'latency', target: 'p(95)<300', bound: 'p(95)<=400' } as const;
const stairs: readonly CriterionSpec[] = [
  { ...limit, phases: 'each', abortOnFail: true },
  { indicator: 'error ratio', phases: 'each', target: 'rate<0.01' },
  { indicator: 'throughput', phase: 'two', target: 'rate>=5' },
  { indicator: 'checks', target: 'rate>0.9' },
];
const profile = ['one', 'two', 'three'].map((name) => ({ name, hold: '20/s', duration: '10s' }) as const);

/** A run of three steps that ended in the second, after 15 s, in which requests took so long. */
function stopped(
  durationMs: number,
  {
    criteria = stairs,
    iterations = 90,
    change = () => {},
  }: {
    readonly criteria?: readonly CriterionSpec[];
    readonly iterations?: number;
    readonly change?: (data: K6Data) => void;
  } = {},
): Acceptance {
  const plan = planOf({ profile, metrics: [], criteria });
  const slow = phaseSamples(plan, 'two', iterations).map((sample) =>
    sample.metric === 'http_req_duration' ? { ...sample, value: durationMs } : sample,
  );
  const data = dataOf(plan, [
    ...requests({ name: 'pre-flight', group: '::setup' }),
    ...loadSpan(plan),
    ...phaseSamples(plan, 'one', 200),
    ...slow,
  ]);
  change(data);
  return acceptanceOf(plan, data, { elapsedMs: 15_000 });
}

const rowsOf = ({ criteria }: Acceptance): unknown[] =>
  criteria.map(({ indicator, scope, verdict, noData }) => [indicator.name, scope.phase, verdict, noData?.code ?? null]);

describe('a run that its own criterion ended', () => {
  it('keeps FAIL, the evidence until then, and no fault', () => {
    const acceptance = stopped(450);
    expect(acceptance.verdict).toBe('FAIL');
    expect(acceptance.sentence).toBe(
      'latency in phase "two" was 450 ms, required p(95) <= 400 ms (target < 300 ms), of 8 criteria.',
    );
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
    const slow = phaseSamples(plan, 'two', 90).map((sample) =>
      sample.metric === 'http_req_duration' ? { ...sample, value: 450 } : sample,
    );
    const samples = [
      ...loadSpan(plan),
      ...phaseSamples(plan, 'one', 200),
      ...slow,
      { metric: 'script_exceptions', value: 1, tags: { phase: 'one' }, times: 1 },
    ];
    const acceptance = acceptanceOf(plan, dataOf(plan, samples), { elapsedMs: 15_000 });
    expect(acceptance).toMatchObject({ verdict: 'FAIL', faults: [{ code: 'script-exception', phases: ['one'] }] });
    expect(acceptance.criteria.map(({ noData }) => noData?.code ?? null)).toEqual([
      'run-fault',
      null,
      'aborted',
      'run-fault',
      null,
      'aborted',
      'aborted',
      'run-fault',
    ]);
  });

  it('may be ended by a criterion over the whole run: it broke where it ended', () => {
    const acceptance = stopped(450, {
      criteria: [
        { ...limit, target: 'p(80)<300', bound: 'p(80)<=400', abortOnFail: true },
        { indicator: 'error ratio', phases: 'each', target: 'rate<0.01' },
      ],
      iterations: 100,
    });
    expect(acceptance.verdict).toBe('FAIL');
    expect(rowsOf(acceptance)).toEqual([
      ['latency', null, 'FAIL', null],
      ['error ratio', 'one', 'PASS', null],
      ['error ratio', 'two', 'PASS', null],
      ['error ratio', 'three', 'NO_DATA', 'aborted'],
    ]);
  });

  it('may be ended in the phase after the one that broke, whose evidence is then no more than a part', () => {
    const acceptance = stopped(100, {
      criteria: [
        { ...limit, target: 'avg<50', bound: 'avg<60', phase: 'one', abortOnFail: true },
        { indicator: 'error ratio', phases: 'each', target: 'rate<0.01' },
      ],
    });
    expect(acceptance.verdict).toBe('FAIL');
    expect(rowsOf(acceptance)).toEqual([
      ['latency', 'one', 'FAIL', null],
      ['error ratio', 'one', 'PASS', null],
      ['error ratio', 'two', 'NO_DATA', 'aborted'],
      ['error ratio', 'three', 'NO_DATA', 'aborted'],
    ]);
  });
});

describe('a run that its own criterion ended on too few samples', () => {
  it('is cut short, by what the fault names', () => {
    expect(stopped(450, { iterations: 36 })).toMatchObject({ verdict: 'FAIL', faults: [] });
    const acceptance = stopped(450, { iterations: 35 });
    expect(acceptance).toMatchObject({
      verdict: 'INVALID',
      sentence:
        'abortOnFail of latency in phase "two" ended the run on 70 of 72 samples. The load ended after 15.0 s of 30.0 s. The run proves nothing of the target.',
      faults: [{ code: 'cut-short', phases: ['two', 'three'] }],
    });
    expect(acceptance.criteria.map(({ noData }) => noData?.code ?? null)).toEqual([
      null,
      'run-fault',
      'phase-not-reached',
      null,
      'run-fault',
      'phase-not-reached',
      'run-fault',
      'run-fault',
    ]);
  });

  it('has its other faults as they are', () => {
    const acceptance = stopped(450, {
      iterations: 35,
      change: (data) => void (metricOf(data, 'script_exceptions').values['count'] = 1),
    });
    expect(acceptance.faults.map(({ message }) => message)).toEqual([
      'abortOnFail of latency in phase "two" ended the run on 70 of 72 samples. The load ended after 15.0 s of 30.0 s.',
      'Iterations that ended in an exception of the script: 1.',
    ]);
  });

  it('was ended by none of these where one failed', () => {
    const thin: CriterionSpec = { ...limit, phase: 'two', endpoint: 'list items', abortOnFail: true };
    expect(stopped(450, { criteria: [thin, ...stairs], iterations: 50 }).criteria[3]?.noData?.message).toBe(
      'aborted by latency in phase "two"',
    );
    expect(stopped(450, { criteria: [thin], iterations: 50 }).faults).toMatchObject([
      {
        message:
          'abortOnFail of latency in phase "two" of "list items" ended the run on 50 of 72 samples. The load ended after 15.0 s of 30.0 s.',
      },
    ]);
  });
});

describe('counts of a run that its own criterion ended', () => {
  const counting = (target: string): Acceptance =>
    stopped(450, {
      criteria: [
        { ...limit, phase: 'two', abortOnFail: true },
        { indicator: 'throughput', phase: 'two', target },
        { indicator: 'throughput', target },
      ],
    });

  it('are failures where they had grown too large, in the phase and in the run', () => {
    // 180 requests in two phases of 10 s, and 400 before.
    expect(rowsOf(counting('rate<10'))).toEqual([
      ['latency', 'two', 'FAIL', null],
      ['throughput', 'two', 'FAIL', null],
      ['throughput', null, 'FAIL', null],
    ]);
  });

  it.each(['rate<100', 'rate>100'])('are none that can be judged else: %s', (target) => {
    expect(rowsOf(counting(target))).toEqual([
      ['latency', 'two', 'FAIL', null],
      ['throughput', 'two', 'NO_DATA', 'aborted'],
      ['throughput', null, 'NO_DATA', 'aborted'],
    ]);
  });
});

describe('iterations under way when a criterion ends the run', () => {
  const broken: CriterionSpec = { indicator: 'checks', phase: 'peak', target: 'rate>0.9', abortOnFail: true };
  const steps = [
    { name: 'before', hold: '20/s', duration: '6s' },
    { name: 'peak', hold: '20/s', duration: '6s' },
  ] as const;

  /** A run in whose `peak` every check failed, of as many iterations as ended in each phase. */
  function interrupted({
    criteria = [broken],
    phases = steps,
    before,
    peak,
    dropped = 0,
    longestMs = 6000,
    elapsedMs,
    change = () => {},
  }: {
    readonly criteria?: readonly CriterionSpec[];
    readonly phases?: readonly PhaseSpec[];
    readonly before: number;
    readonly peak: number;
    readonly dropped?: number;
    readonly longestMs?: number;
    readonly elapsedMs: number;
    readonly change?: (data: K6Data) => void;
  }): Acceptance {
    const plan = planOf({ profile: phases, metrics: [], criteria });
    const failing = (sample: Sample): Sample => (sample.metric === 'checks' ? { ...sample, value: 0 } : sample);
    const data = dataOf(plan, [
      ...loadSpan(plan),
      ...phaseSamples(plan, 'before', before),
      ...phaseSamples(plan, 'peak', peak).map(failing),
      sampled('iteration_duration', longestMs, before + peak),
      sampled('dropped_iterations', 1, dropped),
    ]);
    change(data);
    return acceptanceOf(plan, data, { elapsedMs });
  }

  it('are no load that was not delivered: what failed stays FAIL', () => {
    const acceptance = interrupted({ before: 120, peak: 80, elapsedMs: 14_000 });
    expect(acceptance).toMatchObject({ verdict: 'FAIL', faults: [], warnings: [] });
    expect(rowsOf(acceptance)).toEqual([['checks', 'peak', 'FAIL', null]]);
  });

  it('are no saturation of the target, and leave counts of their phase undone', () => {
    const slow: CriterionSpec = { indicator: 'latency', phase: 'peak', target: 'p(95)<50', abortOnFail: true };
    const acceptance = interrupted({
      criteria: [slow, { indicator: 'throughput', phase: 'peak', target: 'rate>=38' }],
      before: 120,
      peak: 80,
      elapsedMs: 14_000,
    });
    expect(acceptance).toMatchObject({ verdict: 'FAIL', warnings: [] });
    expect(rowsOf(acceptance)).toEqual([
      ['latency', 'peak', 'FAIL', null],
      ['throughput', 'peak', 'NO_DATA', 'aborted'],
    ]);
  });

  it('are missing from a phase that had ended, which is then no more than a part', () => {
    const criteria: readonly CriterionSpec[] = [
      { indicator: 'throughput', phase: 'before', target: 'rate>=38' },
      { indicator: 'latency', phase: 'before', target: 'p(95)<300' },
      broken,
    ];
    // Due after 9 s: 180, of which 76 and 20 ended.
    const acceptance = interrupted({ criteria, before: 76, peak: 20, elapsedMs: 9000 });
    expect(acceptance).toMatchObject({ verdict: 'FAIL', faults: [] });
    expect(rowsOf(acceptance)).toEqual([
      ['throughput', 'before', 'NO_DATA', 'aborted'],
      ['latency', 'before', 'NO_DATA', 'aborted'],
      ['checks', 'peak', 'FAIL', null],
    ]);
    expect(acceptance.criteria[0]?.noData?.message).toBe('aborted by checks in phase "peak"');
  });

  it('excuse no phase that had ended longer ago than any iteration took: k6 dropped what it is short of', () => {
    const criteria: readonly CriterionSpec[] = [{ indicator: 'latency', phase: 'before', target: 'p(95)<300' }, broken];
    // Due after 11 s: 220, of which 70 and 40 ended and 50 were dropped.
    const run = { criteria, before: 70, peak: 40, dropped: 50, elapsedMs: 11_000 };
    const fault = {
      code: 'load-not-delivered',
      message: 'Phase "before" started 70 of 120 intended iterations in 6 s.',
      phases: ['before'],
    };
    const acceptance = interrupted({ ...run, longestMs: 4999 });
    expect(acceptance).toMatchObject({ verdict: 'FAIL', faults: [fault] });
    expect(rowsOf(acceptance)).toEqual([
      ['latency', 'before', 'NO_DATA', 'run-fault'],
      ['checks', 'peak', 'FAIL', null],
    ]);
    expect(interrupted({ ...run, longestMs: 5000 })).toMatchObject({ verdict: 'FAIL', faults: [] });
  });

  it('excuse no phase that is short with all of them', () => {
    // Of 240 due after the last phase, 120 and 60 ended and 40 were dropped: 20 were under way, and 117 are asked for.
    const acceptance = interrupted({ before: 120, peak: 60, dropped: 40, elapsedMs: 14_000 });
    expect(acceptance).toMatchObject({
      verdict: 'INVALID',
      faults: [
        { code: 'load-not-delivered', message: 'Phase "peak" started at most 80 of 120 intended iterations in 6 s.' },
      ],
    });
  });

  it('are none where all ended: k6 looks at its thresholds after the load as well', () => {
    const acceptance = interrupted({ before: 120, peak: 60, dropped: 60, elapsedMs: 14_000 });
    expect(acceptance).toMatchObject({
      verdict: 'INVALID',
      faults: [{ code: 'load-not-delivered', message: 'Phase "peak" started 60 of 120 intended iterations in 6 s.' }],
    });
  });

  it('are not asked for where no criterion ends runs, or k6 saw none crossed', () => {
    const faults = [
      { code: 'load-not-delivered', message: 'Phase "peak" started 80 of 120 intended iterations in 6 s.' },
    ];
    expect(
      interrupted({ criteria: [{ ...broken, abortOnFail: false }], before: 120, peak: 80, elapsedMs: 14_000 }),
    ).toMatchObject({ verdict: 'INVALID', faults });
    expect(
      interrupted({
        before: 120,
        peak: 80,
        elapsedMs: 14_000,
        change: (data) => setOk(data, 'checks{phase:peak}', 'rate>0.9', true),
      }),
    ).toMatchObject({ verdict: 'INVALID', faults });
  });

  it('are lost where the run was ended on too few samples, as the fault says', () => {
    const acceptance = interrupted({
      criteria: [{ ...broken, minimumSamples: 200 }],
      before: 120,
      peak: 80,
      elapsedMs: 14_000,
    });
    expect(acceptance).toMatchObject({
      verdict: 'INVALID',
      faults: [
        {
          code: 'iterations-interrupted',
          message:
            'abortOnFail of checks in phase "peak" ended the run on 160 of 200 samples, and k6 interrupted the iterations that were under way: what they measured is lost.',
          phases: ['peak'],
        },
      ],
    });
    expect(rowsOf(acceptance)).toEqual([['checks', 'peak', 'NO_DATA', 'run-fault']]);
  });

  it('are all evidence where none was missed, though samples are too few', () => {
    expect(
      interrupted({ criteria: [{ ...broken, minimumSamples: 1000 }], before: 120, peak: 120, elapsedMs: 14_000 }),
    ).toMatchObject({ verdict: 'INVALID', faults: [] });
  });

  it('leave the evidence of the last phase where a criterion of the whole run ended it', () => {
    const criteria: readonly CriterionSpec[] = [
      { indicator: 'checks', target: 'rate>0.9', abortOnFail: true },
      { indicator: 'latency', phases: 'each', target: 'p(95)<300' },
    ];
    const acceptance = interrupted({ criteria, before: 120, peak: 80, elapsedMs: 14_000 });
    expect(rowsOf(acceptance)).toEqual([
      ['checks', null, 'FAIL', null],
      ['latency', 'before', 'PASS', null],
      ['latency', 'peak', 'PASS', null],
    ]);
  });

  describe('of VUs', () => {
    const phases = [
      { name: 'before', hold: '5 VUs', duration: '6s' },
      { name: 'peak', hold: '20/s', duration: '6s' },
    ] as const;
    const criteria: readonly CriterionSpec[] = [
      { indicator: 'error ratio', phase: 'before', target: 'rate<0.5' },
      broken,
    ];
    const run = { phases, criteria, before: 0, peak: 60, elapsedMs: 9000 };

    it('are why none had ended', () => {
      const acceptance = interrupted(run);
      expect(acceptance).toMatchObject({ verdict: 'FAIL', faults: [] });
      expect(rowsOf(acceptance)).toEqual([
        ['error ratio', 'before', 'NO_DATA', 'aborted'],
        ['checks', 'peak', 'FAIL', null],
      ]);
      expect(
        interrupted({
          ...run,
          criteria: [{ indicator: 'error ratio', phase: 'before', target: 'rate<0.5' }],
          peak: 120,
          elapsedMs: 12_000,
        }).faults,
      ).toMatchObject([{ code: 'load-not-delivered', phases: ['before'] }]);
    });

    it('are none of VUs that never ran', () => {
      const acceptance = interrupted({ ...run, change: (data) => void (metricOf(data, 'vus').values['max'] = 4) });
      expect(acceptance).toMatchObject({
        verdict: 'FAIL',
        faults: [{ code: 'load-not-delivered', phases: ['before'] }],
      });
    });
  });
});

describe('a run that something else ended', () => {
  const interrupted = [
    ['latency', 'one', 'PASS'],
    ['latency', 'two', 'NO_DATA'],
    ['latency', 'three', 'NO_DATA'],
  ];
  const latencies = ({ criteria }: Acceptance): unknown[] =>
    criteria.slice(0, 3).map(({ indicator, scope, verdict }) => [indicator.name, scope.phase, verdict]);

  it.each([300, 400])('is cut short, though latency missed its target: %d ms', (durationMs) => {
    const acceptance = stopped(durationMs);
    expect(acceptance).toMatchObject({ verdict: 'INVALID', faults: [{ code: 'cut-short', phases: ['two', 'three'] }] });
    expect(latencies(acceptance)).toEqual(interrupted);
    expect(acceptance.criteria.map(({ noData }) => noData?.code ?? null)).toEqual([
      null,
      'run-fault',
      'phase-not-reached',
      null,
      'run-fault',
      'phase-not-reached',
      'run-fault',
      'run-fault',
    ]);
  });

  it('is cut short, when what failed does not end runs', () => {
    const acceptance = stopped(450, { criteria: stairs.map((criterion) => ({ ...criterion, abortOnFail: false })) });
    expect(acceptance).toMatchObject({ verdict: 'INVALID', faults: [{ code: 'cut-short' }] });
    expect(latencies(acceptance)).toEqual(interrupted);
  });

  it('is cut short, when k6 was not allowed to look yet', () => {
    // The 72 samples of a p95 are due in the second step after 1.8 s, for each request there are two: 10 + 3.6 s, and 2 s for the answers.
    const endedAfter = (durationMs: number): Acceptance =>
      stopped(450, { change: (data) => void (data.state.testRunDurationMs = durationMs) });
    expect(endedAfter(15_599)).toMatchObject({
      verdict: 'INVALID',
      faults: [{ code: 'cut-short', message: 'The load ended after 15.0 s of 30.0 s.', phases: ['two', 'three'] }],
    });
    expect(endedAfter(15_600)).toMatchObject({ verdict: 'FAIL', faults: [] });
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
    const slow = phaseSamples(plan, 'two', 90).map((sample) =>
      sample.metric === 'http_req_duration' ? { ...sample, value: 450 } : sample,
    );
    const samples = [
      ...loadSpan(plan),
      ...phaseSamples(plan, 'one', 200),
      ...slow,
      { metric: 'script_exceptions', value: 1, tags: { phase: 'two' }, times: 1 },
    ];
    const acceptance = acceptanceOf(plan, dataOf(plan, samples), { elapsedMs: 15_000 });
    expect(acceptance.verdict).toBe('INVALID');
    expect(acceptance.faults.map(({ code }) => code)).toEqual(['cut-short', 'script-exception']);
  });
});

it('a run that came to its end has no abort, though its criterion failed', () => {
  const plan = planOf({
    profile,
    metrics: [],
    criteria: [
      { ...limit, target: 'avg<50', bound: 'avg<60', phase: 'three', abortOnFail: true },
      { indicator: 'checks', target: 'rate>0.9' },
    ],
  });
  const acceptance = acceptanceOf(
    plan,
    dataOf(plan, [...loadSpan(plan), ...['one', 'two', 'three'].flatMap((phase) => phaseSamples(plan, phase, 200))]),
  );
  expect(rowsOf(acceptance)).toEqual([
    ['latency', 'three', 'FAIL', null],
    ['checks', null, 'PASS', null],
  ]);
});
