// What a call adds to its endpoint, beside values for the path. Only VUs of scripts that do so make this.
import type { Params } from 'k6/http';
import { describe, invalid } from '../core/language/invalid.ts';
import { adviceFor } from '../core/language/nearest.ts';
import { isObject } from '../core/language/is-object.ts';
import { checkBody } from '../core/plan/body-check.ts';
import { bodyKind, contentTypeOf } from '../core/plan/request-body.ts';
import { checkRequestParams, timeoutMs } from '../core/plan/request-params.ts';
import type { CallValues } from './acceptance-test.ts';
import { jsonHeaders } from './json-headers.ts';
import type { PreparedEndpoint, PreparedRequest, RequestParams } from './prepared-endpoint.ts';
import type { UrlParts } from './request-url.ts';
import { sentBody } from './sent-body.ts';

/** Values for the path are put in before, by `filledUrl`. */
const fields: readonly (keyof CallValues)[] = [
  'path',
  'query',
  'body',
  'headers',
  'cookies',
  'jar',
  'auth',
  'tags',
  'timeout',
  'responseType',
  'compression',
];

/**
 * The request of an endpoint with what a call adds: headers, cookies and tags beside those of the endpoint, everything
 * else in their place.
 *
 * @throws When a field is unknown, or when k6 would ignore or misread what one holds.
 */
export function requestWith(endpoint: PreparedEndpoint, values: CallValues): PreparedRequest {
  const { url, params: own } = endpoint;
  const what = `call of "${own.tags.name}"`;
  checkNames(values, what);
  checkRequestParams(values, what);
  checkTimeout(values.timeout, own.timeout, what);
  const { query, cookies, tags } = values;
  const { headers: _, ...others } = own;
  const { body, headers } = bodyAndHeaders(endpoint, values, what);
  const params: RequestParams = { ...others, ...replacedParams(values), tags: { ...own.tags, ...tags } };
  if (Object.keys(headers).length > 0) params.headers = headers;
  if (cookies !== undefined) params.cookies = { ...own.cookies, ...cookies };
  return { query: query === undefined ? undefined : queryBehind(url, query, what), body, params };
}

function bodyAndHeaders(
  { body: ownBody, params, declaredHeaders }: PreparedEndpoint,
  { body, headers: added }: CallValues,
  what: string,
): { readonly body: PreparedRequest['body']; readonly headers: Readonly<Record<string, string>> } {
  if (body === undefined) return { body: ownBody, headers: { ...params.headers, ...added } };
  // Without the content type of the endpoint's own body.
  const headers = { ...declaredHeaders, ...added };
  const kind = bodyKind(body, contentTypeOf(headers));
  checkBody(body, kind, `body of ${what}`);
  return { body: sentBody(body, kind), headers: kind === 'json' ? jsonHeaders(headers) : headers };
}

function checkNames(values: CallValues, what: string): void {
  if (!isObject(values)) {
    throw invalid(what, `an object with ${fields.join(', ')}`, values, 'Write what the call adds in braces');
  }
  const unknown = Object.keys(values).find((name) => !fields.some((field) => field === name));
  if (unknown === undefined) return;
  throw invalid(what, `no other fields than ${fields.join(', ')}`, unknown, adviceFor(unknown, fields));
}

/** k6 cuts off what still runs after the plan's longest timeout, and keeps no sample of it. */
function checkTimeout(given: unknown, own: unknown, what: string): void {
  if (given === undefined || timeoutMs(given, what) <= timeoutMs(own, what)) return;
  throw invalid(
    `timeout of ${what}`,
    'no more than the timeout of its endpoint',
    given,
    'Give the endpoint the longer one, so that the plan waits for its answers',
  );
}

function replacedParams({ jar, auth, timeout, responseType, compression }: CallValues): Params {
  const given = Object.entries({ jar, auth, timeout, responseType, compression });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** @param url Its path may bring a query of its own. */
function queryBehind(url: string | UrlParts, query: unknown, what: string): string {
  if (!isObject(query)) throw invalid(`query of ${what}`, 'an object', query, 'Write the parameters in braces');
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.map((one) => {
      if (typeof one === 'string' || typeof one === 'boolean' || (typeof one === 'number' && Number.isFinite(one))) {
        return `${encodeURIComponent(name)}=${encodeURIComponent(one)}`;
      }
      throw invalid(
        `query parameter ${describe(name)} of ${what}`,
        'a text, a finite number, true or false, or a list of these',
        one,
        'Leave out what has no value',
      );
    });
  });
  const isFirst = !(typeof url === 'string' ? url : url.join('')).includes('?');
  return pairs.length === 0 ? '' : `${isFirst ? '?' : '&'}${pairs.join('&')}`;
}
