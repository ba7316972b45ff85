import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRateOfCounter } from '../../../lib/core/compile/counter-rate.ts';
import { parseCriteria, type Criterion } from '../../../lib/core/plan/criterion.ts';
import type { Vocabulary } from '../../../lib/core/plan/criterion-scope.ts';
import { holds, parseExpression, type MetricType } from '../../../lib/core/language/expression.ts';
import { indicatorFor, type Indicator } from '../../../lib/core/plan/indicator.ts';
import { minimumSamplesFor } from '../../../lib/core/statistics/minimum-samples.ts';
import { parseProfile } from '../../../lib/core/plan/profile.ts';
import { compare } from '../run-data.ts';

const vocabulary: Vocabulary = {
  plan: 'shop',
  phases: parseProfile(
    [
      { name: 'warm-up', ramp: '50/s', duration: '30s' },
      { name: 'peak', hold: '50/s', duration: '1m30s' },
    ],
    1,
  ),
  endpoints: [
    { name: 'list items', path: '/api/items', checks: { ok: () => true } },
    { name: 'place order', path: '/api/orders' },
  ],
  metrics: [
    { name: 'queue_wait', type: 'trend', unit: 'ms' },
    { name: 'cache_hit', type: 'rate', unit: 'ignored' },
    { name: 'replicas', type: 'gauge' },
    { name: 'orders', type: 'counter', unit: 'orders' },
  ],
};

/** A criterion as JavaScript may hand it over, past the types. */
const parsed = (spec: unknown, of = vocabulary): Criterion => {
  const [criterion, ...others] = parseCriteria(Object(spec), of);
  if (criterion === undefined || others.length > 0) throw new Error('not one criterion');
  return criterion;
};

