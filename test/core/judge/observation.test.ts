import { describe, expect, it } from 'vitest';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { counter, gauge, observationOf, rate, rowAlone, trend } from './criterion-alone.ts';

const latencyKey = 'http_req_duration{expected_response:true,phase:peak}';

describe('each side of the bound', () => {
  // k6's own word is given as the truth of each comparison, so that only the value decides.
  it.each([
    ['<', 299.999, 'PASS'],
    ['<', 300, 'FAIL'],
    ['<', 300.001, 'FAIL'],
    ['<=', 299.999, 'PASS'],
    ['<=', 300, 'PASS'],
    ['<=', 300.001, 'FAIL'],
    ['>', 299.999, 'FAIL'],
    ['>', 300, 'FAIL'],
    ['>', 300.001, 'PASS'],
    ['>=', 299.999, 'FAIL'],
    ['>=', 300, 'PASS'],
    ['>=', 300.001, 'PASS'],
    ['==', 299.999, 'FAIL'],
    ['==', 300, 'PASS'],
    ['==', 300.001, 'FAIL'],
    ['!=', 299.999, 'PASS'],
    ['!=', 300, 'FAIL'],
    ['!=', 300.001, 'PASS'],
  ])('of p(95)%s300 gives %d ms the word %s', (operator, observed, verdict) => {
    const criterion: CriterionSpec = { indicator: 'latency', phase: 'peak', target: `p(95)${operator}300` };
    const seen = observationOf(criterion, {
      [latencyKey]: trend({ count: 72, 'p(95)': observed }, { [`p(95)${operator}300`]: true }),
    });
    expect(seen).toMatchObject({
      verdict,
      noData: null,
      observed,
      criterion: { bound: { statistic: 'p(95)', operator, limit: 300 } },
      samples: 72,
    });
  });
});

describe('target and bound', () => {
  const judged = (spec: CriterionSpec, observed: number, thresholds: Readonly<Record<string, boolean>>): string =>
    observationOf(spec, { [latencyKey]: trend({ count: 72, 'p(95)': observed }, thresholds) }).verdict;

  // k6's own word is given as the truth of each comparison, so that only the value decides.
  it.each([
    [
      '<300',
      '<400',
      [
        [299.999, 'PASS'],
        [300, 'WARN'],
        [300.001, 'WARN'],
        [399.999, 'WARN'],
        [400, 'FAIL'],
        [400.001, 'FAIL'],
      ],
    ],
    [
      '<=300',
      '<=400',
      [
        [299.999, 'PASS'],
        [300, 'PASS'],
        [300.001, 'WARN'],
        [399.999, 'WARN'],
        [400, 'WARN'],
        [400.001, 'FAIL'],
      ],
    ],
    [
      '<300',
      '<=400',
      [
        [300, 'WARN'],
        [400, 'WARN'],
        [400.001, 'FAIL'],
      ],
    ],
    [
      '<=300',
      '<400',
      [
        [300, 'PASS'],
        [399.999, 'WARN'],
        [400, 'FAIL'],
      ],
    ],
    [
      '<300',
      '<=300',
      [
        [299.999, 'PASS'],
        [300, 'WARN'],
        [300.001, 'FAIL'],
      ],
    ],
    [
      '>300',
      '>200',
      [
        [300.001, 'PASS'],
        [300, 'WARN'],
        [200.001, 'WARN'],
        [200, 'FAIL'],
        [199.999, 'FAIL'],
      ],
    ],
    [
      '>=300',
      '>=200',
      [
        [300, 'PASS'],
        [299.999, 'WARN'],
        [200, 'WARN'],
        [199.999, 'FAIL'],
      ],
    ],
  ] as const)('of p(95)%s and p(95)%s, on each side of both: %j', (target, bound, words) => {
    for (const [observed, word] of words) {
      const spec = { indicator: 'latency', phase: 'peak', target: `p(95)${target}`, bound: `p(95)${bound}` } as const;
      expect([observed, judged(spec, observed, { [`p(95)${bound}`]: true })]).toEqual([observed, word]);
      // Of a warning k6 has no opinion.
      expect([observed, judged({ ...spec, severity: 'warn' }, observed, {})]).toEqual([
        observed,
        word === 'FAIL' ? 'WARN' : word,
      ]);
    }
  });

  it.each([
    [250, 'FAIL'],
    [350, 'FAIL'],
    [450, 'FAIL'],
  ])('that k6 saw crossed are missed, whatever the value of %d ms says', (observed, word) => {
    expect(
      judged({ indicator: 'latency', phase: 'peak', target: 'p(95)<300', bound: 'p(95)<400' }, observed, {
        'p(95)<400': false,
      }),
    ).toBe(word);
  });

  it('are judged only where k6 judged the bound', () => {
    const criterion: CriterionSpec = { indicator: 'latency', phase: 'peak', target: 'p(95)<300', bound: 'p(95)<400' };
    const seen = observationOf(criterion, { [latencyKey]: trend({ count: 72, 'p(95)': 250 }, { 'p(95)<300': true }) });
    expect(seen).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'not-evaluated' },
      criterion: { target: { limit: 300 }, bound: { limit: 400 } },
      measured: { threshold: 'p(95)<400', held: null },
    });
  });

  it.each([71, 0])('need samples though they only warn: %d', (count) => {
    const criterion: CriterionSpec = { indicator: 'latency', phase: 'peak', target: 'p(95)<300', severity: 'warn' };
    const seen = observationOf(criterion, { [latencyKey]: trend({ count, 'p(95)': 0 }, {}) });
    expect(seen).toMatchObject({
      verdict: 'NO_DATA',
      criterion: { severity: 'warn' },
      measured: { threshold: null, held: null },
      noData: { code: count === 0 ? 'never-sampled' : 'too-few-samples' },
    });
  });
});

