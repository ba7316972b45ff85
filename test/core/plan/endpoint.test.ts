import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEndpoints, parseBaseUrl, withoutCredentials } from '../../../lib/core/plan/endpoint.ts';

/** Endpoints as JavaScript may hand them over, past the types. */
const check = (...endpoints: unknown[]): void =>
  checkEndpoints(endpoints.map((endpoint) => (endpoint === null ? JSON.parse('null') : Object(endpoint))));

describe('endpoints', () => {
  it.each([
    [{ name: 'list items', path: '/' }],
    [{ name: 'a', path: '/api/items/{id}?page=1' }],
    [{ name: 'a', path: '/a%20b%2F/é"<>|^`?q=100%&x=%zz' }],
    [
      {
        name: 'a',
        path: '/',
        method: 'DELETE',
        body: null,
        headers: {},
        expectedStatuses: [100, 599],
        checks: { ok: () => true },
        timeout: '5s',
      },
    ],
    [{ name: 'a', path: '/', method: 'OPTIONS', headers: { 'X-Empty': '' } }],
    [{ name: '__proto__', path: '/' }],
  ])('may be %j', (endpoint) => {
    expect(() => check(endpoint)).not.toThrow();
  });

  it.each([
    [{ path: '/' }, 'Invalid endpoint name:'],
    [{ name: 'a,b', path: '/' }, 'Invalid endpoint name:'],
    [null, 'Invalid endpoint: expected an object with name, path, '],
    [
      { name: 'a', path: '/', Method: 'POST' },
      'Invalid endpoint: expected no other fields than name, path, method, baseUrl, body, expectedStatuses, checks, headers, cookies, auth, tags, timeout, responseType, compression, received "Method". Check its spelling: perhaps "method".',
    ],
    [{ name: 'a', path: '/', headers: ['Accept: */*'] }, 'Invalid headers of endpoint "a": expected an object'],
    [{ name: 'a', path: '/', expectedStatuses: 200 }, 'Invalid expectedStatuses of endpoint: expected a list'],
    [
      { name: 'a', path: '/', headers: { Accept: 'a\nb' } },
      'Invalid header "Accept" of endpoint "a": expected a text of one line',
    ],
    [{ name: 'a', path: '/', headers: { 'X\r\nY': 'a' } }, 'expected a name of letters, digits and hyphens'],
    [
      { name: 'a', path: '/', checks: { 'a::b': () => true } },
      'Invalid check name of endpoint "a": expected a name without :: and other than __proto__',
    ],
    [
      { name: 'a', path: '/', checks: { '::': () => true } },
      'expected a name without :: and other than __proto__, received "::". k6 would not record it; choose another name.',
    ],
    [
      { name: 'a', path: '/', checks: JSON.parse('{"__proto__":1}') },
      'Invalid check name of endpoint "a": expected a name without :: and other than __proto__, received "__proto__".',
    ],
    [{ name: 'a', path: '/', checks: [() => true] }, 'Invalid checks of endpoint: expected an object'],
    [{ name: 'a', path: '/', checks: null }, 'Invalid checks of endpoint: expected an object, received null.'],
    [{ name: 'a', path: '/', headers: null }, 'Invalid headers of endpoint "a": expected an object, received null.'],
    [
      { name: 'a', path: '/', headers: { Accept: 'a\rb' } },
      'Invalid header "Accept" of endpoint "a": expected a text of one line',
    ],
    [
      { name: 'a', path: '/', headers: { Accept: 'a\r\nX-Injected: 1' } },
      'expected a text of one line, received a text with control characters. Write it as text.',
    ],
    [
      { name: 'a', path: '/', expectedStatuses: null },
      'Invalid expectedStatuses of endpoint: expected a list, received null.',
    ],
    [
      { name: 'a', path: '/', expected_statuses: [200] },
      'received "expected_statuses". Check its spelling: perhaps "expectedStatuses".',
    ],
    [{ name: 'a' }, 'Invalid path of endpoint "a": expected a path that begins with /, received nothing.'],
    [{ name: 'a', path: '' }, 'Invalid path of endpoint "a": expected a path that begins with /'],
    [{ name: 'a', path: 'items' }, 'Invalid path of endpoint "a": expected a path that begins with /'],
    [{ name: 'a', path: 'https://other.test/' }, 'Invalid path of endpoint "a": expected a path that begins with /'],
    [
      { name: 'a', path: '/pay/100%' },
      'Invalid path of endpoint "a": expected two hexadecimal digits behind each %, received "/pay/100%". Write a percent sign as %25.',
    ],
    [{ name: 'a', path: '/%2' }, 'expected two hexadecimal digits behind each %'],
    [{ name: 'a', path: '/%zz' }, 'expected two hexadecimal digits behind each %'],
    [{ name: 'a', path: '/%{id}' }, 'expected two hexadecimal digits behind each %'],
    [{ name: 'a', path: '/?q=%20#%' }, 'expected a path without #'],
    [{ name: 'a', path: '/a#b' }, 'Nothing behind it is sent; write the sign itself as %23.'],
    [{ name: 'a', path: '/', baseUrl: 'ftp://a' }, 'Invalid baseUrl of endpoint "a": expected an http or https URL'],
    [
      { name: 'a', path: '/a b' },
      'Invalid path of endpoint "a": expected a path without spaces and control characters, received "/a b". Write a space as %20.',
    ],
    [{ name: 'a', path: '/?q=a b' }, 'expected a path without spaces and control characters'],
    ...['\u0000', '\t', '\n', '\u001f', '\u007f'].map((control): [object, string] => [
      { name: 'a', path: `/a${control}` },
      'expected a path without spaces and control characters',
    ]),
    [
      { name: 'a', path: '/', method: 'get' },
      'Invalid method of endpoint "a": expected GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, received "get".',
    ],
    [{ name: 'a', path: '/', method: 'TRACE' }, 'Invalid method of endpoint "a":'],
    [{ name: 'a', path: '/', timeout: '60' }, 'Invalid timeout of endpoint "a":'],
    [{ name: 'a', path: '/', timeout: '0s' }, 'Invalid timeout of endpoint "a":'],
    [{ name: 'a', path: '/', timeout: -60_000 }, 'Invalid timeout of endpoint "a":'],
    [
      { name: 'a', path: '/', expectedStatuses: [] },
      'Invalid expected statuses of endpoint "a": expected at least one status',
    ],
    [
      { name: 'a', path: '/', expectedStatuses: [99] },
      'Invalid expected statuses of endpoint "a": expected whole numbers from 100 to 599, or ranges { min, max } of them, received 99.',
    ],
    [{ name: 'a', path: '/', expectedStatuses: [600] }, 'Invalid expected statuses of endpoint "a":'],
    [{ name: 'a', path: '/', expectedStatuses: [200, 200.5] }, 'Invalid expected statuses of endpoint "a":'],
    [{ name: 'a', path: '/', expectedStatuses: ['200'] }, 'Invalid expected statuses of endpoint "a":'],
    [{ name: 'a', path: '/', expectedStatuses: [0] }, 'Invalid expected statuses of endpoint "a":'],
    [
      { name: 'a', path: '/', headers: { Accept: 5 } },
      'Invalid header "Accept" of endpoint "a": expected a text of one line, received a number.',
    ],
    [
      { name: 'a', path: '/', checks: { ok: true } },
      'Invalid check "ok" of endpoint "a": expected a function of the response, received true.',
    ],
    [{ name: 'a', path: '/', checks: { 'a,b': () => true } }, 'Invalid check name of endpoint "a":'],
  ])('may not be %j', (endpoint, message) => {
    expect(() => check(endpoint)).toThrow(message);
  });

  it.each(['"list items"', '5', '[]', 'null'])('may not be what is no object: %s', (json) => {
    expect(() => checkEndpoints(JSON.parse(`[${json}]`))).toThrow(
      'Invalid endpoint: expected an object with name, path, method, baseUrl, body, expectedStatuses, checks, headers, cookies, auth, tags, timeout, responseType, compression, received ',
    );
  });

  it('may not be none', () => {
    expect(() => checkEndpoints([])).toThrow('Invalid endpoints: expected at least one endpoint, received [].');
    expect(() => checkEndpoints(JSON.parse('{}'))).toThrow(
      'Invalid endpoints: expected at least one endpoint, received {}.',
    );
  });

  it('may not bear one name twice', () => {
    expect(() => check({ name: 'a', path: '/1' }, { name: 'b', path: '/2' }, { name: 'a', path: '/3' })).toThrow(
      'Invalid endpoint names: expected names that differ, received "a".',
    );
  });
});