describe("a criterion's metrics", () => {
  it.each([
    [
      'latency',
      undefined,
      undefined,
      'p(95)<300',
      'http_req_duration{expected_response:true,plan:shop}',
      'http_reqs{expected_response:true,plan:shop}',
      'p(95)<300',
    ],
    [
      'latency',
      'peak',
      undefined,
      'p(95.0) < 300',
      'http_req_duration{expected_response:true,phase:peak}',
      'http_reqs{expected_response:true,phase:peak}',
      'p(95)<300',
    ],
    [
      'latency',
      undefined,
      'list items',
      'max<=900',
      'http_req_duration{expected_response:true,name:list items,plan:shop}',
      'http_reqs{expected_response:true,name:list items,plan:shop}',
      'max<=900',
    ],
    [
      'latency',
      'peak',
      'list items',
      'avg<300',
      'http_req_duration{expected_response:true,name:list items,phase:peak}',
      'http_reqs{expected_response:true,name:list items,phase:peak}',
      'avg<300',
    ],
    [
      'error ratio',
      undefined,
      undefined,
      'rate<0.01',
      'http_req_failed{plan:shop}',
      'http_reqs{plan:shop}',
      'rate<0.01',
    ],
    [
      'error ratio',
      'peak',
      'place order',
      'rate<0.01',
      'http_req_failed{name:place order,phase:peak}',
      'http_reqs{name:place order,phase:peak}',
      'rate<0.01',
    ],
    ['checks', undefined, undefined, 'rate>0.99', 'checks{plan:shop}', 'http_reqs{plan:shop}', 'rate>0.99'],
    [
      'checks',
      'peak',
      'list items',
      'rate>0.99',
      'checks{name:list items,phase:peak}',
      'http_reqs{name:list items,phase:peak}',
      'rate>0.99',
    ],
    // 100 per second: 12,000 in the 120 s of the plan, 9,000 in the 90 s of the peak.
    [
      'throughput',
      undefined,
      undefined,
      'rate>=100',
      'http_reqs{expected_response:true,plan:shop}',
      'http_reqs{plan:shop}',
      'count>=12000',
    ],
    [
      'throughput',
      'peak',
      undefined,
      'rate>=100',
      'http_reqs{expected_response:true,phase:peak}',
      'http_reqs{phase:peak}',
      'count>=9000',
    ],
    [
      'throughput',
      'peak',
      'list items',
      'rate>0.125',
      'http_reqs{expected_response:true,name:list items,phase:peak}',
      'http_reqs{name:list items,phase:peak}',
      'count>11.25',
    ],
    [
      'queue_wait',
      undefined,
      undefined,
      'p(90)<50',
      'queue_wait{plan:shop}',
      'queue_wait_samples{plan:shop}',
      'p(90)<50',
    ],
    [
      'queue_wait',
      'warm-up',
      undefined,
      'p(90)<50',
      'queue_wait{phase:warm-up}',
      'queue_wait_samples{phase:warm-up}',
      'p(90)<50',
    ],
    [
      'cache_hit',
      'peak',
      undefined,
      'rate>=0.9',
      'cache_hit{phase:peak}',
      'cache_hit_samples{phase:peak}',
      'rate>=0.9',
    ],
    ['replicas', 'peak', undefined, 'value==3', 'replicas{phase:peak}', 'replicas_samples{phase:peak}', 'value==3'],
    ['orders', 'peak', undefined, 'count>=10', 'orders{phase:peak}', 'iterations{phase:peak}', 'count>=10'],
    ['orders', undefined, undefined, 'count>=10', 'orders{plan:shop}', 'iterations{plan:shop}', 'count>=10'],
    // From below, what was recorded within the phase; from above, all that its iterations recorded.
    ['orders', 'peak', undefined, 'rate>=2.5', 'orders{recorded:peak}', 'iterations{phase:peak}', 'count>=225'],
    ['orders', 'peak', undefined, 'rate<2.5', 'orders{phase:peak}', 'iterations{phase:peak}', 'count<225'],
    ['orders', undefined, undefined, 'rate>=2.5', 'orders{plan:shop}', 'iterations{plan:shop}', 'count>=300'],
  ])('of %s in %s of %s, %s', (indicator, phase, endpoint, expression, key, evidenceKey, nativeExpression) => {
    const criterion = parsed({
      indicator,
      target: expression,
      ...(phase === undefined ? {} : { phase }),
      ...(endpoint === undefined ? {} : { endpoint }),
    });
    expect(criterion).toMatchObject({
      phase: phase ?? null,
      endpoint: endpoint ?? null,
      key,
      evidenceKey,
      nativeExpression,
    });
    expect(criterion.indicator.name).toBe(indicator);
  });

  const list = 'list items';
  it.each([
    [{ indicator: 'throughput', target: 'rate>=100' }, 'http_reqs{expected_response:true,phase:after-plan,plan:shop}'],
    [
      { indicator: 'throughput', target: 'rate>100', bound: 'rate>=80' },
      'http_reqs{expected_response:true,phase:after-plan,plan:shop}',
    ],
    [
      { indicator: 'throughput', target: 'rate>100', severity: 'warn' },
      'http_reqs{expected_response:true,phase:after-plan,plan:shop}',
    ],
    [
      { indicator: 'throughput', endpoint: list, target: 'rate>=100' },
      'http_reqs{expected_response:true,name:list items,phase:after-plan,plan:shop}',
    ],
    [{ indicator: 'throughput', target: 'rate==100' }, 'http_reqs{expected_response:true,phase:after-plan,plan:shop}'],
    [{ indicator: 'throughput', target: 'rate!=100' }, 'http_reqs{expected_response:true,phase:after-plan,plan:shop}'],
    [{ indicator: 'orders', target: 'rate>=2.5' }, 'orders{plan:shop,recorded:after-plan}'],
    // Nothing that is left out can break a limit: the whole count is held against it, as k6 does.
    [{ indicator: 'throughput', target: 'rate<100' }, null],
    [{ indicator: 'throughput', endpoint: list, target: 'rate<=100' }, null],
    [{ indicator: 'orders', target: 'rate<2.5' }, null],
    [{ indicator: 'orders', target: 'rate<=2.5' }, null],
    // A phase has its own end, a count and a ratio no duration.
    [{ indicator: 'throughput', phase: 'peak', target: 'rate>=100' }, null],
    [{ indicator: 'throughput', phase: 'peak', endpoint: list, target: 'rate>=100' }, null],
    [{ indicator: 'orders', phase: 'peak', target: 'rate>=2.5' }, null],
    [{ indicator: 'orders', target: 'count>=10' }, null],
    [{ indicator: 'error ratio', target: 'rate>0.1' }, null],
    [{ indicator: 'cache_hit', target: 'rate>=0.9' }, null],
    [{ indicator: 'latency', target: 'avg>5' }, null],
  ])('leave out what came about after the plan: of %j %s', (spec, overrunKey) => {
    expect(parsed(spec).overrunKey).toBe(overrunKey);
  });

  it('cover the phase, or the whole plan', () => {
    expect(parsed({ indicator: 'latency', phase: 'peak', target: 'avg<1' }).durationMs).toBe(90_000);
    expect(parsed({ indicator: 'latency', target: 'avg<1' }).durationMs).toBe(120_000);
  });
});

