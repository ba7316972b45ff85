import { describe, expect, it, vi } from 'vitest';
import { parsePlan, plannedOptions, type Plan } from '../../../lib/core/plan/plan.ts';
import { stressProfile } from '../../../lib/core/plan/stress-profile.ts';
import { soundSpec } from '../run-data.ts';

const environment = { BASE_URL: 'http://shop.test', TIME_SCALE: undefined };
/** A plan as JavaScript may declare it, past the types. */
const parsed = (
  changes: Readonly<Record<string, unknown>>,
  env: { readonly BASE_URL: string; readonly TIME_SCALE: string | undefined } = environment,
): Plan => parsePlan({ ...soundSpec, ...Object(changes) }, env);

describe('a plan', () => {
  it('holds what the script declared, parsed', () => {
    const plan = parsed({ preflight: '/health', vus: 40, k6Options: { batch: 3 } });
    expect(plan).toMatchObject({
      name: 'shop',
      durationMs: 30_000,
      timeScale: 1,
      preflight: '/health',
      vus: 40,
      k6Options: { batch: 3 },
      target: 'http://shop.test',
      // 60 s for the longest request, and 5 s.
      gracefulStopMs: 65_000,
    });
    expect(plan.phases.map(({ name }) => name)).toEqual(['warm-up', 'peak', 'users']);
    expect(plan.endpoints.map(({ name }) => name)).toEqual(['list items', 'place order']);
    expect(plan.metrics.map(({ name }) => name)).toEqual(['queue_wait', 'cache_hit', 'replicas', 'orders']);
    expect(plan.criteria).toHaveLength(9);
  });

  it('may leave out what has a default', () => {
    const { name, profile, endpoints } = soundSpec;
    const plan = parsePlan(
      { name, profile, endpoints, criteria: [{ indicator: 'latency', target: 'avg<5' }] },
      environment,
    );
    expect(plan).toMatchObject({
      preflight: null,
      vus: undefined,
      k6Options: {},
      metrics: [],
      giveUpReasons: [],
      allowedExceptions: 0,
    });
  });

  it('is shrunk by TIME_SCALE, and remembers it', () => {
    expect(parsed({}, { ...environment, TIME_SCALE: '0.5' })).toMatchObject({ durationMs: 15_000, timeScale: 0.5 });
  });

  it('keeps no credential of its target', () => {
    const plan = parsed({}, { ...environment, BASE_URL: 'https://tester:hunter2@shop.test/v1/' });
    expect(plan.target).toBe('https://shop.test/v1');
    expect(JSON.stringify(plan)).not.toContain('hunter2');
  });

  it.each(['shop', 'shop-2', 'shop.v2', 'shop_2', '2', '_', 'A.b-C', '__proto__'])(
    'may be named %s, as its files are',
    (name) => {
      expect(parsed({ name }).name).toBe(name);
    },
  );

  it.each([
    '',
    '.',
    '..',
    '../shop',
    '/etc/passwd',
    'a/b',
    'a\\b',
    'a b',
    '-rf',
    '.hidden',
    'shop:1',
    'shop|x',
    'ümläut',
    'shop\n',
    'a,b',
    undefined,
    null,
    5,
  ])('may not be named %j', (name) => {
    expect(() => parsed({ name })).toThrow('Invalid plan name: expected ');
  });

  it.each([
    [{ profile: [] }, 'Invalid profile:'],
    [{ endpoints: [] }, 'Invalid endpoints:'],
    [{ metrics: [{ name: 'vus', type: 'trend' }] }, 'Invalid metric name:'],
    [
      { criteria: [] },
      'Invalid criteria: expected at least one criterion, received []. Without one there is nothing to accept.',
    ],
    [
      { criteria: undefined },
      'Invalid criteria of plan: expected a list, or a function that gives one, received nothing. Give one.',
    ],
    [
      { criteria: { indicator: 'latency' } },
      'Invalid criteria of plan: expected a list, or a function that gives one, received {"indicator":"latency"}.',
    ],
    [{ criterion: [] }, 'Invalid plan: expected no other fields than '],
    [{ Metrics: [] }, 'received "Metrics". Check its spelling: perhaps "metrics".'],
    [
      { profile: { name: 'peak' } },
      'Invalid profile of plan: expected a list, or a function that gives one, received {"name":"peak"}. Give one.',
    ],
    [
      { endpoints: null },
      'Invalid endpoints of plan: expected a list, or a function that gives one, received null. Correct it, or leave it out.',
    ],
    [{ endpoints: undefined }, ': expected a plan with endpoints, received "place order". Declare the endpoint.'],
    [{ metrics: {} }, 'Invalid metrics of plan: expected a list, received {}. Correct it, or leave it out.'],
    [
      {
        metrics: [{ name: 'queue_wait', type: 'trend', unit: 5 }],
        criteria: [{ indicator: 'latency', target: 'avg<1' }],
      },
      'Invalid unit of metric: expected a text, received 5.',
    ],
    [
      { allowedExceptions: 1 },
      'Invalid allowedExceptions: expected a share of the iterations, from 0 to below 1, received 1. Write 0.1 % as 0.001, or leave it out to allow none.',
    ],
    [{ giveUpReasons: 'x' }, 'Invalid giveUpReasons of plan: expected a list, received "x".'],
    [{ preflight: null }, 'Invalid preflight of plan: expected a text, received null.'],
    [{ teardown: {} }, 'Invalid teardown of plan: expected a function, received {}.'],
    [{ textSummary: 'x' }, 'Invalid textSummary of plan: expected a function, received "x".'],
    [{ k6Options: null }, 'Invalid k6Options of plan: expected an object, received null.'],
    [{ vus: 1_000_001 }, 'Invalid vus: expected a whole number from 1 to 1000000, received 1000001.'],
    [
      { criteria: ['latency'] },
      'Invalid criterion "latency": expected an object with indicator, target, phase, phases, endpoint, endpoints, group, check, bound, severity, minimumSamples, abortOnFail, received "latency".',
    ],
    [
      { criteria: [{ indicator: 'latency', Phase: 'peak', target: 'avg<1' }] },
      'received "Phase". Check its spelling: perhaps "phase".',
    ],
    [{ preflight: 5 }, 'Invalid preflight of plan: expected a text, received 5.'],
    [{ setup: 'x' }, 'Invalid setup of plan: expected a function, received "x".'],
    [{ k6Options: [] }, 'Invalid k6Options of plan: expected an object, received [].'],
    [{ name: 'x'.repeat(101) }, 'Invalid plan name: expected at most 100 letters'],
    [{ criteria: [{ indicator: 'latency', phase: 'nowhere', target: 'avg<1' }] }, 'Invalid phase of criterion'],
    [
      { preflight: 'health' },
      'Invalid preflight: expected a path that begins with /, received "health". Host and scheme come from BASE_URL.',
    ],
    [{ preflight: 'http://other.test/health' }, 'Invalid preflight:'],
    [{ preflight: '' }, 'Invalid preflight:'],
    [{ vus: 0 }, 'Invalid vus:'],
  ])('is rejected for %j', (changes, message) => {
    expect(() => parsed(changes)).toThrow(message);
  });

  it.each([
    [{ BASE_URL: 'shop.test', TIME_SCALE: undefined }, 'Invalid BASE_URL:'],
    [{ BASE_URL: 'http://shop.test', TIME_SCALE: '2' }, 'Invalid TIME_SCALE:'],
  ])('is rejected in the environment %j', (env, message) => {
    expect(() => parsed({}, env)).toThrow(message);
  });

  it.each([
    'scenarios',
    'thresholds',
    'summaryTrendStats',
    'systemTags',
    'vus',
    'duration',
    'iterations',
    'stages',
    'executionSegment',
    'executionSegmentSequence',
    'noSetup',
    'noTeardown',
    'paused',
    'tags',
  ])('may not set the option %s, which it decides itself', (option) => {
    expect(plannedOptions).toContain(option);
    expect(() => parsed({ k6Options: { [option]: undefined } })).toThrow(
      `Invalid k6Options: expected options that the plan does not decide, received "${option}". Remove ${option}; the plan sets it.`,
    );
  });
});

