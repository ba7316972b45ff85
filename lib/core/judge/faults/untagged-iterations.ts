import type { Fault } from '../../document/fault.ts';
import type { Measurements } from '../../measure/measurements.ts';
import { difference, total } from '../../measure/known-count.ts';
import type { Plan } from '../../plan/plan.ts';
import { faultEverywhere } from './fault-of.ts';

/** The fault of iterations that ran outside of the plan's wrapper: nothing tells in which phase. */
export function untaggedIterations(plan: Plan, { run, phases, afterPlan }: Measurements): Fault[] {
  const tagged = total([...phases, afterPlan].map(({ startedIterations }) => startedIterations));
  const differences = [difference(run.iterations, tagged), difference(run.iterations, run.iterationsOfPlan)];
  // That a count is missing is a fault of its own.
  const untagged = Math.max(0, ...differences.filter((count) => count !== null));
  if (untagged === 0) return [];
  return [
    faultEverywhere(
      plan,
      'untagged-iterations',
      `Iterations without a phase of the plan: ${untagged}. ` +
        "Export test.iteration(…) as the script's default function, and leave the tags plan and phase alone.",
    ),
  ];
}