describe('a unit', () => {
  it.each([
    ['latency', 'avg<1', 'ms'],
    ['error ratio', 'rate<0.1', 'ratio'],
    ['checks', 'rate>0.1', 'ratio'],
    ['throughput', 'rate>1', '/s'],
    ['queue_wait', 'avg<1', 'ms'],
    ['cache_hit', 'rate>0.1', 'ratio'],
    ['replicas', 'value>1', ''],
    ['orders', 'count>1', 'orders'],
  ])('of %s with %s is %j', (indicator, expression, unit) => {
    expect(parsed({ indicator, target: expression }).indicator.unit).toBe(unit);
  });
});

describe('a throughput', () => {
  it('asked as a count has the truth of the rate, whatever was counted', () => {
    const operators = ['<', '<=', '>', '>='] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...operators),
        fc.oneof(
          fc.integer({ min: 1, max: 5000 }),
          fc.integer({ min: 1, max: 500_000 }).map((n) => n / 100),
        ),
        fc.integer({ min: 1000, max: 7_200_000 }),
        fc.integer({ min: -3, max: 3 }),
        (operator, bound, ms, distance) => {
          const phases = parseProfile([{ name: 'peak', hold: '1/s', duration: `${ms}ms` }], 1);
          const criterion = parsed(
            { indicator: 'throughput', phase: 'peak', target: `rate${operator}${bound}` },
            { ...vocabulary, phases },
          );
          const [, nativeOperator = '', nativeBound = ''] =
            /^count([<>=]+)(.+)$/.exec(criterion.nativeExpression ?? '') ?? [];
          // Whole requests on both sides of the bound.
          const count = Math.max(0, Math.round((bound * ms) / 1000) + distance);
          expect(compare(count, nativeOperator, Number(nativeBound))).toBe(
            holds(criterion.target, (count * 1000) / ms),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is the only statistic that is asked otherwise than it is written', () => {
    const of = (name: string, type: MetricType, expression: string): boolean => {
      const known = indicatorFor(name, vocabulary.metrics);
      return known !== undefined && isRateOfCounter(parseExpression(expression, type), known);
    };
    expect(of('orders', 'counter', 'rate>1')).toBe(true);
    expect(of('throughput', 'counter', 'rate>1')).toBe(true);
    expect(of('orders', 'counter', 'count>1')).toBe(false);
    expect(of('cache_hit', 'rate', 'rate>0.1')).toBe(false);
    expect(of('replicas', 'gauge', 'value>1')).toBe(false);
    expect(of('queue_wait', 'trend', 'avg>1')).toBe(false);
  });
});

describe('target, bound and severity', () => {
  it('are one threshold that fails when only the target is given', () => {
    expect(parsed({ indicator: 'latency', target: 'p(95)<300' })).toMatchObject({
      target: { limit: 300 },
      bound: { limit: 300 },
      severity: 'fail',
      nativeExpression: 'p(95)<300',
    });
  });

  it('compile the bound, not the target', () => {
    expect(parsed({ indicator: 'latency', target: 'p(99)<500', bound: 'p(99)<=600' })).toMatchObject({
      target: { limit: 500 },
      bound: { limit: 600 },
      nativeExpression: 'p(99)<=600',
    });
    // 80 per second in 90 s.
    expect(
      parsed({ indicator: 'throughput', phase: 'peak', target: 'rate>100', bound: 'rate>=80', severity: 'fail' })
        .nativeExpression,
    ).toBe('count>=7200');
  });

  it.each([undefined, 'p(95)<400'])('compile to no threshold when they only warn, with the bound %s', (bound) => {
    expect(parsed({ indicator: 'latency', target: 'p(95)<300', bound, severity: 'warn' })).toMatchObject({
      severity: 'warn',
      nativeExpression: null,
    });
  });

  it.each(['FAIL', 'error', null, true, 0])('know no severity %j', (severity) => {
    expect(() => parsed({ indicator: 'latency', target: 'p(95)<300', severity })).toThrow(
      /^Invalid severity of criterion .+: expected fail or warn, received .+ Leave it out for fail\.$/,
    );
  });

  it.each(['rate<=1', 'rate<5'])('do not let a ratio off by the bound %s, which every one meets', (bound) => {
    expect(() => parsed({ indicator: 'error ratio', target: 'rate<0.005', bound })).toThrow(
      `: expected a limit that a ratio from 0 to 1 can miss, received "${bound}". Write 5 % as 0.05.`,
    );
  });

  it('name the criterion in an error', () => {
    expect(() => parsed({ indicator: 'latency', target: 'p(95)<300', bound: 'p(95)<200' })).toThrow(
      'Invalid bound of criterion {"indicator":"latency","target":"p(95)<300","bound":"p(95)<200"}: expected nothing stricter',
    );
  });
});

describe('abortOnFail', () => {
  it.each([
    [undefined, false],
    [false, false],
    [true, true],
  ])('of %s is %s', (abortOnFail, expected) => {
    expect(parsed({ indicator: 'latency', target: 'p(95)<300', abortOnFail }).abortOnFail).toBe(expected);
  });

  it.each(['true', 1, null, {}])('is no %j', (abortOnFail) => {
    expect(() => parsed({ indicator: 'latency', target: 'p(95)<300', abortOnFail })).toThrow(
      /^Invalid abortOnFail of criterion .+: expected true or false, received /,
    );
  });

  it('does not go with a severity that only warns', () => {
    expect(() => parsed({ indicator: 'latency', target: 'p(95)<300', severity: 'warn', abortOnFail: true })).toThrow(
      ': expected fail beside abortOnFail, received "warn".',
    );
    expect(() =>
      parsed({ indicator: 'latency', target: 'p(95)<300', severity: 'warn', abortOnFail: false }),
    ).not.toThrow();
  });

  it.each([
    ['throughput', 'rate>=80'],
    ['throughput', 'rate>1'],
    ['orders', 'count>=5'],
    ['orders', 'count==5'],
    ['orders', 'count!=0'],
  ])('does not go with a count that has to grow first: %s with %s', (indicator, target) => {
    expect(() => parsed({ indicator, target, abortOnFail: true })).toThrow(
      `: expected a limit that a growing count can reach from below, received "${target}".`,
    );
  });

  it.each([
    ['throughput', 'rate<80'],
    ['orders', 'count<=5'],
    ['latency', 'avg>5'],
    ['checks', 'rate>0.9'],
    ['replicas', 'value==3'],
  ])('goes with %s and %s', (indicator, target) => {
    expect(parsed({ indicator, target, abortOnFail: true }).abortOnFail).toBe(true);
  });
});

describe('the minimum samples', () => {
  const indicator = (name: string): Indicator => {
    const known = indicatorFor(name, vocabulary.metrics);
    if (known === undefined) throw new Error(`no indicator ${name}`);
    return known;
  };
  const minimum = (name: string, expression: string): number =>
    minimumSamplesFor(parseExpression(expression, indicator(name).type), indicator(name));

  // Published: the smallest n for which the 95 % order-statistic interval of the percentile has an upper end.
  it.each([
    ['p(50)', 6],
    ['med', 6],
    ['p(90)', 36],
    ['p(95)', 72],
    ['p(99)', 368],
    ['p(99.9)', 3688],
    ['p(75)', 13],
    ['p(1)', 1],
    ['avg', 1],
    ['min', 1],
    ['max', 1],
  ])('of %s are %d', (statistic, n) => {
    expect(minimum('latency', `${statistic}<300`)).toBe(n);
    expect(minimum('queue_wait', `${statistic}>300`)).toBe(n);
  });

  it('of a percentile are the first n with pⁿ ≤ 0.025', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (hundredths) => {
        const p = hundredths / 10_000;
        const n = minimum('latency', `p(${hundredths / 100})<300`);
        expect(p ** n).toBeLessThanOrEqual(0.025 * (1 + 1e-9));
        expect(n === 1 || p ** (n - 1) > 0.025 * (1 - 1e-9)).toBe(true);
      }),
    );
  });

  it.each([
    ['error ratio', 'rate<0.01', 100],
    ['error ratio', 'rate<=0.001', 1000],
    ['error ratio', 'rate<0.05', 20],
    ['error ratio', 'rate<0.03', 34],
    ['error ratio', 'rate<0.5', 2],
    ['checks', 'rate>0.99', 100],
    ['checks', 'rate>=0.999', 1000],
    ['checks', 'rate>0.95', 20],
    ['cache_hit', 'rate>=0.9', 10],
    ['error ratio', 'rate<0.0001', 10_000],
    ['error ratio', 'rate<=0', 1],
    ['checks', 'rate>=1', 1],
    ['throughput', 'rate>=0.5', 1],
    ['orders', 'rate>=0.5', 1],
    ['orders', 'count>=5', 1],
    ['replicas', 'value>0.5', 1],
  ])('of %s with %s are %d', (name, expression, n) => {
    expect(minimum(name, expression)).toBe(n);
  });

  it('are what the plan says when it says so', () => {
    expect(parsed({ indicator: 'latency', target: 'p(99)<1', minimumSamples: 1 }).minimumSamples).toBe(1);
    expect(parsed({ indicator: 'latency', target: 'avg<1', minimumSamples: 5000 }).minimumSamples).toBe(5000);
    expect(parsed({ indicator: 'latency', target: 'p(99)<1' }).minimumSamples).toBe(368);
  });

  it.each([
    ['rate<0.005', 'rate<0.01', 200],
    ['rate<=0.01', 'rate<=0.999', 1000],
    ['rate>0.9', 'rate>0.5', 10],
  ])('are what the stricter need of target %s and bound %s asks for', (target, bound, n) => {
    expect(parsed({ indicator: 'cache_hit', target, bound }).minimumSamples).toBe(n);
    expect(parsed({ indicator: 'cache_hit', target, bound, minimumSamples: 3 }).minimumSamples).toBe(3);
  });

  it.each([0, -1, 0.5, NaN, Infinity, '5', null, 2 ** 53])('may not be %s', (minimumSamples) => {
    expect(() => parsed({ indicator: 'latency', target: 'p(99)<1', minimumSamples })).toThrow(
      /^Invalid minimum samples of criterion .+: expected a whole number from 1, received /,
    );
  });
});