describe("k6's own judgement", () => {
  const criterion: CriterionSpec = { indicator: 'latency', phase: 'peak', target: 'p(95)<300' };
  const judged = (observed: number, ok: boolean): string =>
    observationOf(criterion, { [latencyKey]: trend({ count: 100, 'p(95)': observed }, { 'p(95)<300': ok }) }).verdict;

  it.each([
    [299, true, 'PASS'],
    [299, false, 'FAIL'],
    [301, true, 'FAIL'],
    [301, false, 'FAIL'],
  ])('of %d ms, ok: %s, gives %s: both have to hold', (observed, ok, verdict) => {
    expect(judged(observed, ok)).toBe(verdict);
  });

  it('of another expression on the same metric does not count', () => {
    const seen = observationOf(criterion, { [latencyKey]: trend({ count: 100, 'p(95)': 100 }, { 'p(95)<400': true }) });
    expect(seen).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'not-evaluated', message: 'k6 did not evaluate the threshold' },
    });
  });

  it('of another metric does not count', () => {
    const seen = observationOf(criterion, {
      'http_req_duration{expected_response:true}': trend({ count: 100, 'p(95)': 100 }, { 'p(95)<300': true }),
    });
    expect(seen).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'no-metric', message: 'k6 has no such metric' },
      samples: null,
      observed: null,
    });
  });
});