describe('the profile, the endpoints and the criteria', () => {
  it('are the same when a function gives them, which is called once', () => {
    const profile = vi.fn<() => unknown>(() => soundSpec.profile);
    const endpoints = vi.fn<() => unknown>(() => soundSpec.endpoints);
    const criteria = vi.fn<() => unknown>(() => soundSpec.criteria);
    // Each plan holds functions of its own: only their texts can be compared.
    expect(JSON.stringify(parsed({ profile, endpoints, criteria }))).toBe(JSON.stringify(parsed({})));
    expect(profile.mock.calls).toEqual([[]]);
    expect(endpoints.mock.calls).toEqual([[]]);
    expect(criteria.mock.calls).toEqual([[]]);
  });

  it.each([
    [{ profile: () => [] }, 'Invalid profile: expected at least one phase, received [].'],
    [
      { criteria: () => [] },
      'Invalid criteria: expected at least one criterion, received []. Without one there is nothing to accept.',
    ],
    [{ profile: () => [{ name: 'peak', duration: '5s' }] }, 'Invalid phase "peak": expected either hold or ramp'],
    [
      { criteria: () => [{ indicator: 'latency', Phase: 'peak', target: 'avg<1' }] },
      'received "Phase". Check its spelling: perhaps "phase".',
    ],
    [{ criteria: () => [{ indicator: 'latency', phase: 'nowhere', target: 'avg<1' }] }, 'Invalid phase of criterion'],
    [
      { profile: () => undefined },
      'Invalid result of the function profile of plan: expected a list, received nothing. Return the list itself.',
    ],
    [
      { criteria: async () => [] },
      'Invalid result of the function criteria of plan: expected a list, received {}. Return the list itself.',
    ],
    [
      { criteria: () => () => [] },
      'Invalid result of the function criteria of plan: expected a list, received a function.',
    ],
    [
      { criteria: () => ({ length: 1 }) },
      'Invalid result of the function criteria of plan: expected a list, received {"length":1}.',
    ],
    [{ endpoints: () => [] }, 'Invalid endpoints: expected at least one endpoint, received [].'],
    [{ endpoints: () => [{ name: 'read' }] }, 'Invalid path of endpoint "read"'],
    [{ metrics: () => [] }, 'Invalid metrics of plan: expected a list, received a function.'],
  ])('are held to the same rules when %j gives them', (changes, message) => {
    expect(() => parsed(changes)).toThrow(message);
  });

  it.each([
    [new TypeError('limits is undefined'), 'received "TypeError: limits is undefined".'],
    ['a text', 'received "a text".'],
    [undefined, 'received nothing.'],
    [Object.create(null), 'received {}.'],
  ])('may not come from a function that throws %j', (thrown, received) => {
    const give = (): never => {
      throw thrown;
    };
    expect(() => parsed({ profile: give })).toThrow(
      `Invalid function profile of plan: expected no exception, ${received} Correct the function.`,
    );
    expect(() => parsed({ endpoints: give })).toThrow(
      `Invalid function endpoints of plan: expected no exception, ${received} Correct the function.`,
    );
    expect(() => parsed({ criteria: give })).toThrow(
      `Invalid function criteria of plan: expected no exception, ${received} Correct the function.`,
    );
  });

  it('pass on what their function says is invalid', () => {
    const profile = (): unknown =>
      stressProfile({ steps: ['80/s', '40/s'], stepDuration: '8s', warmUpDuration: '4s', recoveryDuration: '5s' });
    expect(() => parsed({ profile })).toThrow(/^Invalid steps: expected loads that rise, received /);
  });
});

