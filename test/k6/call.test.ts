import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Endpoint } from '../../lib/core/plan/endpoint.ts';
import type { CallValues, Response } from '../../lib/k6/acceptance-test.ts';
import { callEndpoint } from '../../lib/k6/call.ts';
import { prepareEndpoints } from '../../lib/k6/prepared-endpoint.ts';
import { metrics } from '../../lib/k6/k6-modules.ts';
import { enterScenario, k6, resetK6, type SentRequest } from './k6-stub.ts';
import { environmentOf } from './plan-environment.ts';

vi.mock('../../lib/k6/k6-modules.ts', () => import('./k6-stub.ts'));

const startMs = 5000;
const plan = environmentOf(['first', '1s'], ['second', '1s']);

beforeEach(() => {
  resetK6();
  vi.useFakeTimers();
  vi.setSystemTime(startMs);
  enterScenario(plan(), startMs);
  return () => vi.useRealTimers();
});

/** What calls the endpoints that are declared so; each has a name and a path unless it is given others. */
function callerOf(
  ...declared: readonly Partial<Endpoint<Response>>[]
): (name: string, values?: CallValues) => Response {
  const endpoints = declared.map((endpoint) => ({ name: 'view', path: '/items', ...endpoint }));
  const prepared = prepareEndpoints(endpoints, 'shop', 'http://target');
  const counters = {
    errors: new metrics.Counter('request_errors'),
    exceptions: new metrics.Counter('script_exceptions'),
  };
  return (name, values) => callEndpoint(prepared, name, values, undefined, counters);
}

/** The one request of one call. */
function requestOf(endpoint: Partial<Endpoint<Response>>, values?: CallValues): SentRequest {
  callerOf(endpoint)('view', values);
  const [request, ...others] = k6.requests;
  if (request === undefined || others.length > 0) throw new Error(`${k6.requests.length} requests`);
  return request;
}

describe('a call', () => {
  test('sends what its endpoint says', () => {
    expect(requestOf({})).toEqual({
      method: 'GET',
      url: 'http://target/items',
      body: null,
      params: {
        tags: { name: 'view', plan: 'shop', phase: 'first', phase_of: 'request' },
        responseCallback: { statuses: [{ min: 200, max: 299 }] },
        redirects: 0,
      },
    });
  });

  test('returns the response of k6', () => {
    k6.respond = () => ({ status: 203, body: 'text' });
    expect(callerOf({})('view')).toMatchObject({ status: 203, body: 'text' });
  });

  test('finds endpoints in any order', () => {
    const call = callerOf({ name: 'a', path: '/a' }, { name: 'b', path: '/b' }, { name: 'c', path: '/c' });
    ['b', 'a', 'a', 'c', 'b'].forEach((name) => call(name));
    expect(k6.requests.map(({ url }) => url.at(-1)).join('')).toBe('baacb');
    expect(k6.requests.map(({ params }) => params.tags?.['name']).join('')).toBe('baacb');
  });

  test.each(['other', 'constructor', '__proto__', ''])('of %j, which is not declared, sends nothing', (name) => {
    expect(() => callerOf({})(name)).toThrow(
      `Invalid call: expected an endpoint of the plan, received "${name}". Declare the endpoint.`,
    );
    expect(k6.requests).toEqual([]);
  });

  test('puts its values into the path below the base URL', () => {
    expect(requestOf({ path: '/items/{id}?part={part}' }, { path: { id: 7, part: 'a b' } }).url).toBe(
      'http://target/items/7?part=a%20b',
    );
  });

  test('fills the path anew each time', () => {
    const call = callerOf({ path: '/items/{id}' });
    [1, 2].forEach((id) => call('view', { path: { id } }));
    expect(k6.requests.map(({ url }) => url)).toEqual(['http://target/items/1', 'http://target/items/2']);
  });

  test('without a value for its path sends nothing, and names the endpoint', () => {
    expect(() => requestOf({ path: '/items/{id}' }, { path: {} })).toThrow(
      'Invalid call of "view": expected a value for each {name} of its path, received undefined for {id}.',
    );
    expect(k6.requests).toEqual([]);
  });

  test('keeps the values of one call out of the next', () => {
    const call = callerOf({ method: 'POST', body: 'declared' });
    call('view', { body: { a: 1 } });
    call('view');
    expect(k6.requests.map(({ body, params }) => [body, params.headers])).toEqual([
      ['{"a":1}', { 'Content-Type': 'application/json' }],
      ['declared', undefined],
    ]);
  });
});

describe('the body of a call', () => {
  const json = { 'Content-Type': 'application/json' };

  test.each<[what: string, body: CallValues['body'], sent: string, headers: object | undefined]>([
    ['text', 'a=1', 'a=1', undefined],
    ['no text', '', '', undefined],
    ['an object', { a: [1, null] }, '{"a":[1,null]}', json],
    ['null', null, 'null', json],
    ['zero', 0, '0', json],
    ['false', false, 'false', json],
  ])('may be %s', (_, body, sent, headers) => {
    expect(requestOf({ method: 'POST' }, { body: body ?? null })).toMatchObject({ body: sent });
    expect(k6.requests[0]?.params.headers).toEqual(headers);
  });

  test('replaces that of the endpoint, whose headers stay', () => {
    const request = requestOf({ method: 'PUT', body: 'text', headers: { 'X-A': '1' } }, { body: [1] });
    expect(request).toMatchObject({ method: 'PUT', body: '[1]', params: { headers: { ...json, 'X-A': '1' } } });
  });

  test('as JSON keeps the content type of the endpoint', () => {
    const headers = { 'Content-Type': 'application/merge-patch+json' };
    expect(requestOf({ method: 'PATCH', headers }, { body: {} }).params.headers).toEqual(headers);
  });

  test('as text leaves the content type to k6', () => {
    expect(requestOf({ method: 'POST', headers: { 'X-A': '1' } }, { body: 'text' }).params.headers).toEqual({
      'X-A': '1',
    });
  });
});