describe('BASE_URL', () => {
  it.each([
    ['http://localhost', 'http://localhost'],
    ['https://shop.test', 'https://shop.test'],
    ['HTTPS://Shop.Test:8443/', 'HTTPS://Shop.Test:8443'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['http://[2001:db8::7]/v1/', 'http://[2001:db8::7]/v1'],
    ['http://[::ffff:10.0.0.1]', 'http://[::ffff:10.0.0.1]'],
    ['http://shop.test/a/b//', 'http://shop.test/a/b'],
    ['http://user:pass@shop.test:80/x', 'http://user:pass@shop.test:80/x'],
    ['http://user@shop.test', 'http://user@shop.test'],
    ['http://xn--mnchen-3ya.test/~a/b', 'http://xn--mnchen-3ya.test/~a/b'],
    ['http://münchen.test', 'http://münchen.test'],
    ['http://my_service', 'http://my_service'],
  ])('may be %s', (text, expected) => {
    expect(parseBaseUrl(text)).toBe(expected);
  });

  it.each([
    '',
    'shop.test',
    '//shop.test',
    'http:/shop.test',
    'http://',
    'http:///x',
    'https://:3000',
    'ftp://shop.test',
    'file:///etc/passwd',
    'javascript:alert(1)',
    ' http://shop.test',
    'http://shop.test ',
    'http://shop.test\n',
    'http://shop test',
    'http://shop.test/a b',
    'http://shop.test?x=1',
    'http://shop.test/?x=1',
    'http://shop.test/a?',
    'http://shop.test#top',
    'http://shop.test/#',
    'http://shop.test:',
    'http://shop.test:port',
    'http://shop.test:123456',
    'http://shop.test:80:80',
    'http://::1',
    'http://[::1',
    'http://::1]',
    'http://[]',
    'http://[shop.test]',
    'http://a@b@shop.test',
    'http://@shop.test',
    'http://shop.test/users/@me',
    undefined,
    null,
    5,
    {},
    ['http://shop.test'],
  ])('may not be %j', (text) => {
    expect(() => parseBaseUrl(text)).toThrow(/^Invalid BASE_URL: expected an http or https URL, received /);
  });

  it.each([
    'http://tester:hunter2@shop.test/?page=1',
    'http://tester:hunter2@shop.test#top',
    'http://tester:hunter2@',
    'ftp://tester:hunter2@shop.test',
    'tester:hunter2@shop.test',
    'http://tester:hunter2/x@shop.test',
    'http://tester:123/hunter2@shop.test/',
    'http://tester:a@hunter2@shop.test',
  ])('is rejected without its password in the error: %s', (text) => {
    let message = '';
    try {
      parseBaseUrl(text);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('Invalid BASE_URL');
    expect(message).not.toContain('hunter2');
  });
});

describe('a BASE_URL that is rejected', () => {
  it('shows nothing of what stands before an @', () => {
    const part = fc.string({
      unit: fc.constantFrom('/', ':', '@', '?', '#', '.', ' ', 'a', '\n', '[', ']'),
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        fc.constantFrom('http://', 'https://', 'ftp://', '//', ''),
        part,
        part,
        part,
        (scheme, before, between, after) => {
          let message = '';
          try {
            parseBaseUrl(`${scheme}${before}hunter2${between}@${after}`);
          } catch (error) {
            message = String(error);
          }
          expect(message).not.toContain('hunter2');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('shows what is wrong elsewhere', () => {
    expect(() => parseBaseUrl('http://shop.test/?page=1')).toThrow(
      'received "http://shop.test/?page=1". Write it as https://host:port/path, without query or fragment.',
    );
    expect(() => parseBaseUrl('http://shop.test/users/@me')).toThrow('@me".');
  });
});

describe('the target in reports', () => {
  it.each([
    ['http://shop.test', 'http://shop.test'],
    ['http://tester:hunter2@shop.test:3000/v1', 'http://shop.test:3000/v1'],
    ['https://tester@shop.test', 'https://shop.test'],
    ['https://tester:@shop.test', 'https://shop.test'],
    ['https://t%40e:h%2Fu@[::1]:80', 'https://[::1]:80'],
  ])('of %s is %s', (baseUrl, target) => {
    expect(withoutCredentials(parseBaseUrl(baseUrl))).toBe(target);
  });

  it('holds no credential that a BASE_URL may hold', () => {
    const credential = fc.string({ minLength: 4, maxLength: 12 }).filter((text) => /^[^\s/?#@]+$/.test(text));
    fc.assert(
      fc.property(credential, credential, (user, password) => {
        expect(withoutCredentials(parseBaseUrl(`http://${user}:${password}@shop.test/v1`))).toBe('http://shop.test/v1');
      }),
    );
  });
});