describe('what else a plan may have', () => {
  it('is a setup, a teardown and a summary of its own', () => {
    expect(() => parsed({ setup: () => 1, teardown: () => 1, textSummary: () => '' })).not.toThrow();
    expect(() =>
      parsed({
        setup: undefined,
        teardown: undefined,
        textSummary: undefined,
        metrics: undefined,
        criteria: [{ indicator: 'latency', target: 'avg<1' }],
      }),
    ).not.toThrow();
  });

  it('is a name of 100 characters', () => {
    expect(parsed({ name: 'x'.repeat(100) }).name).toBe('x'.repeat(100));
  });

  it.each(['null', '[]', '"shop"', '5'])('stands in an object: not %s', (json) => {
    expect(() => parsePlan(JSON.parse(json), environment)).toThrow(
      'Invalid plan: expected an object with name, profile, criteria, endpoints, metrics, giveUpReasons, allowedExceptions, signOff, preflight, vus, reports, k6Options, setup, teardown, textSummary, received ',
    );
  });
});

describe('the time to let iterations end', () => {
  const gracefulStopOf = (...timeouts: readonly (string | undefined)[]): number =>
    parsed({
      endpoints: timeouts.map((timeout, index) => ({
        name: `e${index}`,
        path: '/',
        ...(timeout === undefined ? {} : { timeout }),
      })),
      criteria: [{ indicator: 'latency', target: 'avg<1' }],
    }).gracefulStopMs;

  it.each([
    [[undefined], 65_000],
    [['5s'], 10_000],
    [['5s', undefined], 65_000],
    [['5s', '1m30s', '2s'], 95_000],
    [[undefined, '2m'], 125_000],
    [['500ms', '1s'], 6000],
  ] as const)('of requests that time out after %j is %d ms: the longest, and 5 s', (timeouts, ms) => {
    expect(gracefulStopOf(...timeouts)).toBe(ms);
  });

  it('does not shrink with TIME_SCALE, for requests do not get faster by it', () => {
    expect(parsed({}, { ...environment, TIME_SCALE: '0.1' }).gracefulStopMs).toBe(65_000);
  });
});
