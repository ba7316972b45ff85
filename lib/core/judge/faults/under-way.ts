import { afterPlan } from '../../compile/phase-clock.ts';
import type { Plan } from '../../plan/plan.ts';
import { durationMsOf, namesOf, type Phase } from '../../plan/profile.ts';
import { countOf, type RunSummary } from '../../measure/run-summary.ts';
import { startedIterations } from '../../measure/started-iterations.ts';

/**
 * How many iterations of open phases k6 had started and not yet ended when it stopped the load: those that were due by then,
 * less those that ended and those that it dropped. k6 itself counts none that it interrupts.
 *
 * Some too many where the load stopped within a phase, as k6 takes some milliseconds to stop it.
 *
 * @param loadMs How long the load lasted.
 */
export function iterationsUnderWay(plan: Plan, summary: RunSummary, loadMs: number): number {
  const open = plan.phases.filter(({ load }) => load.model === 'open');
  const due = Math.floor(open.reduce((sum, phase) => sum + dueIn(phase, loadMs), 0));
  const ended = startedIterations(summary, [...namesOf(open), afterPlan]);
  return Math.max(0, due - ended - droppedIterations(summary));
}

/**
 * Whether iterations of an open phase that are missing from those that ended may have been under way at the load's end.
 *
 * They cannot where fewer were under way in all. They were, in part, where k6 dropped fewer. Else k6 may have dropped them
 * all, and they are taken for dropped where the phase ended longer before the load than any iteration took.
 */
export function mayBeUnderWay(plan: Plan, summary: RunSummary, phase: Phase, missing: number, loadMs: number): boolean {
  if (iterationsUnderWay(plan, summary, loadMs) < missing) return false;
  return droppedIterations(summary) < missing || phase.endMs + longestIterationMs(summary) >= loadMs;
}

/** The integral of the phase's rate until then. */
function dueIn(phase: Phase, untilMs: number): number {
  const elapsedMs = Math.min(Math.max(0, untilMs - phase.startMs), durationMsOf(phase));
  const reached = phase.from + ((phase.to - phase.from) * elapsedMs) / durationMsOf(phase);
  return (((phase.from + reached) / 2) * elapsedMs) / 1000;
}

function droppedIterations(summary: RunSummary): number {
  return countOf(summary, 'dropped_iterations') ?? 0;
}

/** Of those that ended; where none did, nothing bounds how long they take. */
function longestIterationMs(summary: RunSummary): number {
  const metric = summary.metrics.get('iteration_duration');
  return (metric?.type === 'trend' ? metric.values['max'] : undefined) ?? Infinity;
}
