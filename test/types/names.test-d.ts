// Which names a criterion, a call and a sample may use.
// Held by `npm run types`, where an expected error that is none is an error: nothing here runs. Each expected error stands
// alone, above the one property that is wrong.
import http from 'k6/http';
import { expectTypeOf } from 'vitest';
import type { CriterionSpec } from '../../lib/core/plan/criterion.ts';
import { acceptance, type AcceptanceTest, type Response } from '../../lib/k6/index.ts';
import { endpoints, name, profile } from './shop.ts';

// Everything inline, as a list, beside checks whose parameter is not annotated.
const inline = acceptance({
  name: 'inline',
  profile: [
    { name: 'warm-up', ramp: '5/s', duration: '1s' },
    { name: 'peak', hold: '5/s', duration: '1s' },
  ],
  endpoints: [
    { name: 'view', path: '/', checks: { 'has items': (response) => Array.isArray(response.json('items')) } },
    {
      name: 'pay',
      path: '/pay',
      checks: {
        typed(response) {
          expectTypeOf(response).toEqualTypeOf<Response>();
          // @ts-expect-error a response of k6 has no such field
          return response.nope === 1;
        },
      },
    },
  ],
  metrics: [{ name: 'render_time', type: 'trend', unit: 'ms' }],
  criteria: [
    { indicator: 'latency', phase: 'peak', endpoint: 'pay', target: 'p(95)<300', minimumSamples: 5 },
    { indicator: 'error ratio', phase: 'warm-up', target: 'rate<0.01' },
    { indicator: 'throughput', endpoint: 'view', target: 'rate>1' },
    { indicator: 'checks', target: 'rate>0.99' },
    { indicator: 'render_time', phase: 'peak', target: 'avg<5' },
    {
      indicator: 'latency',
      phases: 'each',
      endpoints: 'each',
      target: 'p(99)<500',
      bound: 'p(99)<=600',
      severity: 'warn',
      abortOnFail: false,
    },
    { indicator: 'latency', phases: { upTo: '50 VUs' }, endpoint: 'pay', target: 'p(99)<500' },
    { indicator: 'error ratio', phases: { upTo: '7.5/s' }, target: 'rate<0.01' },
    {
      indicator: 'latency',
      // @ts-expect-error a load is a rate or a number of VUs
      phases: { upTo: '50' },
      target: 'avg<5',
    },
    {
      indicator: 'latency',
      // @ts-expect-error phases are each, or up to a load
      phases: ['peak'],
      target: 'avg<5',
    },
    {
      indicator: 'latency',
      // @ts-expect-error one endpoint is named as endpoint
      endpoints: 'pay',
      target: 'avg<5',
    },
    { indicator: 'latency', phase: 'peak', endpoints: ['view', 'pay'], target: 'avg<5' },
    { indicator: 'latency', phase: 'peak', endpoint: 'pay', group: 'of any name', target: 'avg<5' },
    { indicator: 'checks', phase: 'peak', check: 'of any name', target: 'rate>0.9' },
    {
      indicator: 'latency',
      endpoints: [
        'view',
        // @ts-expect-error no endpoint of the plan
        'nope',
      ],
      target: 'avg<5',
    },
    {
      indicator: 'latency',
      target: 'avg<5',
      // @ts-expect-error fail or warn
      severity: 'FAIL',
    },
    {
      indicator: 'latency',
      // @ts-expect-error no phase of the profile
      phase: 'nope',
      endpoint: 'view',
      target: 'avg<5',
    },
    {
      indicator: 'latency',
      phase: 'peak',
      // @ts-expect-error no endpoint of the plan
      endpoint: 'nope',
      target: 'avg<5',
    },
    {
      // @ts-expect-error neither a built-in indicator nor a metric of the plan
      indicator: 'nope',
      phase: 'peak',
      target: 'avg<5',
    },
    {
      indicator: 'latency',
      // @ts-expect-error an endpoint is no phase
      phase: 'view',
      // @ts-expect-error a phase is no endpoint
      endpoint: 'peak',
      target: 'avg<5',
    },
    {
      indicator: 'latency',
      // @ts-expect-error no field of a criterion
      Phase: 'peak',
      target: 'avg<5',
    },
  ],
});

