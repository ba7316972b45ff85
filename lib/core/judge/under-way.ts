import type { Measurements } from '../measure/measurements.ts';
import { total } from '../language/known-count.ts';
import type { Plan } from '../plan/plan.ts';
import { durationMsOf, type Phase } from '../plan/profile.ts';

/**
 * How many iterations of open phases k6 had started and not yet ended when it stopped the load: those that were due by
 * then, less those that ended and those that it dropped. k6 itself counts none that it interrupts.
 *
 * Slightly too many where the load stopped within a phase: k6 takes some milliseconds to stop it.
 *
 * @param loadMs How long the load lasted.
 */
export function iterationsUnderWay(plan: Plan, { run, phases, afterPlan }: Measurements, loadMs: number): number {
  const isOpen = ({ load }: Phase): boolean => load.model === 'open';
  const due = Math.floor(plan.phases.filter(isOpen).reduce((sum, phase) => sum + dueIn(phase, loadMs), 0));
  const open = phases.filter((_, index) => plan.phases[index]?.load.model === 'open');
  const gone = total([
    ...[...open, afterPlan].map(({ startedIterations }) => startedIterations),
    run.droppedIterations,
  ]);
  // Where a count is missing, nothing excuses a shortfall.
  return gone === null ? 0 : Math.max(0, due - gone);
}

/**
 * Whether iterations of an open phase that are missing from those that ended may have been under way at the load's end.
 *
 * - No, if fewer than these were under way in total.
 * - Yes, if k6 dropped fewer than these: it cannot have dropped them all.
 * - Else yes, if the longest iteration, started at the end of the phase, would have lasted until the load's end.
 */
export function mayBeUnderWay(
  plan: Plan,
  measurements: Measurements,
  phase: Phase,
  missing: number,
  loadMs: number,
): boolean {
  if (iterationsUnderWay(plan, measurements, loadMs) < missing) return false;
  const { droppedIterations, longestIterationMs } = measurements.run;
  // Where no iteration ended, nothing bounds how long they take.
  const droppedAll = droppedIterations === null || droppedIterations >= missing;
  return !droppedAll || phase.endMs + (longestIterationMs ?? Infinity) >= loadMs;
}

/** The integral of the phase's rate until then. */
function dueIn(phase: Phase, untilMs: number): number {
  const elapsedMs = Math.min(Math.max(0, untilMs - phase.startMs), durationMsOf(phase));
  const reached = phase.from + ((phase.to - phase.from) * elapsedMs) / durationMsOf(phase);
  return (((phase.from + reached) / 2) * elapsedMs) / 1000;
}