describe('the phase of a request', () => {
  test('is that of its own start, not of its iteration', () => {
    const call = callerOf({});
    call('view');
    vi.setSystemTime(startMs + 1000);
    call('view', { body: { a: 1 } });
    vi.setSystemTime(startMs + 2000);
    call('view');
    expect(k6.requests.map(({ params }) => params.tags?.['phase'])).toEqual(['first', 'second', 'after-plan']);
    expect(k6.tags).toEqual({});
  });

  test('is on its failure and its checks too, though they come when the phase is over', () => {
    k6.respond = () => {
      vi.setSystemTime(startMs + 1500);
      return { status: 500 };
    };
    callerOf({ checks: { holds: () => true } })('view');
    expect(k6.samples.map(({ tags }) => tags['phase'])).toEqual(['first']);
    expect(k6.checks.map(({ tags }) => tags['phase'])).toEqual(['first']);
  });

  test('is none outside the scenarios of the plan, nor is the plan', () => {
    enterScenario({}, startMs);
    expect(requestOf({}).params.tags).toEqual({ name: 'view' });
  });
});

describe('a failed request', () => {
  test.each<[response: object, expected: number[] | undefined, errorClass: string]>([
    [{ status: 404, error_code: 1404 }, undefined, 'status 404'],
    [{ status: 503, error_code: 1503 }, [200], 'status 503'],
    [{ status: 302 }, undefined, 'status 302'],
    [{ status: 199 }, undefined, 'status 1xx'],
    [{ status: 300 }, undefined, 'status 3xx'],
    [{ status: 200 }, [201, 204], 'status 2xx'],
    [{ status: 0, error_code: 1212, error: 'connection refused' }, undefined, 'refused'],
    [{ status: 0, error_code: 1050, error: 'request timeout' }, undefined, 'timeout'],
    // A response that broke off after its status.
    [{ status: 200, error_code: 1000, error: 'unexpected EOF' }, undefined, 'closed'],
    [{ status: 200, error_code: 1399 }, undefined, 'TLS'],
    [{ status: 200, error_code: 1701 }, [200], 'other'],
    [{ status: 200, error_code: 1600 }, undefined, 'other'],
  ])('as %j, where %j is expected, is counted as %s', (response, expectedStatuses, errorClass) => {
    k6.respond = () => response;
    callerOf(expectedStatuses === undefined ? {} : { expectedStatuses })('view');
    expect(k6.samples).toEqual([
      {
        metric: 'request_errors',
        value: 1,
        tags: { name: 'view', plan: 'shop', phase: 'first', phase_of: 'request', error_class: errorClass },
      },
    ]);
  });

  test.each<[response: object, expected: number[] | undefined]>([
    [{ status: 200 }, undefined],
    [{ status: 299 }, undefined],
    [{ status: 404, error_code: 1404 }, [200, 404]],
    [{ status: 599, error_code: 1599 }, [599]],
    [{ status: 400, error_code: 1400 }, [400]],
    [{ status: 302 }, [302]],
  ])('is not what k6 answers as %j where %j is expected', (response, expectedStatuses) => {
    k6.respond = () => response;
    callerOf(expectedStatuses === undefined ? {} : { expectedStatuses })('view');
    expect(k6.samples).toEqual([]);
  });
});

describe('the checks of an endpoint', () => {
  const checks = {
    'has a body': ({ body }: Response) => body !== null,
    'is JSON': ({ body }: Response) => Boolean(JSON.parse(String(body))),
  };

  test('are told to k6 with the tags of the request', () => {
    k6.respond = () => ({ body: '{}' });
    callerOf({ checks })('view');
    const tags = { name: 'view', plan: 'shop', phase: 'first', phase_of: 'request' };
    expect(k6.checks).toEqual([
      { name: 'has a body', passed: true, tags },
      { name: 'is JSON', passed: true, tags },
    ]);
  });

  test('have failed where they throw, and the iteration goes on', () => {
    k6.respond = () => ({ body: 'no JSON' });
    callerOf({ checks })('view');
    expect(k6.checks.map(({ name, passed }) => [name, passed])).toEqual([
      ['has a body', true],
      ['is JSON', false],
    ]);
    expect(k6.samples).toEqual([]);
  });

  test('pass by whatever is truthy, as in k6', () => {
    const answers = {
      true: true,
      one: 1,
      text: 'false',
      object: {},
      false: false,
      zero: 0,
      none: undefined,
      empty: '',
    };
    const odd: Record<string, () => unknown> = {};
    for (const [name, answer] of Object.entries(answers)) odd[name] = () => answer;
    callerOf({ checks: odd })('view');
    expect(k6.checks.filter(({ passed }) => passed).map(({ name }) => name)).toEqual(['true', 'one', 'text', 'object']);
  });

  test('do not pass by a promise, which would be truthy whatever comes of it', () => {
    expect(() => callerOf({ checks: { later: async () => Promise.resolve(false) } })('view')).toThrow(
      'Invalid check: expected a value, received a promise. Await it before the check.',
    );
    expect(k6.checks).toEqual([]);
  });

  test('are looked at for a failed request too', () => {
    k6.respond = () => ({ status: 500, error_code: 1500 });
    callerOf({ checks })('view');
    expect(k6.checks).toHaveLength(2);
    expect(k6.samples).toHaveLength(1);
  });

  test('are not asked for where there are none', () => {
    callerOf({})('view');
    expect(k6.checks).toEqual([]);
  });
});
