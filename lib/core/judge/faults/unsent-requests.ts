import { endpointTags, scopeKeys } from '../../compile/k6-options.ts';
import type { Plan } from '../../plan/plan.ts';
import { namesOf } from '../../plan/profile.ts';
import { errorClasses } from '../../language/error-class.ts';
import { sharesOf, type RunSummary } from '../../measure/run-summary.ts';
import type { Fault } from '../../document/acceptance.ts';
import { errorsIn } from '../../measure/generator-errors.ts';

/**
 * The fault of calls that failed without a request, be it one: k6 could not form it, so that no error ratio has it. Each
 * failed request of an endpoint is counted once by k6 and once by the library; what only the latter has was never sent.
 *
 * Of a phase the same cannot be told, where requests by bare `http` calls fail that only k6 counts.
 */
export function unsentFault(plan: Plan, summary: RunSummary): Fault[] {
  const unsent = plan.endpoints
    .map(({ name }) => ({ name, count: unsentOf(summary, plan.name, name) }))
    .filter(({ count }) => count > 0);
  if (unsent.length === 0) return [];
  const told = unsent.map(({ name, count }) => `"${name}" ${count}`).join(', ');
  return [
    {
      code: 'unsent-requests',
      message: `Calls that k6 could send no request for: ${told}. Its log says why.`,
      phases: namesOf(plan.phases),
    },
  ];
}

function unsentOf(summary: RunSummary, plan: string, name: string): number {
  const tags = endpointTags(plan, name);
  return errorsIn(summary, tags, errorClasses) - (sharesOf(summary, scopeKeys(tags).requests)?.passes ?? 0);
}
