import { describe, expect, it } from 'vitest';
import { parseCriteria, unitOf } from '../../../lib/core/plan/criterion.ts';
import type { Vocabulary } from '../../../lib/core/plan/dimension.ts';
import { durationMsOf } from '../../../lib/core/plan/profile.ts';
import { parsed, vocabulary } from './vocabulary.ts';

describe("a criterion's scope", () => {
  const lengths = (spec: unknown): number[] => parsed(spec).scope.phases.map(durationMsOf);

  it('covers the phase, or the whole plan', () => {
    expect(lengths({ indicator: 'latency', phase: 'peak', target: 'avg<1' })).toEqual([90_000]);
    expect(lengths({ indicator: 'latency', target: 'avg<1' })).toEqual([30_000, 90_000]);
  });
});

describe('a unit', () => {
  it.each([
    ['latency', 'avg<1', 'ms'],
    ['error ratio', 'rate<0.1', 'ratio'],
    ['checks', 'rate>0.1', 'ratio'],
    ['completed iterations', 'rate>0.1', 'ratio'],
    ['throughput', 'rate>1', '/s'],
    ['queue_wait', 'avg<1', 'ms'],
    ['cache_hit', 'rate>0.1', 'ratio'],
    ['replicas', 'value>1', ''],
    ['orders', 'count>1', 'orders'],
  ])('of %s with %s is %j', (indicator, expression, unit) => {
    expect(parsed({ indicator, target: expression }).indicator.unit).toBe(unit);
  });

  it.each([
    ['orders', 'rate>1', 'orders/s'],
    ['orders', 'count>1', 'orders'],
    ['throughput', 'rate>1', '/s'],
    ['cache_hit', 'rate>0.1', 'ratio'],
    ['error ratio', 'rate<0.1', 'ratio'],
    ['latency', 'avg<1', 'ms'],
    ['replicas', 'value>1', ''],
  ])('of what is judged of %s by %s is %j', (indicator, target, unit) => {
    expect(unitOf(parsed({ indicator, target }))).toBe(unit);
  });
});

describe('target, bound and severity', () => {
  it('are one threshold that fails when only the target is given', () => {
    expect(parsed({ indicator: 'latency', target: 'p(95)<300' })).toMatchObject({
      target: { limit: 300 },
      bound: { limit: 300 },
      severity: 'fail',
    });
  });

  it('are told apart when both are given', () => {
    expect(parsed({ indicator: 'latency', target: 'p(99)<500', bound: 'p(99)<=600' })).toMatchObject({
      target: { limit: 500, operator: '<' },
      bound: { limit: 600, operator: '<=' },
    });
  });

  it.each([undefined, 'p(95)<400'])('may only warn, with the bound %s', (bound) => {
    expect(parsed({ indicator: 'latency', target: 'p(95)<300', bound, severity: 'warn' }).severity).toBe('warn');
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
      'Invalid indicator of criterion {"target":"p(95)<300"}: expected one of "latency", "error ratio", "throughput", "checks", "completed iterations", "queue_wait", "cache_hit", "replicas", "orders", or a built-in metric of k6, received nothing.',
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
    [
      { indicator: 'completed iterations', endpoint: 'place order', target: 'rate>0.9' },
      ': expected the run or a phase, received "place order". An iteration as a whole belongs to no endpoint and no group.',
    ],
    [
      { indicator: 'completed iterations', phase: 'peak', group: 'checkout', target: 'rate>0.9' },
      ': expected the run or a phase, received "checkout". An iteration as a whole belongs to no endpoint and no group.',
    ],
    [
      { indicator: 'completed iterations', target: 'count>9' },
      'Invalid threshold expression: expected a statistic of a rate',
    ],
  ])('as %j', (spec, message) => {
    expect(() => parsed(spec)).toThrow(message);
  });

  it.each([null, undefined, 'latency', 5])('when it is %j', (spec) => {
    expect(() => parseCriteria(JSON.parse(JSON.stringify({ spec })).spec, vocabulary)).toThrow('Invalid criterion ');
  });

  it('when it asks for completed iterations and the plan has no reasons to give up', () => {
    const spec = { indicator: 'completed iterations', phase: 'peak', target: 'rate>0.9' } as const;
    expect(parsed(spec)).toMatchObject({ minimumSamples: 10, scope: { tags: { phase: 'peak' } } });
    expect(() => parsed(spec, { ...vocabulary, giveUpReasons: [] })).toThrow(
      /^Invalid indicator of criterion \{.+\}: expected one that the plan feeds, and completed iterations needs giveUpReasons, received "completed iterations"\. Declare giveUpReasons in the plan, or drop the criterion\.$/,
    );
  });

  it('when it asks for checks of each endpoint, and none has any', () => {
    const unchecked: Vocabulary = { ...vocabulary, endpoints: [{ name: 'place order', path: '/' }] };
    const spec = { indicator: 'checks', target: 'rate>0.9' } as const;
    expect(() => parseCriteria({ ...spec, endpoints: 'each' }, unchecked)).toThrow(
      ': expected an endpoint with checks',
    );
    expect(parseCriteria(spec, unchecked)).toHaveLength(1);
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
    [{ indicator: 'latency', Phase: 'peak', target: 'avg<5' }, 'Phase', 'phase'],
    [{ indicator: 'latency', endPoint: 'list items', target: 'avg<5' }, 'endPoint', 'endpoint'],
    [{ indicator: 'latency', target: 'avg<5', minSamples: 5 }, 'minSamples', undefined],
    [{ indicator: 'latency', target: 'avg<5', Endpoints: 'each' }, 'Endpoints', 'endpoints'],
  ])('when a field is misspelt: %j', (spec, field, meant) => {
    expect(() => parsed(spec)).toThrow(
      `: expected no other fields than indicator, target, phase, phases, endpoint, endpoints, group, check, bound, severity, minimumSamples, abortOnFail, received "${field}". Check its spelling${meant === undefined ? '' : `: perhaps "${meant}"`}.`,
    );
  });
});
