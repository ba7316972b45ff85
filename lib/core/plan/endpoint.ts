import { checkFields } from '../language/fields.ts';
import { invalid } from '../language/invalid.ts';
import { parseName, rejectDuplicates } from '../language/name.ts';
import { anything, anyList, anyObject } from '../language/shape.ts';
import { checkBody } from './body-check.ts';
import { parseCheckName } from './check-name.ts';
import { checkExpectedStatuses, type ExpectedStatus } from './expected-statuses.ts';
import { bodyKind, contentTypeOf, type Body } from './request-body.ts';
import { checkRequestParams, type RequestParams } from './request-params.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
export type Method = (typeof methods)[number];

/**
 * One kind of request, as data. All its requests are grouped under the name, whatever ids their URLs hold.
 *
 * @typeParam Response What a body check looks at: k6's response on the k6 side.
 */
export type Endpoint<Response = unknown, Name extends string = string> = RequestParams & {
  readonly name: Name;
  /** GET when left out. */
  readonly method?: Method;
  /** Where the path begins, if not at BASE_URL: a plan may call several services. */
  readonly baseUrl?: string | undefined;
  /** Path and query below the base URL. `{id}` stands for a value given with each call. */
  readonly path: string;
  /**
   * Text and bytes as they are; fields with a file of k6's `http.file()` as multipart; other fields as a form where a
   * header says `application/x-www-form-urlencoded`; any other value as JSON (with its content type, unless a header
   * names one).
   */
  readonly body?: Body;
  /**
   * The statuses that count as success, or ranges of them; 200 to 299 when left out. A redirect is a status like any
   * other: it is not followed.
   */
  readonly expectedStatuses?: readonly ExpectedStatus[];
  /** k6 checks by name. One passes when its value is truthy. One that throws (a body that is no JSON) has failed. */
  readonly checks?: Readonly<Record<string, (response: Response) => unknown>>;
};

/** @throws When a name, method, path, header, status, check or timeout is unusable, or a name stands twice. */
export function checkEndpoints<Response>(endpoints: readonly Endpoint<Response>[]): void {
  if (!Array.isArray(endpoints) || endpoints.length === 0) {
    throw invalid(
      'endpoints',
      'at least one endpoint',
      endpoints,
      'List the requests that the plan sends, or leave it out for plain http calls',
    );
  }
  for (const endpoint of endpoints) checkEndpoint(endpoint);
  rejectDuplicates(
    endpoints.map((endpoint) => endpoint.name),
    'endpoint names',
  );
}

function checkEndpoint(endpoint: Endpoint): void {
  checkFields(
    endpoint,
    'endpoint',
    { name: anything, path: anything },
    {
      method: anything,
      baseUrl: anything,
      body: anything,
      expectedStatuses: anyList,
      checks: anyObject,
      headers: anything,
      cookies: anything,
      auth: anything,
      tags: anything,
      timeout: anything,
      responseType: anything,
      compression: anything,
    },
  );
  const what = `endpoint "${parseName(endpoint?.name, 'endpoint name')}"`;
  if (endpoint.method !== undefined && !methods.includes(endpoint.method)) {
    throw invalid(`method of ${what}`, methods.join(', '), endpoint.method, 'Write one of these in capitals');
  }
  if (endpoint.baseUrl !== undefined) parseBaseUrl(endpoint.baseUrl, `baseUrl of ${what}`);
  checkPath(endpoint.path, `path of ${what}`);
  checkRequestParams(endpoint, what);
  const { body, headers, expectedStatuses } = endpoint;
  const contentType = contentTypeOf(headers);
  if (body !== undefined) checkBody(body, bodyKind(body, contentType), contentType, `body of ${what}`);
  if (expectedStatuses !== undefined) checkExpectedStatuses(expectedStatuses, `expected statuses of ${what}`);
  for (const [name, check] of Object.entries(endpoint.checks ?? {})) {
    parseCheckName(name, `check name of ${what}`);
    if (typeof check !== 'function') {
      throw invalid(
        `check "${name}" of ${what}`,
        'a function of the response',
        check,
        'Return whether the response is right',
      );
    }
  }
}

/**
 * Of an address that it cannot read k6 makes no request and no sample: the call fails, and no ratio of errors knows of
 * it.
 *
 * @throws When the text is no path from which k6 can form an address.
 */
export function checkPath(path: unknown, what: string): void {
  if (typeof path !== 'string' || !path.startsWith('/')) {
    throw invalid(what, 'a path that begins with /', path, 'Host and scheme come from BASE_URL');
  }
  if (/[\u0000-\u0020\u007f]/.test(path)) {
    throw invalid(what, 'a path without spaces and control characters', path, 'Write a space as %20');
  }
  if (path.includes('#')) {
    throw invalid(what, 'a path without #', path, 'Nothing behind it is sent; write the sign itself as %23');
  }
  // k6 reads no escape in a query: what stands there is the target's to read.
  if (/%(?![\da-f]{2})/i.test(path.replace(/\?.*/, ''))) {
    throw invalid(what, 'two hexadecimal digits behind each %', path, 'Write a percent sign as %25');
  }
}

/**
 * The address that endpoints' paths are appended to, without a slash at its end.
 *
 * @param what What gives it, as the error says it.
 * @throws When the text is not an absolute http or https URL without query and fragment.
 */
export function parseBaseUrl(text: unknown, what = 'BASE_URL'): string {
  if (
    typeof text === 'string' &&
    /^https?:\/\/(?:[^\s/?#@]+@)?(?:\[[0-9a-f:.]+\]|[^\s/?#@:[\]]+)(?::\d{1,5})?(?:\/[^\s?#@]*)?$/i.test(text)
  ) {
    return text.replace(/\/+$/, '');
  }
  throw invalid(
    what,
    'an http or https URL',
    typeof text === 'string' ? text.replace(/^(https?:\/\/)?[^]*@/i, '$1***@') : text,
    'Write it as https://host:port/path, without query or fragment',
  );
}

/** The address without a user name or password, for reports. */
export function withoutCredentials(baseUrl: string): string {
  return baseUrl.replace(/\/\/[^/@]*@/, '//');
}