inline.call('view');
inline.call('pay', { path: { id: 1 } });
inline.call('pay', {
  query: { page: 2, all: true, tag: ['a', 'b'] },
  headers: { Authorization: 'Bearer a' },
  cookies: { a: '1', b: { value: '2', replace: true } },
  jar: new http.CookieJar(),
  auth: 'basic',
  tags: { tenant: 'a' },
  timeout: 500,
  responseType: 'binary',
  compression: 'gzip',
  body: { user: 'a', file: http.file('a', 'a.txt') },
});
inline.call('pay', { body: new Uint8Array(2) });
// @ts-expect-error no such field
inline.call('pay', { paht: { id: 1 } });
// @ts-expect-error a header that may be undefined
inline.call('pay', { headers: { Authorization: Math.random() > 0.5 ? 'a' : undefined } });
// @ts-expect-error k6 would send <nil>
inline.call('pay', { body: { token: undefined } });
// @ts-expect-error JSON would send {}
inline.call('pay', { body: new Map() });
inline.record('render_time', 5);
expectTypeOf(inline).toEqualTypeOf<AcceptanceTest<'view' | 'pay', 'render_time'>>();
// @ts-expect-error no endpoint of the plan
inline.call('nope');
// @ts-expect-error no metric of the plan
inline.record('nope', 1);
// @ts-expect-error built-in indicators are not recorded
inline.record('latency', 1);

// Functions.
acceptance({
  name,
  profile: () => [
    { name: 'warm-up', ramp: '5/s', duration: '1s' },
    { name: 'peak', hold: '5/s', duration: '1s' },
  ],
  endpoints: [
    { name: 'view', path: '/', checks: { 'has items': (response) => Array.isArray(response.json('items')) } },
  ],
  metrics: [{ name: 'render_time', type: 'trend' }],
  criteria: () => [
    { indicator: 'latency', phase: 'warm-up', target: 'avg<5' },
    { indicator: 'render_time', phase: 'peak', target: 'avg<5' },
    { indicator: 'latency', endpoint: 'view', target: 'avg<5' },
  ],
}).call('view');
acceptance({
  name,
  profile: () => [
    { name: 'warm-up', ramp: '5/s', duration: '1s' },
    { name: 'peak', hold: '5/s', duration: '1s' },
  ],
  endpoints: [
    { name: 'view', path: '/', checks: { 'has items': (response) => Array.isArray(response.json('items')) } },
  ],
  metrics: [{ name: 'render_time', type: 'trend' }],
  criteria: () => [
    { indicator: 'latency', phase: 'peak', target: 'avg<5' },
    {
      indicator: 'latency',
      // @ts-expect-error no phase of the profile
      phase: 'nope',
      target: 'avg<5',
    },
    {
      indicator: 'latency',
      phase: 'peak',
      // @ts-expect-error no endpoint of the plan
      endpoint: 'nope',
      target: 'avg<5',
    },
    {
      // @ts-expect-error neither a built-in indicator nor a metric of the plan
      indicator: 'nope',
      phase: 'warm-up',
      target: 'avg<5',
    },
  ],
});

// Endpoints that a function gives, beside checks whose parameter is not annotated.
const givenEndpoints = acceptance({
  name,
  profile: () => [{ name: 'peak', hold: '5/s', duration: '1s' }],
  endpoints: () => [
    { name: 'view', path: '/', checks: { 'has items': (response) => Array.isArray(response.json('items')) } },
    { name: 'pay', path: '/pay' },
  ],
  criteria: () => [
    { indicator: 'latency', phase: 'peak', endpoint: 'pay', target: 'avg<5' },
    {
      indicator: 'latency',
      phase: 'peak',
      // @ts-expect-error no endpoint of the plan
      endpoint: 'nope',
      target: 'avg<5',
    },
  ],
});
givenEndpoints.call('view');
// @ts-expect-error no endpoint of the plan
givenEndpoints.call('nope');
// @ts-expect-error a plan without metrics records nothing
givenEndpoints.record('nope', 1);

// The role of a phase, of a closed list, and none of it where it is left out.
acceptance({
  name,
  profile: [
    { name: 'warm-up', role: 'warm-up', ramp: '5/s', duration: '1s' },
    { name: 'peak', role: undefined, hold: '5/s', duration: '1s' },
    {
      name: 'night',
      // @ts-expect-error no role of a phase
      role: 'night',
      hold: '5/s',
      duration: '1s',
    },
  ],
  endpoints,
  criteria: [{ indicator: 'latency', phase: 'night', target: 'avg<5' }],
});

