import type { Fault } from '../../document/fault.ts';
import { exceeds } from '../../language/known-count.ts';
import type { Measurements } from '../../measure/measurements.ts';
import type { Plan } from '../../plan/plan.ts';
import { faultEverywhere } from './fault-of.ts';

/** The fault of a load that never started. */
export function preflightFailed(plan: Plan, { preflightErrors }: Measurements): Fault {
  const causes = preflightErrors.filter(({ count }) => exceeds(count, 0)).map(({ errorClass }) => errorClass);
  const message =
    causes.length > 0
      ? `The target ${plan.target} did not pass the pre-flight: ${causes.join(', ')}. No load was sent.`
      : 'Setup, with the pre-flight in it, did not run to its end. No load was proved.';
  return faultEverywhere(plan, 'preflight-failed', message);
}
