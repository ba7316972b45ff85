import type { Fault } from '../../document/fault.ts';
import { ratio, type KnownCount } from '../../language/known-count.ts';
import { renderValue } from '../../language/quantity.ts';
import type { Measurements } from '../../measure/measurements.ts';
import { judgedPhases } from '../../plan/delivered-load.ts';
import type { Plan } from '../../plan/plan.ts';
import { faultOf } from './fault-of.ts';

/**
 * The fault of a script that threw more than its plan allows: it did not do what the plan says.
 *
 * The share that is allowed holds for the run, and for each phase that criteria look at. Otherwise a long phase without
 * exceptions would make up for a short one with nothing else.
 */
export function scriptExceptions(plan: Plan, { run, phases }: Measurements): Fault[] {
  const { allowedExceptions: allowed } = plan;
  const touched = plan.phases.filter((_, index) =>
    isBeyond(phases[index]?.exceptions ?? null, phases[index]?.startedIterations ?? null, allowed),
  );
  const judged = judgedPhases(plan);
  const isFault =
    isBeyond(run.exceptions, run.iterationsOfPlan, allowed) || touched.some((phase) => judged.includes(phase));
  if (!isFault) return [];
  const rule =
    allowed === 0
      ? ''
      : ` The plan allows ${renderValue(allowed, 'ratio')} of the run, and of each phase that criteria look at.`;
  const message = `Iterations that ended in an exception of the script: ${run.exceptions}.${rule}`;
  return [
    faultOf(
      'script-exception',
      message,
      touched.map(({ name }) => name),
    ),
  ];
}

/** By a division, as k6 does it: a product may round to the other side of the share. */
function isBeyond(exceptions: KnownCount, iterations: KnownCount, allowed: number): boolean {
  if (exceptions === null || exceptions === 0) return false;
  const share = ratio(exceptions, iterations);
  return share === null || share > allowed;
}