// In any order of the fields.
acceptance({
  criteria: () => [
    { indicator: 'render_time', phase: 'peak', target: 'avg<5' },
    {
      indicator: 'latency',
      // @ts-expect-error no phase of the profile
      phase: 'nope',
      endpoint: 'view',
      target: 'avg<5',
    },
  ],
  endpoints: [
    { checks: { 'has items': (response) => Array.isArray(response.json('items')) }, path: '/', name: 'view' },
  ],
  metrics: [{ type: 'trend', name: 'render_time' }],
  profile: () => [{ duration: '1s', hold: '5/s', name: 'peak' }],
  name,
});

// Functions with a body, and methods: the error stands at the field.
acceptance({
  name,
  profile() {
    return [{ name: 'peak', hold: '5/s', duration: '1s' }];
  },
  endpoints,
  criteria() {
    const limit = 'avg<5';
    return [{ indicator: 'latency', phase: 'peak', endpoint: 'pay', target: limit }];
  },
});
acceptance({
  name,
  profile: () => profile,
  endpoints,
  // @ts-expect-error no phase of the profile
  criteria: () => {
    return [{ indicator: 'latency', phase: 'nope', target: 'avg<5' }];
  },
});

// Neither a list nor a function that gives one.
acceptance({
  name,
  profile,
  endpoints,
  // @ts-expect-error one criterion is no list
  criteria: { indicator: 'latency', target: 'avg<5' },
});
acceptance({
  name,
  // @ts-expect-error a promise is no list
  profile: async () => profile,
  endpoints,
  // @ts-expect-error a promise is no list
  criteria: async (): Promise<CriterionSpec<'peak'>[]> => [],
});
acceptance({
  name,
  profile,
  endpoints,
  // @ts-expect-error nobody gives the function an argument
  criteria: (limit: string) => [{ indicator: 'latency', target: limit }],
});
// @ts-expect-error a plan has criteria
acceptance({ name, profile, endpoints });

// A plan without metrics has the built-in indicators alone, and records nothing.
const withoutMetrics = acceptance({
  name,
  profile,
  endpoints,
  criteria: [
    {
      // @ts-expect-error the plan declares no metric
      indicator: 'render_time',
      target: 'avg<5',
    },
  ],
});
// @ts-expect-error the plan declares no metric
withoutMetrics.record('render_time', 1);

// A plan with reasons to give up has `giveUp`, for these reasons alone, and nothing runs behind it.
const withReasons = acceptance({
  name,
  profile,
  endpoints,
  giveUpReasons: ['login refused', 'sold out'],
  criteria: [{ indicator: 'completed iterations', phase: 'peak', target: 'rate>0.9' }],
});
expectTypeOf(withReasons).toEqualTypeOf<AcceptanceTest<'view' | 'pay', never, 'login refused' | 'sold out'>>();
withReasons.iteration(() => withReasons.giveUp('login refused'));
withReasons.iteration(async () => withReasons.giveUp('sold out'));
expectTypeOf(withReasons.giveUp).returns.toEqualTypeOf<never>();
// @ts-expect-error no reason of the plan
withReasons.giveUp('nope');
// @ts-expect-error a reason is given
withReasons.giveUp();
// @ts-expect-error the plan declares no metric
withReasons.record('render_time', 1);
// @ts-expect-error the plan declares no reason
withoutMetrics.giveUp('login refused');
acceptance({
  name,
  profile,
  endpoints,
  // @ts-expect-error reasons are a list
  giveUpReasons: 'login refused',
  criteria: [{ indicator: 'completed iterations', target: 'rate>0.9' }],
});
// Beside metrics, and criteria that a function gives.
const withBoth = acceptance({
  name,
  profile,
  endpoints,
  metrics: [{ name: 'render_time', type: 'trend' }],
  giveUpReasons: ['login refused'],
  criteria: () => [
    { indicator: 'completed iterations', phases: 'each', target: 'rate>0.9' },
    { indicator: 'render_time', phase: 'peak', target: 'avg<5' },
    {
      // @ts-expect-error a reason is no indicator
      indicator: 'login refused',
      target: 'rate<0.1',
    },
  ],
});
withBoth.record('render_time', 1);
withBoth.giveUp('login refused');

// An allowance for exceptions is a number, and gives the script no function.
const allowing = acceptance({
  name,
  profile,
  endpoints,
  allowedExceptions: 0.001,
  criteria: [{ indicator: 'latency', target: 'avg<5' }],
});
expectTypeOf(allowing).toEqualTypeOf<AcceptanceTest<'view' | 'pay', never>>();
acceptance({
  name,
  profile,
  endpoints,
  // @ts-expect-error a share is a number
  allowedExceptions: '0.1 %',
  criteria: [{ indicator: 'latency', target: 'avg<5' }],
});
