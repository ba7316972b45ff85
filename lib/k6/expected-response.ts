import type { Response } from './acceptance-test.ts';

/** The statuses that count as success. Undefined stands for 200 to 299. */
export type ExpectedStatuses = readonly number[] | undefined;

/** Whether the request failed: it got an unexpected status, or k6 saw an error beyond the status. */
export function hasFailed({ status, error_code: code }: Response, expected: ExpectedStatuses): boolean {
  const isExpected = expected === undefined ? status >= 200 && status <= 299 : expected.includes(status);
  if (!isExpected) return true;
  // k6 gives each status from 400 the error code 1000 + status, also where that status is expected.
  const isErrorOfStatus = code >= 1400 && code < 1600;
  return code !== 0 && !isErrorOfStatus;
}
