import type { Checkers } from 'k6';
import type { Endpoint } from '../core/plan/endpoint.ts';
import type { Response } from './acceptance-test.ts';

type EndpointChecks = NonNullable<Endpoint<Response>['checks']>;

/**
 * The checks as k6 takes them. A check that throws has failed: k6 itself would end the iteration, but a body that
 * cannot be read is the target's failure and not the script's.
 */
export function checksThatNeverThrow(checks: EndpointChecks): Checkers<Response> {
  const safe: Checkers<Response> = {};
  Object.keys(checks).forEach((name) => {
    safe[name] = (response) => {
      try {
        return checks[name]?.(response) === true;
      } catch {
        return false;
      }
    };
  });
  return safe;
}
