import { beforeEach, expect, test, vi } from 'vitest';
import { endpointSetsVariable, renderEndpointSets } from '../../lib/core/compile/endpoint-sets.ts';
import type { Endpoint } from '../../lib/core/plan/endpoint.ts';
import type { Response } from '../../lib/k6/acceptance-test.ts';
import { prepareEndpoints, type PreparedEndpoint } from '../../lib/k6/prepared-endpoint.ts';
import { enterScenario, resetK6 } from './k6-stub.ts';
import { environmentOf } from './plan-environment.ts';

vi.mock('../../lib/k6/k6-modules.ts', () => import('./k6-stub.ts'));

const plan = environmentOf(['only', '1s']);

beforeEach(() => {
  resetK6();
  vi.useFakeTimers();
  vi.setSystemTime(0);
  return () => vi.useRealTimers();
});

function prepared(endpoint: Partial<Endpoint<Response>>, baseUrl = 'http://target'): PreparedEndpoint {
  const only = prepareEndpoints([{ name: 'only', path: '/ok', ...endpoint }], 'shop', baseUrl)['only'];
  if (only === undefined) throw new Error('not prepared');
  return only;
}

test('a list and a function that gives it are prepared alike', () => {
  const list = [
    { name: 'a', path: '/a' },
    { name: 'b', path: '/b' },
  ];
  const given = prepareEndpoints(() => list, 'shop', 'http://target');
  expect(Object.keys(given)).toEqual(['a', 'b']);
  expect(given).toEqual(prepareEndpoints(list, 'shop', 'http://target'));
});

test.each([
  ['http://target', 'http://target/ok'],
  ['http://target/', 'http://target/ok'],
  ['http://target/base//', 'http://target/base/ok'],
])('the URL below %s is %s', (baseUrl, url) => {
  expect(prepared({}, baseUrl).url).toBe(url);
});

test('the URL of a path that waits for a value is in parts', () => {
  expect(prepared({ path: '/{id}' }, 'http://target/').url).toEqual(['http://target/', 'id', '']);
});

test('the method is GET where none is declared', () => {
  expect(prepared({}).method).toBe('GET');
  expect(prepared({ method: 'DELETE' }).method).toBe('DELETE');
});

test.each<[Endpoint['body'], string | null, object | undefined]>([
  [undefined, null, { 'X-A': '1' }],
  ['text', 'text', { 'X-A': '1' }],
  ['', '', { 'X-A': '1' }],
  [{ a: 1 }, '{"a":1}', { 'Content-Type': 'application/json', 'X-A': '1' }],
  [null, 'null', { 'Content-Type': 'application/json', 'X-A': '1' }],
])('the body %j is sent as %j', (body, sent, headers) => {
  const endpoint = prepared({ headers: { 'X-A': '1' }, ...(body === undefined ? {} : { body }) });
  expect(endpoint.body).toBe(sent);
  expect(endpoint.params.headers).toEqual(headers);
});

test('a JSON body keeps a declared content type, and needs no headers', () => {
  expect(prepared({ body: [], headers: { 'Content-Type': 'application/vnd.a' } }).params.headers).toEqual({
    'Content-Type': 'application/vnd.a',
  });
  expect(prepared({ body: [] }).params.headers).toEqual({ 'Content-Type': 'application/json' });
  expect(prepared({}).params).not.toHaveProperty('headers');
});

test('headers are copied, so that no call changes what was declared', () => {
  const headers = { 'X-A': '1' };
  expect(prepared({ headers }).params.headers).not.toBe(headers);
});

test('k6 is told which statuses are expected, that redirects are not followed, and a timeout that is declared', () => {
  expect(prepared({}).params).toMatchObject({
    responseCallback: { statuses: [{ min: 200, max: 299 }] },
    redirects: 0,
  });
  expect(prepared({}).params).not.toHaveProperty('timeout');
  expect(prepared({ expectedStatuses: [201, 409], timeout: '5s' }).params).toMatchObject({
    responseCallback: { statuses: [201, 409] },
    timeout: '5s',
  });
});

test('the plan, and that the phase is that of the request, are tags within its scenarios alone', () => {
  enterScenario(plan(), 0);
  expect(prepared({}).params.tags).toEqual({ name: 'only', plan: 'shop', phase_of: 'request' });
  enterScenario({}, 0);
  expect(prepared({}).params.tags).toEqual({ name: 'only' });
});

test('an endpoint bears the tag of each set that it is taken together in, and no other', () => {
  const sets = [
    { tag: 'endpoints_00000001', endpoints: ['a', 'b'] },
    { tag: 'endpoints_00000002', endpoints: ['b', 'c'] },
  ];
  enterScenario({ ...plan(), [endpointSetsVariable]: renderEndpointSets(sets) }, 0);
  const named = ['a', 'b', 'c', 'd', 'endpoints_00000001'].map((name) => ({ name, path: '/' }));
  const all = prepareEndpoints(named, 'shop', 'http://target');
  const tagsOf = (name: string): unknown => all[name]?.params.tags;
  expect(tagsOf('a')).toEqual({ name: 'a', plan: 'shop', phase_of: 'request', endpoints_00000001: 'in' });
  expect(tagsOf('b')).toEqual({
    name: 'b',
    plan: 'shop',
    phase_of: 'request',
    endpoints_00000001: 'in',
    endpoints_00000002: 'in',
  });
  expect(tagsOf('c')).toEqual({ name: 'c', plan: 'shop', phase_of: 'request', endpoints_00000002: 'in' });
  expect(tagsOf('d')).toEqual({ name: 'd', plan: 'shop', phase_of: 'request' });
  expect(tagsOf('endpoints_00000001')).toEqual({ name: 'endpoints_00000001', plan: 'shop', phase_of: 'request' });
});
