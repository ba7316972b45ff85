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
  const names = Object.keys(checks);
  // Not by forEach: the first use of it costs a VU 3 kB.
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? '';
    const isPassed = checks[name];
    if (isPassed !== undefined) safe[name] = neverThrowing(isPassed);
  }
  return safe;
}

function neverThrowing(isPassed: EndpointChecks[string]): (response: Response) => boolean {
  return (response) => {
    let result: unknown;
    try {
      result = isPassed(response);
    } catch {
      return false;
    }
    if (typeof result === 'object' && result instanceof Promise) {
      throw new Error('Invalid check: expected a value, received a promise. Await it before the check.');
    }
    return Boolean(result);
  };
}
