import { describe, invalid } from '../language/invalid.ts';
import { parseName, rejectDuplicates } from '../language/name.ts';
import { parseDuration } from '../language/duration.ts';
import { checkFields } from '../language/fields.ts';
import { anything, anyList, anyObject } from '../language/shape.ts';

/** A value that JSON can carry. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
export type Method = (typeof methods)[number];

/**
 * One kind of request, as data. All its requests are grouped under the name, whatever ids their URLs hold.
 *
 * @typeParam Response What a body check looks at: k6's response on the k6 side.
 */
export type Endpoint<Response = unknown, Name extends string = string> = {
  readonly name: Name;
  /** GET when left out. */
  readonly method?: Method;
  /** Path and query below BASE_URL. `{id}` stands for a value given with each call. */
  readonly path: string;
  /** Text as it is, or a value that is sent as JSON (with its content type, unless `headers` names one). */
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * The statuses that count as success; 200 to 299 when left out. A redirect is a status like any other: it is not
   * followed.
   */
  readonly expectedStatuses?: readonly number[];
  /** k6 checks by name. One that throws (a body that is no JSON, no body at all) has failed. */
  readonly checks?: Readonly<Record<string, (response: Response) => boolean>>;
  /** In k6's duration notation; 60s when left out. */
  readonly timeout?: string;
};

/** @throws When a name, method, path, header, status, check or timeout is unusable, or a name stands twice. */
export function checkEndpoints<Response>(endpoints: readonly Endpoint<Response>[]): void {
  if (!Array.isArray(endpoints) || endpoints.length === 0) {
    throw invalid('endpoints', 'at least one endpoint', endpoints, 'List the requests that the plan sends');
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
      body: anything,
      headers: anyObject,
      expectedStatuses: anyList,
      checks: anyObject,
      timeout: anything,
    },
  );
  const what = `endpoint "${parseName(endpoint?.name, 'endpoint name')}"`;
  if (endpoint.method !== undefined && !methods.includes(endpoint.method)) {
    throw invalid(`method of ${what}`, methods.join(', '), endpoint.method, 'Write one of these in capitals');
  }
  checkPath(endpoint.path, `path of ${what}`);
  timeoutMs(endpoint);
  for (const status of endpoint.expectedStatuses ?? []) {
    if (!Number.isInteger(status) || status < 100 || status > 599) {
      throw invalid(
        `expected statuses of ${what}`,
        'whole numbers from 100 to 599',
        status,
        'List the statuses that count as success',
      );
    }
  }
  if (endpoint.expectedStatuses?.length === 0) {
    throw invalid(`expected statuses of ${what}`, 'at least one status', [], 'Leave it out for 200 to 299');
  }
  for (const [header, value] of Object.entries(endpoint.headers ?? {})) {
    if (typeof value !== 'string' || /[\r\n]/.test(header + value)) {
      throw invalid(`header ${describe(header)} of ${what}`, 'a text of one line', value, 'Quote the value');
    }
  }
  for (const [name, check] of Object.entries(endpoint.checks ?? {})) {
    parseName(name, `check name of ${what}`);
    if (name.includes('::') || name === '__proto__') {
      throw invalid(
        `check name of ${what}`,
        'a name without :: and other than __proto__',
        name,
        'k6 would not record it; choose another name',
      );
    }
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
  // k6 reads no escape in a query: what stands there is the target's to read.
  if (/%(?![\da-f]{2})/i.test(path.replace(/\?[^#]*/, ''))) {
    throw invalid(what, 'two hexadecimal digits behind each %', path, 'Write a percent sign as %25');
  }
}

/** How long a request of the endpoint may take: what its timeout says, or k6's own 60 s. */
export function timeoutMs(endpoint: Endpoint<never>): number {
  return endpoint.timeout === undefined
    ? 60_000
    : parseDuration(endpoint.timeout, `timeout of endpoint "${endpoint.name}"`);
}

/**
 * The address that endpoints' paths are appended to, without a slash at its end.
 *
 * @throws When the text is not an absolute http or https URL without query and fragment.
 */
export function parseBaseUrl(text: unknown): string {
  if (
    typeof text === 'string' &&
    /^https?:\/\/(?:[^\s/?#@]+@)?(?:\[[0-9a-f:.]+\]|[^\s/?#@:[\]]+)(?::\d{1,5})?(?:\/[^\s?#@]*)?$/i.test(text)
  ) {
    return text.replace(/\/+$/, '');
  }
  throw invalid(
    'BASE_URL',
    'an http or https URL',
    typeof text === 'string' ? text.replace(/^(https?:\/\/)?[^]*@/i, '$1***@') : text,
    'Write it as https://host:port/path, without query or fragment',
  );
}

/** The address without a user name or password, for reports. */
export function withoutCredentials(baseUrl: string): string {
  return baseUrl.replace(/\/\/[^/@]*@/, '//');
}
