// What a call adds to its endpoint, beside values for the path. Only VUs of scripts that do so make this.
import type { Params } from 'k6/http';
import { describe, invalid, invalidUnshown } from '../core/language/invalid.ts';
import { adviceFor } from '../core/language/nearest.ts';
import { literalOf } from '../core/language/is-literal.ts';
import { kindOfValue } from '../core/language/kind-of-value.ts';
import { checkBody, checkFormValues } from '../core/plan/body-check.ts';
import { bodyKind, contentTypeOf, formText } from '../core/plan/request-body.ts';
import { checkCredentials, checkRequestParams, timeoutMs } from '../core/plan/request-params.ts';
import type { CallValues } from './acceptance-test.ts';
import { jsonHeaders } from './json-headers.ts';
import type { PreparedEndpoint, PreparedRequest, RequestParams } from './prepared-endpoint.ts';
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
  const { params: own } = endpoint;
  const url = typeof endpoint.url === 'string' ? endpoint.url : endpoint.url.join('');
  const what = `call of "${own.tags.name}"`;
  checkNames(values, what);
  checkRequestParams(values, what);
  checkTimeout(values.timeout, own.timeout, what);
  checkJar(values.jar, what);
  checkCredentials(values.auth, url, what);
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
  { body, headers: added = {} }: CallValues,
  what: string,
): { readonly body: PreparedRequest['body']; readonly headers: Readonly<Record<string, string>> } {
  if (body === undefined) return { body: ownBody, headers: mergedHeaders(params.headers, added) };
  // Without the content type of the endpoint's own body.
  const headers = mergedHeaders(declaredHeaders, added);
  const contentType = contentTypeOf(headers);
  const kind = bodyKind(body, contentType);
  checkBody(body, kind, contentType, `body of ${what}`);
  return { body: sentBody(body, kind), headers: kind === 'json' ? jsonHeaders(headers) : headers };
}

type Headers = Readonly<Record<string, string>>;

/** Of two names that differ in case alone k6 would send whichever comes last. */
function mergedHeaders(own: Headers = {}, added: Headers): Headers {
  const replaced = new Set(Object.keys(added).map((name) => name.toLowerCase()));
  const kept = Object.entries(own).filter(([name]) => !replaced.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...added };
}

function checkNames(values: CallValues, what: string): void {
  const given = literalOf(values, what, `an object with ${fields.join(', ')}`);
  const unknown = Object.keys(given).find((name) => !fields.some((field) => field === name));
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

function checkJar(jar: unknown, what: string): void {
  if (jar === undefined || (typeof jar === 'object' && jar !== null && 'cookiesForURL' in jar)) return;
  throw invalidUnshown(`jar of ${what}`, 'a cookie jar of k6', kindOfValue(jar), 'Make one by new http.CookieJar()');
}

function replacedParams({ jar, auth, timeout, responseType, compression }: CallValues): Params {
  const given = Object.entries({ jar, auth, timeout, responseType, compression });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** @param url Its path may bring a query of its own. */
function queryBehind(url: string, query: unknown, what: string): string {
  const given = literalOf(query, `query of ${what}`);
  checkFormValues(given, (name) => `query parameter ${describe(name)} of ${what}`);
  const text = formText(given).replaceAll('+', '%20');
  return text === '' ? '' : `${url.includes('?') ? '&' : '?'}${text}`;
}
