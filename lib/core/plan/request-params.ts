import { parseDuration } from '../language/duration.ts';
import { describe, invalid, invalidUnshown, oneOf } from '../language/invalid.ts';
import { literalOf } from '../language/is-literal.ts';
import { kindOfValue } from '../language/kind-of-value.ts';
import { isObject } from '../language/is-object.ts';
import { reservedAmong } from './reserved-tags.ts';

const authMethods = ['basic'] as const;
const responseTypes = ['text', 'binary', 'none'] as const;
const compressions = ['gzip', 'deflate', 'br', 'zstd'] as const;

/** What k6's `Params` say of a request, under k6's names and with k6's meaning. */
export type RequestParams = {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A text, or `{ value, replace: true }` to replace the cookie of that name in the jar. */
  readonly cookies?:
    Readonly<Record<string, string | { readonly value: string; readonly replace?: boolean }>> | undefined;
  /**
   * User name and password stand in the base URL. Not `digest` or `ntlm`: k6 counts each handshake as one more
   * successful request.
   */
  readonly auth?: (typeof authMethods)[number] | undefined;
  /** Tags of the request's samples beside those of the plan, which are reserved. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** In k6's duration notation, or in milliseconds; 60s when left out. */
  readonly timeout?: string | number | undefined;
  /** What k6 makes of the response's body: text when left out, bytes, or nothing. */
  readonly responseType?: (typeof responseTypes)[number] | undefined;
  /** How k6 compresses the body: `gzip`, `deflate`, `br`, `zstd`, or several with commas between them. */
  readonly compression?: string | undefined;
};

/**
 * Errors name the kind of what stands in headers, cookies and `auth`, and never the value: it can be secret.
 *
 * @param what Whose params they are, as the error says it.
 * @throws When one of them would be ignored by k6, or would stop the request from being sent.
 */
export function checkRequestParams(params: RequestParams, what: string): void {
  const { headers, cookies, auth, tags, timeout, responseType, compression } = params;
  if (headers !== undefined) checkHeaders(headers, what);
  if (cookies !== undefined) checkCookies(cookies, what);
  if (tags !== undefined) checkTags(tags, what);
  if (auth !== undefined && !authMethods.includes(auth)) {
    throw invalidUnshown(
      `auth of ${what}`,
      oneOf(authMethods),
      kindOfValue(auth),
      'k6 counts the handshakes of digest and ntlm as successful requests, and knows no other',
    );
  }
  if (responseType !== undefined && !responseTypes.includes(responseType)) {
    throw invalid(`responseType of ${what}`, oneOf(responseTypes), responseType, 'Write one of these');
  }
  if (compression !== undefined) checkCompression(compression, what);
  timeoutMs(timeout, what);
}

/**
 * How long a request may take: what its timeout says, or k6's own 60 s.
 *
 * @throws When the timeout is no duration above zero.
 */
export function timeoutMs(timeout: unknown, what: string): number {
  if (timeout === undefined) return 60_000;
  if (typeof timeout === 'number' && Number.isFinite(timeout) && timeout > 0) return timeout;
  return parseDuration(timeout, `timeout of ${what}`);
}

/**
 * @param url Where the request goes.
 * @throws When there is a method, but no user name and password in the URL: k6 sends none then, and says nothing.
 */
export function checkCredentials(auth: unknown, url: string, what: string): void {
  if (auth === undefined || /^https?:\/\/[^/?#]*@/i.test(url)) return;
  throw invalidUnshown(
    `auth of ${what}`,
    'a base URL with user name and password',
    'one without',
    'Write them into BASE_URL, or into the baseUrl of the endpoint',
  );
}

/** k6 sends no request with a header that HTTP does not know, and its error would look like one of the target. */
function checkHeaders(headers: unknown, what: string): void {
  for (const [name, value] of Object.entries(literalOf(headers, `headers of ${what}`))) {
    if (!isToken(name)) {
      throw invalid(`header of ${what}`, 'a name of letters, digits and hyphens', name, 'Correct the name');
    }
    if (typeof value !== 'string' || /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) {
      const received = typeof value === 'string' ? 'a text with control characters' : kindOfValue(value);
      throw invalidUnshown(`header ${describe(name)} of ${what}`, 'a text of one line', received, 'Write it as text');
    }
  }
}

/** Go drops what a cookie cannot hold, and says so in its log alone. */
function checkCookies(cookies: unknown, what: string): void {
  for (const [name, cookie] of Object.entries(literalOf(cookies, `cookies of ${what}`))) {
    if (!isToken(name)) {
      throw invalid(`cookie of ${what}`, 'a name of letters, digits and hyphens', name, 'Correct the name');
    }
    const value: unknown = isObject(cookie) ? cookie['value'] : cookie;
    if (typeof value !== 'string' || /[^\u0020-\u007e]|[";\\]/.test(value)) {
      const received = typeof value === 'string' ? 'a text with others' : kindOfValue(cookie);
      throw invalidUnshown(
        `cookie ${describe(name)} of ${what}`,
        'a text, or { value, replace }, of printable ASCII without quote, semicolon and backslash',
        received,
        'Encode the value',
      );
    }
  }
}

function checkTags(tags: unknown, what: string): void {
  const given = Object.entries(literalOf(tags, `tags of ${what}`));
  const [reserved] = reservedAmong(given.map(([name]) => name));
  if (reserved !== undefined) {
    throw invalid(
      `tags of ${what}`,
      'none of the tags by which the plan finds its samples',
      reserved,
      'Choose another name for the tag',
    );
  }
  for (const [name, value] of given) {
    if (typeof value === 'string') continue;
    throw invalid(`tag ${describe(name)} of ${what}`, 'a text', value, 'Quote the value');
  }
}

function checkCompression(compression: unknown, what: string): void {
  const named = typeof compression === 'string' ? compression.split(',').map((name) => name.trim()) : [];
  if (named.length > 0 && named.every((name) => compressions.some((known) => known === name))) return;
  throw invalid(
    `compression of ${what}`,
    `${compressions.join(', ')}, or several with commas between them`,
    compression,
    'k6 would send nothing',
  );
}

/** Whether HTTP knows the text as the name of a header or cookie. */
function isToken(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name);
}