describe('too few samples', () => {
  const latency = (samples: number, expression: string, statistic: string) =>
    observationOf(
      { indicator: 'latency', phase: 'peak', target: expression },
      { [latencyKey]: trend({ count: samples, [statistic]: 1 }, { [expression]: true }) },
    );

  // Published with the minimum: pⁿ ≤ 0.025.
  it.each([
    ['p(50)<300', 'p(50)', 6],
    ['med<300', 'med', 6],
    ['p(90)<300', 'p(90)', 36],
    ['p(95)<300', 'p(95)', 72],
    ['p(99)<300', 'p(99)', 368],
    ['avg<300', 'avg', 1],
    ['max<300', 'max', 1],
  ])('is one below the minimum of %s (%s), not the minimum itself: %d', (expression, statistic, minimum) => {
    expect(latency(minimum, expression, statistic)).toMatchObject({
      verdict: 'PASS',
      criterion: { minimumSamples: minimum },
    });
    expect(latency(minimum - 1, expression, statistic)).toMatchObject({
      verdict: 'NO_DATA',
      noData:
        minimum === 1
          ? { code: 'never-sampled', message: 'never sampled' }
          : { code: 'too-few-samples', message: `too few samples: ${minimum - 1} of ${minimum}` },
    });
  });

  it('of a failing value is no failure either', () => {
    const criterion: CriterionSpec = { indicator: 'latency', phase: 'peak', target: 'p(95)<300' };
    const seen = observationOf(criterion, { [latencyKey]: trend({ count: 71, 'p(95)': 900 }, { 'p(95)<300': false }) });
    expect(seen).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'too-few-samples', message: 'too few samples: 71 of 72' },
      observed: 900,
    });
  });

  it.each([
    [100, 0, 'PASS'],
    [99, 0, 'NO_DATA'],
    // 100 samples, one of them failed: 1 % is not below 1 %.
    [99, 1, 'FAIL'],
  ])('of a ratio are its passes and fails together: %d fails, %d passes', (fails, passes, verdict) => {
    const criterion: CriterionSpec = { indicator: 'error ratio', phase: 'peak', target: 'rate<0.01' };
    const seen = observationOf(criterion, {
      'http_req_failed{phase:peak}': rate(passes, fails, { 'rate<0.01': passes === 0 }),
    });
    expect(seen).toMatchObject({ verdict, samples: passes + fails });
  });

  it.each([
    [2, 'NO_DATA'],
    [3, 'PASS'],
  ])('of a gauge are counted by the counter beside it: %d', (samples, verdict) => {
    const criterion: CriterionSpec = { indicator: 'replicas', target: 'value==3', minimumSamples: 3 };
    expect(
      observationOf(criterion, {
        'replicas{plan:shop}': gauge(3, { 'value==3': true }),
        'replicas_samples{plan:shop}': counter(samples),
      }),
    ).toMatchObject({ verdict, samples });
  });

  it.each([
    [49, 'NO_DATA'],
    [50, 'PASS'],
  ])('of a counter are the iterations that could have fed it: %d', (iterations, verdict) => {
    const criterion: CriterionSpec = { indicator: 'orders', phase: 'peak', target: 'count>=0', minimumSamples: 50 };
    const summary = {
      'orders{phase:peak}': counter(9, { 'count>=0': true }),
      'iterations{phase:peak}': counter(iterations),
    };
    expect(observationOf(criterion, summary)).toMatchObject({ verdict, samples: iterations, observed: 9 });
  });

  it.each([
    [99, 'NO_DATA'],
    [100, 'PASS'],
  ])('of a throughput are all requests of its scope, not the expected responses alone: %d', (sent, verdict) => {
    const criterion: CriterionSpec = { indicator: 'throughput', phase: 'peak', target: 'rate>=5', minimumSamples: 100 };
    const summary = {
      'http_reqs{expected_response:true,phase:peak,phase_of:request}': counter(60, { 'count>=50': true }),
      'http_reqs{expected_response:true,phase:peak}': counter(60),
      'http_reqs{phase:peak}': counter(sent),
    };
    expect(observationOf(criterion, summary)).toMatchObject({ verdict, samples: sent, observed: 6 });
  });

  it.each([
    [4, 'NO_DATA'],
    [5, 'PASS'],
  ])('is what the plan says when it says so: %d of 5', (samples, verdict) => {
    const criterion: CriterionSpec = { indicator: 'latency', phase: 'peak', target: 'p(99)<300', minimumSamples: 5 };
    const seen = observationOf(criterion, {
      [latencyKey]: trend({ count: samples, 'p(99)': 1 }, { 'p(99)<300': true }),
    });
    expect(seen).toMatchObject({ verdict, criterion: { minimumSamples: 5 } });
  });
});

describe('a value that k6 does not give', () => {
  it('is no data', () => {
    const criterion: CriterionSpec = { indicator: 'latency', phase: 'peak', target: 'p(95)<300' };
    const seen = observationOf(criterion, { [latencyKey]: trend({ count: 100, 'p(90)': 10 }, { 'p(95)<300': true }) });
    expect(seen).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'no-metric', message: 'k6 gave no p(95)' },
      observed: null,
    });
  });

  it('is no data when it is the number of samples', () => {
    const criterion: CriterionSpec = { indicator: 'latency', phase: 'peak', target: 'p(95)<300' };
    const seen = observationOf(criterion, { [latencyKey]: trend({ 'p(95)': 10 }, { 'p(95)<300': true }) });
    expect(seen).toMatchObject({ verdict: 'NO_DATA', samples: null, observed: null });
  });

  it('is not replaced by the zero of an unsampled trend', () => {
    const criterion: CriterionSpec = { indicator: 'latency', phase: 'peak', target: 'p(95)<300' };
    const seen = observationOf(criterion, { [latencyKey]: trend({ count: 0, 'p(95)': 0 }, { 'p(95)<300': true }) });
    expect(seen).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'never-sampled', message: 'never sampled' },
      samples: 0,
      observed: null,
    });
  });

  it('is not replaced by the zero of an unsampled rate', () => {
    const criterion: CriterionSpec = { indicator: 'error ratio', phase: 'peak', target: 'rate<0.01' };
    const unsampled = rate(0, 0, { 'rate<0.01': true });
    expect(observationOf(criterion, { 'http_req_failed{phase:peak}': unsampled })).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'never-sampled', message: 'never sampled' },
      observed: null,
    });
  });

  it('is not replaced by a gauge without the counter of its samples', () => {
    const criterion: CriterionSpec = { indicator: 'replicas', target: 'value<5' };
    expect(observationOf(criterion, { 'replicas{plan:shop}': gauge(0, { 'value<5': true }) })).toMatchObject({
      verdict: 'NO_DATA',
      samples: null,
      observed: null,
    });
  });
});

