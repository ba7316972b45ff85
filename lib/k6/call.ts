import type { Counter } from 'k6/metrics';
import type { CallValues, Response } from './acceptance-test.ts';
import { countFailure } from './count-failure.cold.ts';
import { currentPhase } from './current-phase.ts';
import { hasFailed } from './expected-response.ts';
import { check, http } from './k6-modules.ts';
import type { PreparedEndpoints } from './prepared-endpoint.ts';
import { filledUrl } from './request-url.ts';
import { requestWith } from './request-with.cold.ts';
import { countInCall } from './script-exception.ts';

/** Where a call counts what goes wrong. */
export type CallCounters = {
  /** The failed requests. */
  readonly errors: Counter;
  /** The exceptions of the script. */
  readonly exceptions: Counter;
};

/**
 * Sends one request of an endpoint, and records what k6 does not: the class of a failure, and the endpoint's checks.
 *
 * @param others What stands behind the values: k6's own functions take params there.
 * @throws When the plan has no such endpoint, a value for its path is missing, or k6 would misread what the call adds.
 * It counts as an exception of the script even where it is caught.
 */
export function callEndpoint(
  endpoints: PreparedEndpoints,
  name: string,
  values: CallValues | undefined,
  others: unknown,
  { errors, exceptions }: CallCounters,
): Response {
  try {
    const endpoint = endpoints[name];
    if (endpoint === undefined) {
      throw new Error(`Invalid call: expected an endpoint of the plan, received "${name}". Declare the endpoint.`);
    }
    if (others !== undefined) {
      throw new Error(
        `Invalid call of "${name}": expected two arguments, received a third. Write params beside the body.`,
      );
    }
    const { method, expectedStatuses, checks } = endpoint;
    const hasOnlyPath = values === undefined || (values?.path !== undefined && Object.keys(values).length === 1);
    const { query, body, params } = hasOnlyPath ? endpoint : requestWith(endpoint, values);
    const { tags } = params;
    let { url } = endpoint;
    if (typeof url !== 'string' || values?.path !== undefined) url = filledUrl(url, values?.path, name);
    if (query !== undefined) url += query;
    // Last, because the request belongs to the phase in which it starts.
    const phase = currentPhase();
    if (phase !== undefined) tags.phase = phase;
    const response = http.request(method, url, body, params);
    if (hasFailed(response, expectedStatuses)) countFailure(errors, tags, response);
    if (checks !== undefined) check(response, checks, tags);
    return response;
  } catch (error) {
    countInCall(exceptions, error);
    throw error;
  }
}
