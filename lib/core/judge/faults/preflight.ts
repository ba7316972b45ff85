import { errorKey, preflightTags } from '../../compile/k6-options.ts';
import type { Plan } from '../../plan/plan.ts';
import { namesOf } from '../../plan/profile.ts';
import { errorClasses } from '../../language/error-class.ts';
import { countOf, type RunSummary } from '../../measure/run-summary.ts';
import type { Fault } from '../../document/acceptance.ts';

/** The fault of a load that never started. */
export function preflightFault(plan: Plan, summary: RunSummary): Fault {
  const causes = errorClasses.filter((errorClass) => (countOf(summary, errorKey(errorClass, preflightTags)) ?? 0) > 0);
  const message =
    causes.length > 0
      ? `The target ${plan.target} did not pass the pre-flight: ${causes.join(', ')}. No load was sent.`
      : 'Setup, with the pre-flight in it, did not run to its end. No load was proved.';
  return { code: 'preflight-failed', message, phases: namesOf(plan.phases) };
}
