import type { Fault } from '../../document/fault.ts';
import { errorClasses } from '../../language/error-class.ts';
import type { Measurements } from '../../measure/measurements.ts';
import { difference } from '../../language/known-count.ts';
import { countIn } from '../../measure/scope-measurements.ts';
import type { Plan } from '../../plan/plan.ts';
import { faultEverywhere } from './fault-of.ts';

/**
 * The fault of calls that failed without a request, be it one: k6 could not form it, so that no error ratio has it.
 * Each failed request of an endpoint is counted once by k6 and once by the library; what only the latter has was never
 * sent.
 *
 * Of a phase the same cannot be told, where requests by bare `http` calls fail that only k6 counts.
 */
export function unsentRequests(plan: Plan, { endpoints }: Measurements): Fault[] {
  const unsent = plan.endpoints.flatMap(({ name }, index) => {
    const measured = endpoints[index];
    if (measured === undefined) return [];
    const count = difference(countIn(measured.errors, errorClasses), measured.row.failedRequests);
    return count !== null && count > 0 ? [`"${name}" ${count}`] : [];
  });
  if (unsent.length === 0) return [];
  const message = `Calls that k6 could send no request for: ${unsent.join(', ')}. Its log says why.`;
  return [faultEverywhere(plan, 'unsent-requests', message)];
}
