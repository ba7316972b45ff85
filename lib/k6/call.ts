import type { Counter } from 'k6/metrics';
import type { CallValues, Response } from './acceptance-test.ts';
import { countFailure } from './count-failure.cold.ts';
import { currentPhase } from './current-phase.ts';
import { hasFailed } from './expected-response.ts';
import { check, http } from './k6-modules.ts';
import type { PreparedEndpoints } from './prepared-endpoint.ts';
import { bodyText, paramsWithBody } from './request-body.ts';
import { filledUrl } from './request-url.ts';

/**
 * Sends one request of an endpoint, and records what k6 does not: the class of a failure, and the endpoint's checks.
 *
 * @param errors Counts the failed requests.
 * @throws When the plan has no such endpoint, or a value for its path is missing.
 */
export function callEndpoint(
  endpoints: PreparedEndpoints,
  name: string,
  values: CallValues | undefined,
  errors: Counter,
): Response {
  const endpoint = endpoints[name];
  if (endpoint === undefined) {
    throw new Error(`Invalid call: expected an endpoint of the plan, received "${name}". Declare the endpoint.`);
  }
  const { method, url, expectedStatuses, checks } = endpoint;
  let { body, params } = endpoint;
  const { tags } = params;
  const address = typeof url === 'string' ? url : filledUrl(url, values?.path, name);
  if (values?.body !== undefined) {
    body = bodyText(values.body);
    params = paramsWithBody(params, values.body);
  }
  // Last, because the request belongs to the phase in which it starts.
  const phase = currentPhase();
  if (phase !== undefined) tags.phase = phase;
  const response = http.request(method, address, body, params);
  if (hasFailed(response, expectedStatuses)) countFailure(errors, tags, response);
  if (checks !== undefined) check(response, checks, tags);
  return response;
}