describe('the value', () => {
  it('of a throughput is the count of its metric over the seconds of its phase', () => {
    const criterion: CriterionSpec = { indicator: 'throughput', phase: 'peak', target: 'rate>=80' };
    const summary = {
      'http_reqs{expected_response:true,phase:peak,phase_of:request}': counter(805, { 'count>=800': true }),
      'http_reqs{expected_response:true,phase:peak}': counter(805),
      'http_reqs{phase:peak}': counter(1000),
    };
    // 805 in 10 s, whatever the length of the run.
    expect(rowAlone(criterion, summary)).toMatchObject({
      observed: 80.5,
      indicator: { unit: '/s' },
      native: { threshold: 'count>=800', held: true },
      target: 'rate>=80',
    });
  });

  it("of a counter's rate is per second, too", () => {
    const criterion: CriterionSpec = { indicator: 'orders', phase: 'peak', target: 'rate>=4' };
    const summary = {
      'orders{recorded:peak}': counter(45, { 'count>=40': true }),
      'iterations{phase:peak}': counter(500),
    };
    expect(observationOf(criterion, summary)).toMatchObject({
      observed: 4.5,
      verdict: 'PASS',
      measured: { threshold: 'count>=40', metric: 'orders{recorded:peak}' },
    });
  });

  // 3000 in the 30 s of the plan are 100/s. What began after it is none of its throughput, though k6 counts it.
  it.each([
    [0, 100, 'PASS'],
    [600, 80, 'PASS'],
    [601, 2399 / 30, 'FAIL'],
    [1500, 50, 'FAIL'],
    [3000, 0, 'FAIL'],
  ])('of a throughput of the run is without the %d requests after the plan: %d/s, %s', (overrun, observed, verdict) => {
    const criterion: CriterionSpec = { indicator: 'throughput', target: 'rate>=80' };
    const summary = {
      'http_reqs{expected_response:true,phase_of:request,plan:shop}': counter(3000, { 'count>=2400': true }),
      'http_reqs{expected_response:true,phase:after-plan,phase_of:request,plan:shop}': counter(overrun),
      'http_reqs{expected_response:true,plan:shop}': counter(3000),
      'http_reqs{plan:shop}': counter(3000),
    };
    expect(observationOf(criterion, summary)).toMatchObject({
      observed,
      verdict,
      samples: 3000,
      measured: { metric: 'http_reqs{expected_response:true,phase_of:request,plan:shop}', threshold: 'count>=2400' },
    });
  });

  it.each([
    // 80/s between bound and target, or below the bound, or only warned of.
    [{ target: 'rate>80', bound: 'rate>=60' }, 'count>=1800', 'WARN'],
    [{ target: 'rate>90', bound: 'rate>=81' }, 'count>=2430', 'FAIL'],
    [{ target: 'rate>90', severity: 'warn' }, undefined, 'WARN'],
    [{ target: 'rate==80' }, 'count==2400', 'PASS'],
    [{ target: 'rate!=80' }, 'count!=2400', 'FAIL'],
    // From above k6 and the document count all 100/s.
    [{ target: 'rate<=99' }, 'count<=2970', 'FAIL'],
    [{ target: 'rate<=100' }, 'count<=3000', 'PASS'],
  ] as const)(
    'of a throughput of an endpoint is without what came after the plan, unless it is not to exceed a limit: %j',
    (asked, threshold, verdict) => {
      const criterion: CriterionSpec = { indicator: 'throughput', endpoint: 'list items', ...asked };
      const isLimit = asked.target.startsWith('rate<');
      const all = 'http_reqs{expected_response:true,name:list items,plan:shop}';
      const timed = 'http_reqs{expected_response:true,name:list items,phase_of:request,plan:shop}';
      const summary = {
        [all]: counter(3000),
        [timed]: counter(3000),
        [isLimit ? all : timed]: counter(3000, threshold === undefined ? {} : { [threshold]: true }),
        'http_reqs{expected_response:true,name:list items,phase:after-plan,phase_of:request,plan:shop}': counter(600),
        'http_reqs{name:list items,plan:shop}': counter(3000),
      };
      expect(observationOf(criterion, summary)).toMatchObject({
        observed: isLimit ? 100 : 80,
        verdict,
        measured: { metric: isLimit ? all : timed, threshold: threshold ?? null },
      });
    },
  );

  it("of a counter's rate over the run is without what was recorded after the plan", () => {
    const summary = {
      'orders{plan:shop}': counter(150, { 'count>=120': true }),
      'orders{plan:shop,recorded:after-plan}': counter(45),
      'iterations{plan:shop}': counter(5),
    };
    expect(rowAlone({ indicator: 'orders', target: 'rate>=4' }, summary)).toMatchObject({
      observed: 3.5,
      verdict: 'FAIL',
      indicator: { unit: 'orders/s' },
    });
  });

  it('of a rate over the run is none when k6 does not tell what came after the plan', () => {
    const summary = {
      'http_reqs{expected_response:true,phase_of:request,plan:shop}': counter(3000, { 'count>=2400': true }),
      'http_reqs{expected_response:true,plan:shop}': counter(3000),
      'http_reqs{plan:shop}': counter(3000),
    };
    expect(observationOf({ indicator: 'throughput', target: 'rate>=80' }, summary)).toMatchObject({
      observed: null,
      verdict: 'NO_DATA',
      noData: { code: 'no-metric', message: 'k6 gave no rate' },
    });
  });

  it.each([
    ['rate>=4', 'orders/s'],
    ['count>=4', 'orders'],
  ])("of a counter's %s is in %s", (expression, unit) => {
    expect(rowAlone({ indicator: 'orders', phase: 'peak', target: expression }, {}).indicator.unit).toBe(unit);
  });

  it("of a counter's count is the count", () => {
    const criterion: CriterionSpec = { indicator: 'orders', phase: 'peak', target: 'count>=40' };
    const summary = {
      'orders{phase:peak}': counter(45, { 'count>=40': true }),
      'iterations{phase:peak}': counter(500),
    };
    expect(rowAlone(criterion, summary)).toMatchObject({
      observed: 45,
      verdict: 'PASS',
      indicator: { unit: 'orders' },
    });
  });

  it('of a percentile is the one that the criterion names', () => {
    const values = { count: 500, avg: 1, min: 2, med: 3, max: 4, 'p(90)': 5, 'p(95)': 6, 'p(99)': 7 };
    const observed = (expression: string): number | null =>
      observationOf({ indicator: 'latency', phase: 'peak', target: expression }, { [latencyKey]: trend(values, {}) })
        .observed;
    expect(['avg<9', 'min<9', 'med<9', 'max<9', 'p(90)<9', 'p(95.0)<9', 'p(99)<9'].map(observed)).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ]);
  });
});

