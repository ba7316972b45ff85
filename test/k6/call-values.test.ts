import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Endpoint } from '../../lib/core/plan/endpoint.ts';
import type { CallValues, Response } from '../../lib/k6/acceptance-test.ts';
import { callEndpoint } from '../../lib/k6/call.ts';
import { metrics } from '../../lib/k6/k6-modules.ts';
import { prepareEndpoints } from '../../lib/k6/prepared-endpoint.ts';
import { enterScenario, k6, resetK6, type SentRequest } from './k6-stub.ts';
import { environmentOf } from './plan-environment.ts';

vi.mock('../../lib/k6/k6-modules.ts', () => import('./k6-stub.ts'));

beforeEach(() => {
  resetK6();
  vi.useFakeTimers();
  vi.setSystemTime(0);
  enterScenario(environmentOf(['only', '1s'])(), 0);
  return () => vi.useRealTimers();
});

/** The requests of one endpoint, called with each of these values. */
function requestsOf(
  endpoint: Partial<Endpoint<Response>>,
  ...calls: readonly (CallValues | undefined)[]
): SentRequest[] {
  const prepared = prepareEndpoints([{ name: 'view', path: '/items', ...endpoint }], 'shop', 'http://target');
  const counters = {
    errors: new metrics.Counter('request_errors'),
    exceptions: new metrics.Counter('script_exceptions'),
  };
  calls.forEach((values) => callEndpoint(prepared, 'view', values, undefined, counters));
  return k6.requests;
}

const planTags = { name: 'view', plan: 'shop', phase: 'only', phase_of: 'request' };

describe('a call', () => {
  test('hands every param to k6 under its own name', () => {
    const jar: CallValues['jar'] = Object.assign(Object.create(null), { cookiesForURL: () => ({}) });
    const params = { auth: 'basic', timeout: '2s', responseType: 'none', compression: 'gzip', jar } as const;
    const [request] = requestsOf({ baseUrl: 'http://user:password@target' }, params);
    expect(request?.params).toEqual({ ...params, tags: planTags, responseCallback: expect.anything(), redirects: 0 });
  });

  test('puts headers, cookies and tags beside those of the endpoint, and wins over them', () => {
    const [request] = requestsOf(
      { headers: { A: '1', B: '1' }, cookies: { a: '1', b: '1' }, tags: { team: 'x', tier: '1' } },
      { headers: { B: '2', C: '2' }, cookies: { b: '2' }, tags: { tier: '2' } },
    );
    expect(request?.params).toMatchObject({
      headers: { A: '1', B: '2', C: '2' },
      cookies: { a: '1', b: '2' },
      tags: { ...planTags, team: 'x', tier: '2' },
    });
  });

  test('leaves nothing of it to the next call', () => {
    const [first, second] = requestsOf(
      { headers: { A: '1' } },
      {
        headers: { Authorization: 'Bearer a' },
        tags: { tenant: 'a' },
        cookies: { a: '1' },
        query: { q: 1 },
        timeout: 5,
      },
      undefined,
    );
    expect(first?.params.headers).toEqual({ A: '1', Authorization: 'Bearer a' });
    expect(second).toMatchObject({ url: 'http://target/items', params: { headers: { A: '1' }, tags: planTags } });
    expect(second?.params).not.toHaveProperty('cookies');
    expect(second?.params).not.toHaveProperty('timeout');
  });

  test('takes an undefined field for one that was left out', () => {
    const [request] = requestsOf(
      { headers: { A: '1' }, timeout: '3s', body: 'own' },
      { headers: undefined, timeout: undefined, body: undefined, query: undefined, jar: undefined },
    );
    expect(request).toMatchObject({ body: 'own', params: { headers: { A: '1' }, timeout: '3s' } });
    expect(request?.params).not.toHaveProperty('jar');
  });

  test('goes to the service of its endpoint', () => {
    expect(requestsOf({ baseUrl: 'http://other:8080/v1/' }, undefined)[0]?.url).toBe('http://other:8080/v1/items');
  });

  test('bears the tags of its endpoint', () => {
    expect(requestsOf({ tags: { team: 'x' } }, undefined)[0]?.params.tags).toEqual({ ...planTags, team: 'x' });
  });
});