describe('a criterion is rejected', () => {
  it.each([
    [
      { indicator: undefined, target: 'p(95)<300' },
      'Invalid indicator of criterion {"target":"p(95)<300"}: expected one of "latency", "error ratio", "throughput", "checks", "queue_wait", "cache_hit", "replicas", "orders", received nothing.',
    ],
    [{ indicator: 'speed', target: 'p(95)<300' }, 'Invalid indicator of criterion '],
    [{ indicator: 'Latency', target: 'p(95)<300' }, 'Invalid indicator of criterion '],
    [{ indicator: 'toString', target: 'p(95)<300' }, 'Invalid indicator of criterion '],
    [{ indicator: '__proto__', target: 'p(95)<300' }, 'Invalid indicator of criterion '],
    [{ indicator: 'queue_wait_samples', target: 'count>1' }, 'Invalid indicator of criterion '],
    [
      { indicator: 'latency', phase: 'Peak', target: 'p(95)<300' },
      ': expected one of "warm-up", "peak", received "Peak". Name a phase of the profile.',
    ],
    [{ indicator: 'latency', phase: '', target: 'p(95)<300' }, 'Invalid phase of criterion '],
    [{ indicator: 'latency', phase: null, target: 'p(95)<300' }, 'Invalid phase of criterion '],
    [{ indicator: 'latency', phase: 'after-plan', target: 'p(95)<300' }, 'Invalid phase of criterion '],
    [
      { indicator: 'latency', endpoint: 'items', target: 'p(95)<300' },
      ': expected one of "list items", "place order", received "items". Name an endpoint of the plan.',
    ],
    [{ indicator: 'latency', endpoint: null, target: 'p(95)<300' }, 'Invalid endpoint of criterion '],
    [{ indicator: 'latency', endpoint: 'pre-flight', target: 'p(95)<300' }, 'Invalid endpoint of criterion '],
    [
      { indicator: 'latency' },
      'Invalid threshold expression: expected statistic, operator and number, received nothing.',
    ],
    [{ indicator: 'latency', target: 'rate<0.01' }, 'Invalid threshold expression: expected a statistic of a trend'],
    [{ indicator: 'latency', target: 'count>5' }, 'Invalid threshold expression: expected a statistic of a trend'],
    [{ indicator: 'error ratio', target: 'p(95)<300' }, 'Invalid threshold expression: expected a statistic of a rate'],
    [{ indicator: 'checks', target: 'count>5' }, 'Invalid threshold expression: expected a statistic of a rate'],
    [{ indicator: 'throughput', target: 'count>5' }, 'Invalid target of criterion '],
    [{ indicator: 'throughput', target: 'avg>5' }, 'Invalid threshold expression: expected a statistic of a counter'],
    [{ indicator: 'replicas', target: 'avg>5' }, 'Invalid threshold expression: expected a statistic of a gauge'],
    [
      { indicator: 'queue_wait', endpoint: 'list items', target: 'avg<5' },
      'A custom metric belongs to no endpoint; declare one metric for each.',
    ],
    [
      { indicator: 'checks', endpoint: 'place order', target: 'rate>0.9' },
      ': expected an endpoint with checks, received "place order".',
    ],
  ])('as %j', (spec, message) => {
    expect(() => parsed(spec)).toThrow(message);
  });

  it.each([null, undefined, 'latency', 5])('when it is %j', (spec) => {
    expect(() => parseCriteria(JSON.parse(JSON.stringify({ spec })).spec, vocabulary)).toThrow('Invalid criterion ');
  });

  it('when it asks for checks and no endpoint has one', () => {
    const unchecked: Vocabulary = { ...vocabulary, endpoints: [{ name: 'place order', path: '/' }] };
    expect(() => parseCriteria({ indicator: 'checks', target: 'rate>0.9' }, unchecked)).toThrow(
      ': expected an endpoint with checks',
    );
  });

  it('when it asks for checks and the endpoint has an empty list of them', () => {
    const unchecked: Vocabulary = { ...vocabulary, endpoints: [{ name: 'place order', path: '/', checks: {} }] };
    expect(() =>
      parseCriteria({ indicator: 'checks', endpoint: 'place order', target: 'rate>0.9' }, unchecked),
    ).toThrow(': expected an endpoint with checks');
  });

  // 5 % is 0.05: as a ratio, `rate<5` is met by a run in which every request failed.
  it.each([
    ['error ratio', 'rate<5'],
    ['error ratio', 'rate<=1.5'],
    ['error ratio', 'rate>-1'],
    ['checks', 'rate>=-0.5'],
    ['checks', 'rate<99'],
    ['cache_hit', 'rate!=7'],
    ['error ratio', 'rate<=1'],
    ['error ratio', 'rate<1.000001'],
    ['checks', 'rate>=0'],
    ['checks', 'rate>=0.0'],
    ['checks', 'rate>=-0'],
    ['cache_hit', 'rate>-0.000001'],
    ['cache_hit', 'rate!=-1'],
  ])('when every ratio meets it: %s with %s', (indicator, expression) => {
    expect(() => parsed({ indicator, target: expression })).toThrow(
      /^Invalid target of criterion .+: expected a limit that a ratio from 0 to 1 can miss, received ".+"\. Write 5 % as 0\.05\.$/,
    );
  });

  // 99 % is 0.99: as a ratio, `rate>99` is met by no run.
  it.each([
    ['checks', 'rate>99'],
    ['checks', 'rate>=1.5'],
    ['error ratio', 'rate==5'],
    ['cache_hit', 'rate<-1'],
  ])('when no ratio could meet it: %s with %s', (indicator, expression) => {
    expect(() => parsed({ indicator, target: expression })).toThrow(
      ': expected a limit that a ratio from 0 to 1 can miss, received ',
    );
  });

  it.each([
    ['error ratio', 'rate<1'],
    ['error ratio', 'rate<=0'],
    ['error ratio', 'rate==0'],
    ['error ratio', 'rate<=0.999'],
    ['checks', 'rate>0'],
    ['checks', 'rate>=1'],
    ['checks', 'rate==1'],
    ['checks', 'rate!=0'],
    ['latency', 'avg<5'],
    ['latency', 'p(95)>=0'],
    ['throughput', 'rate>=5'],
    ['replicas', 'value<=1'],
    ['replicas', 'value>-5'],
    ['orders', 'count>=0'],
    ['queue_wait', 'avg<=1'],
  ])('not when a value can miss it: %s with %s', (indicator, expression) => {
    expect(() => parsed({ indicator, target: expression })).not.toThrow();
  });

  it.each([
    // Left out, it would be looked at over the whole run.
    [{ indicator: 'latency', Phase: 'peak', target: 'avg<5' }, 'Phase'],
    [{ indicator: 'latency', endPoint: 'list items', target: 'avg<5' }, 'endPoint'],
    [{ indicator: 'latency', target: 'avg<5', minSamples: 5 }, 'minSamples'],
    [{ indicator: 'latency', target: 'avg<5', Endpoints: 'each' }, 'Endpoints'],
  ])('when a field is misspelt: %j', (spec, field) => {
    expect(() => parsed(spec)).toThrow(
      `: expected no other fields than indicator, target, phase, phases, endpoint, endpoints, bound, severity, minimumSamples, abortOnFail, received "${field}". Check its spelling.`,
    );
  });
});