describe('requests of which nobody knows whether they came in time', () => {
  const ofPeak: CriterionSpec = { indicator: 'throughput', phase: 'peak', target: 'rate>=80' };
  /** k6's counts in the 10 s of the peak: of what is surely of it, and of all that bears its name. */
  const inPeak = (timed: number, all: number, thresholds: Readonly<Record<string, boolean>>) => ({
    'http_reqs{expected_response:true,phase:peak,phase_of:request}': counter(timed, thresholds),
    'http_reqs{expected_response:true,phase:peak}': counter(all),
    'http_reqs{phase:peak}': counter(all),
  });
  const unknown = (least: string, most: string) => ({
    code: 'untimed-requests',
    message: `between ${least}/s and ${most}/s: of plain http calls nobody knows whether they came in time`,
  });

  it.each([
    // Enough without them.
    [800, 800, 80, 'PASS', null],
    [800, 2000, 80, 'PASS', null],
    // Enough with them alone, each end at the bound itself.
    [799, 800, 79.9, 'NO_DATA', unknown('79.9', '80')],
    [0, 1000, 0, 'NO_DATA', unknown('0', '100')],
    // Not enough, even with them.
    [799, 799, 79.9, 'FAIL', null],
    [0, 799, 0, 'FAIL', null],
  ])('of %d requests in time and %d in all: %d/s, %s', (timed, all, observed, verdict, noData) => {
    expect(observationOf(ofPeak, inPeak(timed, all, { 'count>=800': timed >= 800 }))).toMatchObject({
      observed,
      verdict,
      noData,
      samples: all,
      measured: {
        metric: 'http_reqs{expected_response:true,phase:peak,phase_of:request}',
        value: timed,
        withUntimed: all,
      },
    });
  });

  it.each([
    // It is the bound that they could save.
    [800, 2000, 'WARN', null],
    [799, 800, 'NO_DATA', unknown('79.9', '80')],
    [799, 799, 'FAIL', null],
    [1000, 2000, 'PASS', null],
  ])('leave the word between target and bound to what came in time: %d of %d, %s', (timed, all, verdict, noData) => {
    const criterion: CriterionSpec = { ...ofPeak, target: 'rate>=100', bound: 'rate>=80' };
    expect(observationOf(criterion, inPeak(timed, all, { 'count>=800': timed >= 800 }))).toMatchObject({
      verdict,
      noData,
    });
  });

  it.each([
    [800, 1000, 'PASS', null],
    [500, 1000, 'NO_DATA', unknown('50', '100')],
    [500, 700, 'WARN', null],
  ])('are not known to a criterion that only warns: %d of %d, %s', (timed, all, verdict, noData) => {
    expect(observationOf({ ...ofPeak, severity: 'warn' }, inPeak(timed, all, {}))).toMatchObject({ verdict, noData });
  });

  it('are counted, without a doubt, where a rate must not exceed a limit', () => {
    const seen = (limit: string, ok: boolean) =>
      observationOf(
        { ...ofPeak, target: `rate<${limit}` },
        {
          'http_reqs{expected_response:true,phase:peak}': counter(1000, { [`count<${limit}0`]: ok }),
          'http_reqs{expected_response:true,phase:peak,phase_of:request}': counter(500),
          'http_reqs{phase:peak}': counter(1000),
        },
      );
    const measured = { metric: 'http_reqs{expected_response:true,phase:peak}', value: 1000, withUntimed: null };
    expect(seen('80', false)).toMatchObject({ observed: 100, verdict: 'FAIL', noData: null, measured });
    expect(seen('101', true)).toMatchObject({ observed: 100, verdict: 'PASS', noData: null, measured });
  });

  it.each([
    // In 30 s, 600 of the timed ones after the plan.
    [3000, 3600, 80, 'PASS', null],
    [2700, 3000, 70, 'NO_DATA', unknown('70', '80')],
    [600, 3000, 0, 'NO_DATA', unknown('0', '80')],
    // What came after the plan is no part of the most that there could be.
    [2700, 2999, 70, 'FAIL', null],
  ])(
    'of the run, of %d and %d in all without what came after it: %d/s, %s',
    (timed, all, observed, verdict, noData) => {
      const summary = {
        'http_reqs{expected_response:true,phase_of:request,plan:shop}': counter(timed, {
          'count>=2400': timed >= 2400,
        }),
        'http_reqs{expected_response:true,phase:after-plan,phase_of:request,plan:shop}': counter(600),
        'http_reqs{expected_response:true,plan:shop}': counter(all),
        'http_reqs{plan:shop}': counter(all),
      };
      expect(observationOf({ indicator: 'throughput', target: 'rate>=80' }, summary)).toMatchObject({
        observed,
        verdict,
        noData,
        samples: all,
        measured: { overrun: 600, withUntimed: all },
      });
    },
  );

  it.each([
    ['rate!=80', 'NO_DATA'],
    ['rate==70', 'NO_DATA'],
    ['rate==80', 'NO_DATA'],
    ['rate!=90', 'NO_DATA'],
    ['rate==69', 'FAIL'],
    ['rate!=69', 'PASS'],
    ['rate==91', 'FAIL'],
    ['rate!=91', 'PASS'],
  ])(
    'leave %s unknown where anything from 70/s to 90/s can be true, and the limit is among it: %s',
    (target, verdict) => {
      const threshold = `${target.replace('rate', 'count')}0`;
      expect(observationOf({ ...ofPeak, target }, inPeak(700, 900, { [threshold]: verdict === 'PASS' }))).toMatchObject(
        {
          verdict,
          noData: verdict === 'NO_DATA' ? unknown('70', '90') : null,
        },
      );
    },
  );

  it('say less than that there are too few samples, and more than that k6 judged nothing', () => {
    expect(
      observationOf({ ...ofPeak, minimumSamples: 1001 }, inPeak(500, 1000, { 'count>=800': false })),
    ).toMatchObject({
      noData: { code: 'too-few-samples' },
    });
    expect(observationOf(ofPeak, inPeak(500, 1000, {}))).toMatchObject({ noData: unknown('50', '100') });
  });
});