describe('a query', () => {
  test.each<[path: string, query: CallValues['query'], url: string]>([
    ['/items', { q: 'a b&c', page: 2, all: true }, '/items?q=a%20b%26c&page=2&all=true'],
    ['/items?sort=name', { q: '' }, '/items?sort=name&q='],
    ['/items', { tag: ['a', 'b'], none: [] }, '/items?tag=a&tag=b'],
    ['/items', {}, '/items'],
    ['/items/{id}', { 'a=b': '?' }, '/items/7?a%3Db=%3F'],
  ])('of %j with %j makes %j', (path, query, url) => {
    const values = path.includes('{') ? { path: { id: 7 }, query } : { query };
    expect(requestsOf({ path }, values)[0]?.url).toBe(`http://target${url}`);
  });
});

describe('the body of a call', () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

  test('is a form where the endpoint or the call says so', () => {
    expect(requestsOf({ method: 'POST', headers: form }, { body: { a: 'ü' } })[0]).toMatchObject({
      body: 'a=%C3%BC',
      params: { headers: form },
    });
    expect(requestsOf({ method: 'POST' }, { headers: form, body: { a: 1 } })[1]).toMatchObject({ body: 'a=1' });
  });

  test('does not keep the content type of another body', () => {
    const [json, text, bytes] = requestsOf(
      { method: 'POST', body: { a: 1 }, headers: { A: '1' } },
      undefined,
      { body: 'text' },
      { body: new Uint8Array([7]) },
    );
    expect(json?.params.headers).toEqual({ 'Content-Type': 'application/json', A: '1' });
    expect(text?.params.headers).toEqual({ A: '1' });
    expect(bytes?.params.headers).toEqual({ A: '1' });
  });

  test('is left to k6 where it holds a file', () => {
    const file = { data: 'x', filename: 'x.txt', content_type: 'text/plain' };
    // As k6 makes it.
    Object.defineProperty(file, 'data', { configurable: false });
    const body = { name: 'a', file };
    const [request] = requestsOf({ method: 'POST', body: { a: 1 } }, { body });
    expect(request?.body).toBe(body);
    expect(request?.params).not.toHaveProperty('headers');
  });
});

describe('a call is an error, and sends nothing,', () => {
  test.each<[values: string, message: string]>([
    ['{"paht":{"id":1}}', 'received "paht". Check its spelling: perhaps "path".'],
    ['{"header":{}}', 'received "header". Check its spelling: perhaps "headers".'],
    ['{"headers":{},"token":"secret"}', 'received "token". Check its spelling.'],
    ['{"redirects":5}', 'received "redirects"'],
    ['{"responseCallback":null}', 'received "responseCallback"'],
    ['{"expectedStatuses":[404]}', 'received "expectedStatuses"'],
    ['[1]', 'Invalid call of "view": expected an object'],
    ['"id"', 'Invalid call of "view": expected an object'],
    ['{"headers":{"Authorization":null}}', 'Invalid header "Authorization" of call of "view"'],
    ['{"tags":{"name":"other"}}', 'Invalid tags of call of "view"'],
    ['{"tags":{"phase":"other"}}', 'Invalid tags of call of "view"'],
    ['{"query":{"q":null}}', 'Invalid query parameter "q" of call of "view"'],
    ['{"query":{"q":{"a":1}}}', 'Invalid query parameter "q"'],
    ['{"query":"a=1"}', 'Invalid query of call of "view": expected an object'],
    [
      '{"timeout":"61s"}',
      'Invalid timeout of call of "view": expected no more than the timeout of its endpoint, received "61s".',
    ],
    ['{"timeout":-1}', 'Invalid timeout'],
    ['{"path":{"id":1}}', 'expected values for the {names} of its path alone, received "id"'],
  ])('if it says %s', (values, message) => {
    expect(() => requestsOf({}, JSON.parse(values))).toThrow(message);
    expect(k6.requests).toEqual([]);
  });

  test('if its body would be lost', () => {
    expect(() => requestsOf({}, { body: JSON.parse('{}', () => new Map()) })).toThrow(
      'Invalid body of call of "view": expected a value that JSON can carry, received a Map.',
    );
    expect(k6.requests).toEqual([]);
  });

  test('and names the field before all else', () => {
    expect(() => requestsOf({ path: '/items/{id}' }, JSON.parse('{"paht":{"id":1}}'))).toThrow('received "paht"');
  });
});
