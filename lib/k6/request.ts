import { check } from 'k6';
import http, { type Params, type RefinedResponse, type ResponseType } from 'k6/http';
import type { Counter } from 'k6/metrics';
import { invalid } from '../core/invalid.ts';
import type { Endpoint, Json } from '../core/plan/endpoint.ts';
import { classifyError } from '../core/run/error-class.ts';
import { currentPhase } from './phase-clock.ts';

export type Response = RefinedResponse<ResponseType | undefined>;

/** What a call gives beside its endpoint: values for the `{names}` of the path, and a body instead of the endpoint's. */
export type CallValues = { readonly path?: Readonly<Record<string, string | number>>; readonly body?: Json };

/** An endpoint, made ready once in each VU so that a request makes nothing that it could have kept. */
export type PreparedEndpoint = {
  readonly method: string;
  readonly url: string;
  /** Whether the path has `{names}`. */
  readonly hasPathValues: boolean;
  readonly body: string | null;
  readonly params: Params & { readonly tags: { name: string; phase?: string } };
  /** Null where 200 to 299 are expected. */
  readonly expectedStatuses: readonly number[] | null;
  readonly checks: Record<string, (response: Response) => boolean> | undefined;
};

export function prepareEndpoint(endpoint: Endpoint<Response>, baseUrl: string): PreparedEndpoint {
  const { name, method = 'GET', path, body, headers, expectedStatuses, checks, timeout } = endpoint;
  const isJson = body !== undefined && typeof body !== 'string';
  return {
    method,
    url: baseUrl + path,
    hasPathValues: path.includes('{'),
    body: body === undefined ? null : encodeBody(body),
    params: {
      tags: { name },
      responseCallback: http.expectedStatuses(...(expectedStatuses ?? [{ min: 200, max: 299 }])),
      redirects: 0,
      ...(isJson || headers !== undefined ? { headers: { ...(isJson ? { 'Content-Type': 'application/json' } : {}), ...headers } } : {}),
      ...(timeout === undefined ? {} : { timeout }),
    },
    expectedStatuses: expectedStatuses ?? null,
    checks: checks === undefined ? undefined : guarded(checks),
  };
}

/** k6 lets a check's exception end the iteration; a body that cannot be read is the target's failure, not the script's. */
function guarded(checks: NonNullable<Endpoint<Response>['checks']>): Record<string, (response: Response) => boolean> {
  const safe: Record<string, (response: Response) => boolean> = Object.create(null);
  for (const name of Object.keys(checks)) {
    safe[name] = (response) => {
      try {
        return checks[name]?.(response) === true;
      } catch {
        return false;
      }
    };
  }
  return safe;
}

/** Sends one request, tagged with its endpoint's name and the phase in which it starts, and counts it by class when it fails. */
export function request(endpoint: PreparedEndpoint, errors: Counter, values?: CallValues): Response {
  const { params, expectedStatuses: expected, checks } = endpoint;
  const phase = currentPhase();
  if (phase !== undefined) params.tags.phase = phase;
  const url = endpoint.hasPathValues ? fillPath(endpoint, values?.path) : endpoint.url;
  const body = values?.body === undefined ? endpoint.body : encodeBody(values.body);
  const response = http.request(endpoint.method, url, body, params);
  const { status } = response;
  const ok = response.error_code === 0 || response.error_code >= 1400 && response.error_code < 1600;
  if (!(ok && (expected === null ? status >= 200 && status < 300 : expected.includes(status)))) {
    errors.add(1, { ...params.tags, error_class: classifyError(status, response.error_code, response.error) });
  }
  if (checks !== undefined) check(response, checks, params.tags);
  return response;
}

function encodeBody(body: Json): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function fillPath({ url, params }: PreparedEndpoint, values: CallValues['path']): string {
  return url.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = values?.[name];
    if (value === undefined) throw invalid(`call of "${params.tags.name}"`, `a value for {${name}}`, values, `Call it with { path: { ${name}: … } }`);
    return encodeURIComponent(value);
  });
}
