import { expect, test } from 'vitest';
import { checkRequestParams, timeoutMs, type RequestParams } from '../../../lib/core/plan/request-params.ts';

test('takes every param under the name and with the values of k6', () => {
  const params: RequestParams = {
    headers: { Authorization: 'Bearer abc' },
    cookies: { session: 'a', other: { value: 'b', replace: true } },
    auth: 'digest',
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
  [{ headers: { 'X-Id': 7 } }, 'expected a text of one line, received "number". Quote the value.'],
  [{ headers: ['a'] }, 'Invalid headers of call of "view": expected an object'],
  [{ headers: { 'X-A\n': 'a' } }, 'expected a text of one line'],
  [
    { cookies: { session: undefined } },
    'Invalid cookie "session" of call of "view": expected a text, or { value, replace }, received nothing.',
  ],
  [{ cookies: { session: { replace: true } } }, 'Invalid cookie "session"'],
  [{ auth: 'Basic' }, 'Invalid auth of call of "view": expected one of "basic", "digest", "ntlm", received "Basic".'],
  [
    { responseType: 'json' },
    'Invalid responseType of call of "view": expected one of "text", "binary", "none", received "json".',
  ],
  [{ compression: true }, 'Invalid compression'],
  [{ timeout: 0 }, 'Invalid timeout of call of "view"'],
  [{ timeout: '5' }, 'Invalid timeout of call of "view"'],
  [{ tags: { tenant: 7 } }, 'Invalid tag "tenant" of call of "view": expected a text, received 7.'],
])('refuses %j, which k6 would ignore or misread', (params, message) => {
  expect(() => checkRequestParams(params, 'call of "view"')).toThrow(message);
});

test('shows no secret of a header or cookie', () => {
  expect(() => checkRequestParams({ headers: { Authorization: 'Bearer abc\n' } }, 'call')).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('abc') }),
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
