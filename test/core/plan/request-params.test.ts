import { expect, test } from 'vitest';
import { checkRequestParams, timeoutMs, type RequestParams } from '../../../lib/core/plan/request-params.ts';

test('takes every param under the name and with the values of k6', () => {
  const params: RequestParams = {
    headers: { Authorization: 'Bearer abc' },
    cookies: { session: 'a', other: { value: 'b', replace: true } },
    auth: 'basic',
    tags: { tenant: 'north' },
    timeout: 1500,
    responseType: 'none',
    compression: 'gzip, br',
  };
  expect(() => checkRequestParams(params, 'call of "view"')).not.toThrow();
  expect(() => checkRequestParams({}, 'call of "view"')).not.toThrow();
});

test.each<[params: object, message: string]>([
  [
    { headers: { Authorization: undefined } },
    'Invalid header "Authorization" of call of "view": expected a text of one line, received nothing.',
  ],
  [{ headers: { 'X-Id': 7 } }, 'expected a text of one line, received a number. Write it as text.'],
  [{ headers: { Authorization: 'Bearer a\u0000' } }, 'received a text with control characters'],
  [{ headers: ['a'] }, 'Invalid headers of call of "view": expected an object, received a list.'],
  [{ headers: new Map([['A', '1']]) }, 'expected an object, received a Map. Write it in braces, and await it before.'],
  [{ headers: Promise.resolve({ A: '1' }) }, 'expected an object, received a Promise.'],
  [{ headers: { 'X-A\n': 'a' } }, 'Invalid header of call of "view": expected a name of letters, digits and hyphens'],
  [{ headers: { 'X A': 'a' } }, 'Invalid header of call of "view"'],
  [{ headers: { '': 'a' } }, 'Invalid header of call of "view"'],
  [{ headers: { 'A:': 'a' } }, 'Invalid header of call of "view"'],
  [
    { cookies: { session: undefined } },
    'Invalid cookie "session" of call of "view": expected a text, or { value, replace }, of printable ASCII without quote, semicolon and backslash, received nothing.',
  ],
  [{ cookies: { session: { replace: true } } }, 'Invalid cookie "session" of call of "view"'],
  [{ cookies: { session: 'a;b' } }, 'received a text with others. Encode the value.'],
  [{ cookies: { session: 'é' } }, 'received a text with others'],
  [{ cookies: { session: { value: 'a\nb' } } }, 'received a text with others'],
  [{ cookies: { 'a b': '1' } }, 'Invalid cookie of call of "view"'],
  [{ cookies: 'sid=1' }, 'Invalid cookies of call of "view": expected an object, received a text.'],
  [{ auth: 'Basic' }, 'Invalid auth of call of "view": expected one of "basic", received a text.'],
  [{ auth: 'digest' }, 'k6 counts the handshakes of digest and ntlm as successful requests'],
  [{ auth: 'ntlm' }, 'Invalid auth of call of "view"'],
  [
    { responseType: 'json' },
    'Invalid responseType of call of "view": expected one of "text", "binary", "none", received "json".',
  ],
  [{ compression: true }, 'Invalid compression of call of "view": expected gzip, deflate, br, zstd, or several'],
  [{ compression: 'GZIP' }, 'Invalid compression of call of "view"'],
  [{ compression: '' }, 'Invalid compression of call of "view"'],
  [{ timeout: 0 }, 'Invalid timeout of call of "view"'],
  [{ timeout: '5' }, 'Invalid timeout of call of "view"'],
  [{ tags: { tenant: 7 } }, 'Invalid tag "tenant" of call of "view": expected a text, received 7.'],
  [{ tags: new Map() }, 'Invalid tags of call of "view": expected an object, received a Map.'],
])('refuses %j, which k6 would ignore or misread', (params, message) => {
  expect(() => checkRequestParams(params, 'call of "view"')).toThrow(message);
});

test.each([
  { headers: { Authorization: 'Bearer s3cret\n' } },
  { headers: ['Bearer s3cret'] },
  { headers: 'Authorization: Bearer s3cret' },
  { cookies: 's3cret' },
  { cookies: { a: 's3cret;' } },
  { auth: 's3cret' },
  { auth: { password: 's3cret' } },
])('shows no secret of %j', (params) => {
  expect(() => checkRequestParams(JSON.parse(JSON.stringify(params)), 'call')).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('s3cret') }),
  );
});

test.each([
  'plan',
  'phase',
  'phase_of',
  'name',
  'recorded',
  'group',
  'scenario',
  'status',
  'expected_response',
  'error_class',
  'preflight',
  'check',
  'endpoints_0a1b2c3d',
])('refuses the tag %s, by which the plan finds its samples', (tag) => {
  expect(() => checkRequestParams({ tags: { [tag]: 'x' } }, 'call of "view"')).toThrow(
    `Invalid tags of call of "view": expected none of the tags by which the plan finds its samples, received "${tag}".`,
  );
});

test.each([
  [undefined, 60_000],
  [1500, 1500],
  ['5s', 5000],
  ['1m30s', 90_000],
  ['250ms', 250],
])('the timeout %j is %d ms', (timeout, ms) => {
  expect(timeoutMs(timeout, 'call')).toBe(ms);
});
