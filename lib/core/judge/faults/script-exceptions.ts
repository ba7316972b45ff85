import type { Fault } from '../../document/fault.ts';
import { exceeds } from '../../language/known-count.ts';
import type { Measurements } from '../../measure/measurements.ts';
import type { Plan } from '../../plan/plan.ts';
import { faultOf } from './fault-of.ts';

/** The fault of a script that threw: it did not do what the plan says. */
export function scriptExceptions(plan: Plan, { run, phases }: Measurements): Fault[] {
  if (run.exceptions === null || run.exceptions === 0) return [];
  const touched = plan.phases
    .filter((_, index) => exceeds(phases[index]?.exceptions ?? null, 0))
    .map(({ name }) => name);
  const message = `Iterations that ended in an exception of the script: ${run.exceptions}.`;
  return [faultOf('script-exception', message, touched)];
}
