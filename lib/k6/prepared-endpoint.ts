import type { Checkers } from 'k6';
import type { Params, RequestBody } from 'k6/http';
import { endpointSetsVariable } from '../core/compile/endpoint-sets.ts';
import type { Endpoint } from '../core/plan/endpoint.ts';
import type { ExpectedStatus } from '../core/plan/expected-statuses.ts';
import type { GivenList } from '../core/plan/given-list.ts';
import { timedByRequest, timedTag } from '../core/plan/library-metrics.ts';
import { bodyKind, contentTypeOf } from '../core/plan/request-body.ts';
import type { Response } from './acceptance-test.ts';
import { currentPhase } from './current-phase.ts';
import { checksThatNeverThrow } from './endpoint-checks.ts';
import { http } from './k6-modules.ts';
import { jsonHeaders } from './json-headers.ts';
import { urlOf, type UrlParts } from './request-url.ts';
import { sentBody } from './sent-body.ts';

/**
 * An endpoint as k6's `http.request` takes it. A VU makes it at its first call and keeps it, so that calls make little
 * anew.
 */
export type PreparedEndpoint = {
  readonly method: string;
  /** In parts where calls have to fill its path. */
  readonly url: string | UrlParts;
  /** What stands behind the path; undefined in an endpoint, because calls give it. */
  readonly query: string | undefined;
  readonly body: RequestBody | null;
  readonly params: RequestParams;
  /** Without the content type that follows from the endpoint's own body. */
  readonly declaredHeaders: Endpoint['headers'];
  readonly expectedStatuses: readonly ExpectedStatus[] | undefined;
  readonly checks: Checkers<Response> | undefined;
};

/** What calls can change of an endpoint's request, beside its path. */
export type PreparedRequest = Pick<PreparedEndpoint, 'query' | 'body' | 'params'>;

/** What k6 takes beside URL and body. The tag of the phase is set at each call. */
export type RequestParams = Params & {
  readonly tags: { name: string; plan?: string; phase?: string; [own: string]: string };
};

/** Prepared endpoints by their names. */
export type PreparedEndpoints = Readonly<Record<string, PreparedEndpoint>>;

/** What all endpoints of a plan share. */
type Shared = {
  readonly plan: string;
  readonly baseUrl: string;
  /** Expects 200 to 299. */
  readonly success: ResponseCallback;
};

type ResponseCallback = ReturnType<typeof http.expectedStatuses>;

/**
 * The endpoints of a plan, prepared. A function that gives them is called.
 *
 * @param address BASE_URL, perhaps with slashes at its end.
 */
export function prepareEndpoints(
  given: GivenList<Endpoint<Response>> | undefined,
  plan: string,
  address: string,
): PreparedEndpoints {
  const endpoints = (typeof given === 'function' ? given() : given) ?? [];
  const shared = {
    plan,
    baseUrl: withoutEndingSlashes(address),
    success: http.expectedStatuses({ min: 200, max: 299 }),
  };
  // Without a prototype: `constructor` is no endpoint.
  const prepared: Record<string, PreparedEndpoint> = Object.create(null);
  // Not by forEach: the first use of it costs a VU 3 kB.
  for (let index = 0; index < endpoints.length; index += 1) {
    const endpoint = endpoints[index];
    if (endpoint !== undefined) prepared[endpoint.name] = prepareEndpoint(endpoint, shared);
  }
  return prepared;
}

function prepareEndpoint(endpoint: Endpoint<Response>, shared: Shared): PreparedEndpoint {
  const { method = 'GET', baseUrl, path, body, headers, expectedStatuses, checks } = endpoint;
  const params = requestParams(endpoint, shared);
  const declaredHeaders = headers === undefined ? undefined : { ...headers };
  if (declaredHeaders !== undefined) params.headers = declaredHeaders;
  const kind = body === undefined ? undefined : bodyKind(body, contentTypeOf(headers));
  if (kind === 'json') params.headers = jsonHeaders(headers);
  return {
    method,
    url: urlOf(baseUrl === undefined ? shared.baseUrl : withoutEndingSlashes(baseUrl), path),
    query: undefined,
    body: kind === undefined ? null : sentBody(body, kind),
    params,
    declaredHeaders,
    expectedStatuses,
    checks: checks && checksThatNeverThrow(checks),
  };
}

function requestParams(endpoint: Endpoint<Response>, { plan, success }: Shared): RequestParams {
  const { name, expectedStatuses, cookies, auth, tags, timeout, responseType, compression } = endpoint;
  const params: RequestParams = {
    tags: requestTags(name, plan, tags),
    responseCallback: expectedStatuses === undefined ? success : expecting(expectedStatuses),
    redirects: 0,
  };
  // Not with undefined in them: k6 would take it for a value.
  if (cookies !== undefined) params.cookies = { ...cookies };
  if (auth !== undefined) params.auth = auth;
  if (timeout !== undefined) params.timeout = timeout;
  if (responseType !== undefined) params.responseType = responseType;
  if (compression !== undefined) params.compression = compression;
  return params;
}

/**
 * Each request bears the plan's name, so that a VU tag `plan` of the script's own cannot hide it from the criteria.
 */
function requestTags(name: string, plan: string, own: Endpoint['tags']): RequestParams['tags'] {
  const tags: RequestParams['tags'] = own === undefined ? { name } : { ...own, name };
  if (currentPhase() === undefined) return tags;
  tags.plan = plan;
  // A request of an endpoint gets the phase of its own start.
  tags[timedTag] = timedByRequest;
  const sets = __ENV[endpointSetsVariable];
  if (sets !== undefined) setTagsOfSets(tags, sets);
  return tags;
}

/** Sets the tags of the sets of endpoints that criteria of the plan take together, and that the endpoint is in. */
function setTagsOfSets(tags: RequestParams['tags'], sets: string): void {
  sets.split('\n\n').forEach((set) => {
    const lines = set.split('\n');
    if (lines.indexOf(tags.name, 1) > 0) tags[lines[0] ?? ''] = 'in';
  });
}

/** Tells k6 itself which statuses are expected, for `http_req_failed` and the tag `expected_response`. */
function expecting(statuses: readonly ExpectedStatus[]): ResponseCallback {
  const first = statuses[0];
  // Nearly always one. A list, copied or spread, costs a VU 6 to 8 kB when it is the first.
  if (first !== undefined && statuses.length === 1) return http.expectedStatuses(first);
  return http.expectedStatuses(...statuses);
}

function withoutEndingSlashes(address: string): string {
  return address.endsWith('/') ? withoutEndingSlashes(address.slice(0, -1)) : address;
}
