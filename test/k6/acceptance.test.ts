import { beforeEach, describe, expect, test, vi } from 'vitest';
import { acceptance } from '../../lib/k6/acceptance.ts';
import type { AcceptanceSpec } from '../../lib/k6/acceptance-test.ts';
import { enterScenario, k6, resetK6 } from './k6-stub.ts';
import { environmentOf } from './plan-environment.ts';

vi.mock('../../lib/k6/k6-modules.ts', () => import('./k6-stub.ts'));

const plan: AcceptanceSpec = {
  name: 'shop',
  profile: [{ name: 'only', hold: '1/s', duration: '1s' }],
  endpoints: [{ name: 'view', path: '/items/{id}' }],
  criteria: [{ indicator: 'error ratio', target: 'rate<0.5' }],
};

beforeEach(() => {
  resetK6();
  vi.useFakeTimers();
  vi.setSystemTime(0);
  return () => vi.useRealTimers();
});

test('a VU has its iterations and calls, and what only VU 0 needs is not there', () => {
  expect(Object.keys(acceptance(plan)).sort()).toEqual(['call', 'iteration']);
  expect(k6.metrics.map(({ type, name }) => `${type} ${name}`)).toEqual([
    'Counter request_errors',
    'Counter script_exceptions',
  ]);
});

test('VU 0 has what k6 asks it for, too', () => {
  vi.stubGlobal('__VU', 0);
  vi.stubGlobal('open', () => {
    throw new Error('directories');
  });
  expect(Object.keys(acceptance(plan)).sort()).toEqual([
    'call',
    'handleSummary',
    'iteration',
    'options',
    'setup',
    'teardown',
  ]);
});

test('a plan with metrics has a recorder, made at init', () => {
  const script = acceptance({ ...plan, criteria: [], metrics: [{ name: 'jobs', type: 'counter' }] });
  k6.isInit = false;
  script.record('jobs', 2);
  expect(k6.samples).toEqual([{ metric: 'jobs', value: 2, tags: {} }]);
});

test('a plan with reasons to give up has giveUp, and iterations that know of it', () => {
  const script = acceptance({ ...plan, criteria: [], giveUpReasons: ['login refused'] });
  expect(Object.keys(script).sort()).toEqual(['call', 'giveUp', 'iteration']);
  k6.isInit = false;
  enterScenario(environmentOf(['only', '1s'])(), 0);
  const iterate = script.iteration((isRefused: boolean) => {
    if (isRefused) script.giveUp('login refused');
  });
  iterate(true);
  iterate(false);
  const tags = { phase: 'only' };
  expect(k6.samples).toEqual([
    { metric: 'completed_iterations', value: false, tags },
    { metric: 'given_up_iterations', value: 1, tags: { ...tags, reason: 'login refused' } },
    { metric: 'completed_iterations', value: true, tags },
  ]);
});

test('a plan with metrics and reasons has both', () => {
  const script = acceptance({
    ...plan,
    criteria: [],
    metrics: [{ name: 'jobs', type: 'counter' }],
    giveUpReasons: ['login refused'],
  });
  expect(Object.keys(script).sort()).toEqual(['call', 'giveUp', 'iteration', 'record']);
});

test('a plan that allows exceptions has iterations that tell of them, and no more', () => {
  const script = acceptance({ ...plan, criteria: [], allowedExceptions: 0.01 });
  expect(Object.keys(script).sort()).toEqual(['call', 'iteration']);
  script.iteration(() => {})(undefined);
  expect(k6.samples).toEqual([{ metric: 'exception_iterations', value: false, tags: {} }]);
});

test('an iteration calls its endpoints, and its exception is one of the script', () => {
  const script = acceptance(plan);
  k6.isInit = false;
  enterScenario(environmentOf(['only', '1s'])(), 0);
  const iterate = script.iteration((id: number) => {
    script.call('view', { path: { id } });
    throw new Error('of the script');
  });
  expect(() => iterate(7)).toThrow('of the script');
  expect(k6.requests).toMatchObject([{ url: 'http://127.0.0.1:3000/items/7', params: { tags: { phase: 'only' } } }]);
  expect(k6.samples).toEqual([{ metric: 'script_exceptions', value: 1, tags: { phase: 'only' } }]);
});

describe('endpoints that a function gives', () => {
  test('are asked for at the first call, and once in a VU', () => {
    const endpoints = vi.fn<() => { name: string; path: string }[]>(() => [{ name: 'view', path: '/ok' }]);
    const script = acceptance({ ...plan, endpoints });
    script.iteration(() => {});
    expect(endpoints).not.toHaveBeenCalled();
    script.call('view');
    script.call('view');
    expect(() => script.call('other')).toThrow('Invalid call');
    expect(endpoints).toHaveBeenCalledTimes(1);
  });
});

test.each([
  [undefined, 'http://127.0.0.1:3000/items/1'],
  ['', 'http://127.0.0.1:3000/items/1'],
  ['http://target:8080/base/', 'http://target:8080/base/items/1'],
])('with BASE_URL=%s a request goes to %s', (baseUrl, url) => {
  vi.stubGlobal('__ENV', baseUrl === undefined ? {} : { BASE_URL: baseUrl });
  acceptance(plan).call('view', { path: { id: 1 } });
  expect(k6.requests.map((request) => request.url)).toEqual([url]);
});

test('two plans of one script keep their endpoints apart', () => {
  const [first, second] = ['/a', '/b'].map((path) =>
    acceptance({ ...plan, criteria: [], endpoints: [{ name: 'view', path }] }),
  );
  first?.call('view');
  second?.call('view');
  first?.call('view');
  expect(k6.requests.map(({ url }) => url.at(-1)).join('')).toBe('aba');
});
