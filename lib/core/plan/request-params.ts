import { parseDuration } from '../language/duration.ts';
import { describe, invalid, oneOf } from '../language/invalid.ts';
import { isObject } from '../language/is-object.ts';
import { reservedAmong } from './reserved-tags.ts';

const authMethods = ['basic', 'digest', 'ntlm'] as const;
const responseTypes = ['text', 'binary', 'none'] as const;

/** What k6's `Params` say of a request, under k6's names and with k6's meaning. */
export type RequestParams = {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A text, or `{ value, replace: true }` to replace the cookie of that name in the jar. */
  readonly cookies?:
    Readonly<Record<string, string | { readonly value: string; readonly replace?: boolean }>> | undefined;
  /** User name and password stand in the URL. */
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
 * @param what Whose params they are, as the error says it.
 * @throws When one of them would be ignored by k6, or would stop the request from being sent.
 */
export function checkRequestParams(params: RequestParams, what: string): void {
  const { headers = {}, cookies = {}, auth, tags = {}, timeout, responseType, compression } = params;
  checkObject(headers, `headers of ${what}`);
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string' || /[\r\n]/.test(name + value)) {
      throw invalid(`header ${describe(name)} of ${what}`, 'a text of one line', hidden(value), 'Quote the value');
    }
  }
  checkObject(cookies, `cookies of ${what}`);
  for (const [name, value] of Object.entries(cookies)) {
    if (typeof value !== 'string' && !(isObject(value) && typeof value['value'] === 'string')) {
      throw invalid(
        `cookie ${describe(name)} of ${what}`,
        'a text, or { value, replace }',
        hidden(value),
        'Quote the value',
      );
    }
  }
  checkObject(tags, `tags of ${what}`);
  const [reserved] = reservedAmong(Object.keys(tags));
  if (reserved !== undefined) {
    throw invalid(
      `tags of ${what}`,
      'none of the tags by which the plan finds its samples',
      reserved,
      'Choose another name for the tag',
    );
  }
  for (const [name, value] of Object.entries(tags)) {
    if (typeof value === 'string') continue;
    throw invalid(`tag ${describe(name)} of ${what}`, 'a text', value, 'Quote the value');
  }
  if (auth !== undefined && !authMethods.includes(auth)) {
    throw invalid(`auth of ${what}`, oneOf(authMethods), auth, 'Any other is ignored by k6');
  }
  if (responseType !== undefined && !responseTypes.includes(responseType)) {
    throw invalid(`responseType of ${what}`, oneOf(responseTypes), responseType, 'Write one of these');
  }
  if (compression !== undefined && typeof compression !== 'string') {
    throw invalid(`compression of ${what}`, 'a text', compression, 'Write gzip, deflate, br or zstd');
  }
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

function checkObject(value: unknown, what: string): void {
  if (!isObject(value)) throw invalid(what, 'an object', value, 'Write it in braces');
}

/** Headers and cookies carry secrets: an error says what kind of value came, and not the value. */
function hidden(value: unknown): unknown {
  return typeof value === 'string' ? 'a text with line breaks' : value === undefined ? undefined : typeof value;
}
