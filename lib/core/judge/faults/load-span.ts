import { earliestEndMs } from '../../compile/earliest-end.ts';
import type { Fault } from '../../document/fault.ts';
import type { Measurements, RunMeasurements } from '../../measure/measurements.ts';
import type { Plan } from '../../plan/plan.ts';
import { namesOf } from '../../plan/profile.ts';
import { faultEverywhere, faultOf } from './fault-of.ts';

/** How long the load lasted, in milliseconds; null where that is not known. */
export function loadMsOf({ loadStartMs, loadEndMs }: RunMeasurements): number | null {
  return loadStartMs === null || loadEndMs === null ? null : loadEndMs - loadStartMs;
}

/**
 * By how much the two moments can be too near to each other: they are whole milliseconds of a clock that the system may
 * slow down by 500 millionths to set it right, and k6 times the load by one that nobody sets.
 */
function clockErrorMs(ms: number): number {
  return 2 + ms * 0.0005;
}

/**
 * The faults of a load that did not run its course. Between the end of setup and the start of teardown lies the load,
 * and hardly more.
 */
export function loadSpanFaults(plan: Plan, { run }: Measurements): Fault[] {
  const loadMs = loadMsOf(run);
  if (loadMs === null) {
    const message =
      'Teardown did not run to its end, so nothing proves that the load did. ' +
      'See the log of k6, and export teardown from the script.';
    return [faultEverywhere(plan, 'teardown-missing', message)];
  }
  const dueMs = earliestEndMs(plan.phases);
  // Written so that a span that is no number counts as cut short.
  if (!(loadMs >= dueMs - clockErrorMs(dueMs))) {
    const unended = plan.phases.filter((phase) => phase.endMs > loadMs);
    const message = `The load ended after ${seconds(loadMs)} of ${seconds(plan.durationMs)}.`;
    return [faultOf('cut-short', message, namesOf(unended))];
  }
  // k6 waits that long only for iterations that do not end, and drops what they measured.
  if (loadMs >= plan.durationMs + plan.gracefulStopMs) {
    const message =
      `Iterations had not ended ${seconds(plan.gracefulStopMs)} after the last phase: ` +
      'k6 interrupted them, and what they measured is lost.';
    return [faultEverywhere(plan, 'iterations-interrupted', message)];
  }
  return [];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
