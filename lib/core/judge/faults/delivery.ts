import { judgedPhases, requiredIterations } from '../../compile/delivered-load.ts';
import type { Plan } from '../../plan/plan.ts';
import { durationMsOf, hasLoad, intendedIterations, namesOf, type Phase } from '../../plan/profile.ts';
import type { RunSummary } from '../../measure/run-summary.ts';
import type { CriterionRow, Fault } from '../../document/acceptance.ts';
import { startedIterations } from '../../measure/started-iterations.ts';
import { iterationsUnderWay, mayBeUnderWay } from './under-way.ts';

/** k6 looks at its VUs once a second: a load that is held for three seconds is seen away from the boundaries of its phase. */
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
 * Phases that criteria look at and that did not have their load: latency under half the load proves nothing of the load.
 *
 * Where a latency or error criterion of the phase, or of the whole run, failed as well, the target held the VUs until none was
 * free: that is its saturation, no fault of the run.
 *
 * @param rows The criteria, judged as if every load had been delivered.
 * @param known The faults that these rows were judged under: a phase that one of them spoils is not looked at again.
 * @param abortMs How long the load had lasted when a criterion of the plan may have ended it, and k6 interrupted what was under
 * way; null where none did.
 */
export function deliveryOf(
  plan: Plan,
  summary: RunSummary,
  rows: readonly CriterionRow[],
  known: readonly Fault[],
  abortMs: number | null,
): Delivery {
  const failed = rows.filter((row) => row.verdict === 'FAIL' && ['latency', 'error ratio'].includes(row.indicator));
  const faults: Fault[] = [];
  const saturations: string[] = [];
  const interrupted: string[] = [];
  for (const phase of judgedPhases(plan)) {
    const short = known.some(({ phases }) => phases.includes(phase.name))
      ? null
      : shortfall(plan, summary, phase, abortMs);
    if (short === null) continue;
    const { message, isUnderWay } = short;
    if (isUnderWay) interrupted.push(phase.name);
    else if (failed.some((row) => row.phase === null || row.phase === phase.name)) saturations.push(message);
    else faults.push({ code: 'load-not-delivered', message, phases: [phase.name] });
  }
  return { faults, saturations, interrupted };
}

function shortfall(plan: Plan, summary: RunSummary, phase: Phase, abortMs: number | null): Shortfall | null {
  const started = startedIterations(summary, [phase.name]);
  const required = requiredIterations(phase);
  if (required === null) return closedShortfall(plan, summary, phase, abortMs);
  if (started >= required) return null;
  const missing = required - started;
  // What is short even with all that was under way was never started.
  const underWay = abortMs === null ? 0 : iterationsUnderWay(plan, summary, abortMs);
  const count = underWay === 0 || underWay >= missing ? `${started}` : `at most ${started + underWay}`;
  return {
    message: `Phase "${phase.name}" started ${count} of ${Math.round(intendedIterations(phase) ?? 0)} intended iterations in ${durationMsOf(phase) / 1000} s.`,
    isUnderWay: abortMs !== null && mayBeUnderWay(plan, summary, phase, missing, abortMs),
  };
}

/**
 * In the closed model no count is intended, and a journey may outlast its phase. What can be told is that none ever ended, and,
 * as k6 counts its VUs for the run alone, that it never ran as many as the phase holds.
 */
function closedShortfall(plan: Plan, summary: RunSummary, phase: Phase, abortMs: number | null): Shortfall | null {
  if (!hasLoad(phase)) return null;
  const vusMessage = missingVus(summary, phase);
  const closed = plan.phases.filter((candidate) => candidate.load.model === 'closed');
  if (startedIterations(summary, namesOf(closed)) === 0) {
    // VUs that are ramped down end their iterations as well: none that began had ended.
    return {
      message: `Phase "${phase.name}" had VUs, but none of their iterations ever ended.`,
      isUnderWay: abortMs !== null && vusMessage === null,
    };
  }
  return vusMessage === null ? null : { message: vusMessage, isUnderWay: false };
}

function missingVus(summary: RunSummary, phase: Phase): string | null {
  if (phase.kind === 'ramp' || durationMsOf(phase) < seenHoldMs) return null;
  const vus = summary.metrics.get('vus');
  const most = vus?.type === 'gauge' ? vus.max : null;
  if (most !== null && most >= phase.to) return null;
  return `Phase "${phase.name}" holds ${phase.to} VUs, but k6 ${most === null ? 'told of none' : `never ran more than ${most}`}.`;
}
