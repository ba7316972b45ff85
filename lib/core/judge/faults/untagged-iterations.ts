import type { Fault } from '../../document/fault.ts';
import type { Measurements } from '../../measure/measurements.ts';
import { difference, total } from '../../language/known-count.ts';
import type { Plan } from '../../plan/plan.ts';
import { faultEverywhere } from './fault-of.ts';

/** The fault of iterations that ran outside of the plan's wrapper: nothing tells in which phase. */
export function untaggedIterations(plan: Plan, { run, phases, afterPlan }: Measurements): Fault[] {
  const tagged = total([...phases, afterPlan].map(({ startedIterations }) => startedIterations));
  // That a count is missing is a fault of its own.
  const withoutPhase = difference(run.iterations, tagged) ?? 0;
  const withoutPlan = difference(run.iterations, run.iterationsOfPlan) ?? 0;
  const untagged = Math.max(withoutPhase, withoutPlan);
  if (withoutPhase === 0 && untagged === 0) return [];
  // A run with fewer iterations than its phases cannot be: then no count of them can be trusted.
  const found =
    untagged > 0
      ? `Iterations without a phase of the plan: ${untagged}.`
      : `k6 counted ${-withoutPhase} fewer iterations for the run than for the phases of the plan.`;
  return [
    faultEverywhere(
      plan,
      'untagged-iterations',
      `${found} ` +
        "Export test.iteration(…) as the script's default function, and leave the tags plan and phase alone.",
    ),
  ];
}
