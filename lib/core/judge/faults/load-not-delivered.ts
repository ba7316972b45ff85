import type { Fault } from '../../document/fault.ts';
import { touches } from '../../document/fault.ts';
import type { Measurements } from '../../measure/measurements.ts';
import { total } from '../../language/known-count.ts';
import { judgedPhases, requiredIterations } from '../../plan/delivered-load.ts';
import type { Plan } from '../../plan/plan.ts';
import { durationMsOf, hasLoad, intendedIterations, type Phase } from '../../plan/profile.ts';
import type { Observation } from '../observation.ts';
import { iterationsUnderWay, mayBeUnderWay } from '../under-way.ts';
import { faultOf } from './fault-of.ts';

/**
 * k6 looks at its VUs once a second: a load that is held for three seconds is seen away from the boundaries of its
 * phase.
 */
const seenHoldMs = 3000;

/** What a run says of the loads that criteria look at. */
type Delivery = {
  readonly faults: readonly Fault[];
  /** What the phases were short of in which the target was saturated, one sentence each. */
  readonly saturations: readonly string[];
  /** The phases that are short of no more than what may have been under way when the plan ended its run. */
  readonly interrupted: readonly string[];
};

type Shortfall = { readonly message: string; readonly isUnderWay: boolean };

/**
 * Phases that criteria look at and that did not have their load: latency under half the load proves nothing of the
 * load.
 *
 * Where a criterion that shows saturation failed as well, in the phase or over the whole run, the target held the VUs
 * until none was free: that is its result, no fault of the run.
 *
 * @param remaining The faults under which these criteria count as failed.
 * @param known The faults that are told already: a phase that one of them spoils is not looked at again.
 * @param abortMs How long the load had lasted when a criterion of the plan may have ended it, and k6 interrupted what
 * was under way; null where none did.
 */
export function deliveryOf(
  plan: Plan,
  measurements: Measurements,
  observations: readonly Observation[],
  {
    remaining,
    known,
    abortMs,
  }: { readonly remaining: readonly Fault[]; readonly known: readonly Fault[]; readonly abortMs: number | null },
): Delivery {
  const saturated = observations.filter((observation) => showsSaturation(observation, remaining));
  const faults: Fault[] = [];
  const saturations: string[] = [];
  const interrupted: string[] = [];
  for (const phase of judgedPhases(plan)) {
    const { name } = phase;
    const short = known.some((fault) => touches(fault, name)) ? null : shortfall(plan, measurements, phase, abortMs);
    if (short === null) continue;
    const { message, isUnderWay } = short;
    if (isUnderWay) interrupted.push(name);
    else if (saturated.some(({ criterion }) => criterion.scope.phases.includes(phase))) saturations.push(message);
    else faults.push(faultOf('load-not-delivered', message, [name]));
  }
  return { faults, saturations, interrupted };
}

/** Whether a criterion failed in a way that a target shows which holds the VUs, on evidence that no fault touches. */
function showsSaturation({ criterion, verdict }: Observation, faults: readonly Fault[]): boolean {
  if (verdict !== 'FAIL' || !criterion.indicator.showsSaturation) return false;
  return !faults.some((fault) => touches(fault, criterion.scope.names.phase));
}

function shortfall(plan: Plan, measurements: Measurements, phase: Phase, abortMs: number | null): Shortfall | null {
  const required = requiredIterations(phase);
  if (required === null) return closedShortfall(plan, measurements, phase, abortMs);
  const started = measurements.phases[plan.phases.indexOf(phase)]?.startedIterations ?? null;
  // That a count is missing is a fault of its own.
  if (started === null || started >= required) return null;
  const missing = required - started;
  // What is short even with all that was under way was never started.
  const underWay = abortMs === null ? 0 : iterationsUnderWay(plan, measurements, abortMs);
  const count = underWay === 0 || underWay >= missing ? `${started}` : `at most ${started + underWay}`;
  const intended = Math.round(intendedIterations(phase) ?? 0);
  return {
    message: `Phase "${phase.name}" started ${count} of ${intended} intended iterations in ${durationMsOf(phase) / 1000} s.`,
    isUnderWay: abortMs !== null && mayBeUnderWay(plan, measurements, phase, missing, abortMs),
  };
}

/**
 * In the closed model no count is intended, and a journey may outlast its phase. What can be told is that none ever
 * ended, and, as k6 counts its VUs for the run alone, that it never ran as many as the phase holds.
 */
function closedShortfall(
  plan: Plan,
  measurements: Measurements,
  phase: Phase,
  abortMs: number | null,
): Shortfall | null {
  if (!hasLoad(phase)) return null;
  const vusMessage = missingVus(measurements, phase);
  const closed = measurements.phases.filter((_, index) => plan.phases[index]?.load.model === 'closed');
  if (total(closed.map(({ startedIterations }) => startedIterations)) === 0) {
    // VUs that are ramped down end their iterations as well: none that began had ended.
    return {
      message: `Phase "${phase.name}" had VUs, but none of their iterations ever ended.`,
      isUnderWay: abortMs !== null && vusMessage === null,
    };
  }
  return vusMessage === null ? null : { message: vusMessage, isUnderWay: false };
}

function missingVus({ run: { mostVus } }: Measurements, phase: Phase): string | null {
  if (phase.kind === 'ramp' || durationMsOf(phase) < seenHoldMs) return null;
  if (mostVus !== null && mostVus >= phase.to) return null;
  const seen = mostVus === null ? 'told of none' : `never ran more than ${mostVus}`;
  return `Phase "${phase.name}" holds ${phase.to} VUs, but k6 ${seen}.`;
}
