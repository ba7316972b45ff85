import { loadEndMetric, loadStartMetric } from '../../plan/custom-metric.ts';
import { earliestEndMs } from '../../compile/earliest-end.ts';
import type { Plan } from '../../plan/plan.ts';
import { namesOf } from '../../plan/profile.ts';
import type { RunSummary } from '../../measure/run-summary.ts';
import type { Fault } from '../../document/acceptance.ts';

/** When the load began and ended, in milliseconds since 1970; null where setup or teardown did not run to its end. */
type LoadSpan = { readonly startMs: number | null; readonly endMs: number | null };

export function loadSpanOf(summary: RunSummary): LoadSpan {
  return { startMs: momentOf(summary, loadStartMetric), endMs: momentOf(summary, loadEndMetric) };
}

/** How long the load lasted, in milliseconds; null where that is not known. */
export function loadMsOf(summary: RunSummary): number | null {
  const { startMs, endMs } = loadSpanOf(summary);
  return startMs === null || endMs === null ? null : endMs - startMs;
}

/** A moment that setup or teardown recorded; k6 shows a gauge that nothing fed as 0. */
function momentOf(summary: RunSummary, key: string): number | null {
  const metric = summary.metrics.get(key);
  return metric?.type === 'gauge' && metric.value > 0 ? metric.value : null;
}

/**
 * By how much the two moments can be too near to each other: they are whole milliseconds of a clock that the system may slow
 * down by 500 millionths to set it right, and k6 times the load by one that nobody sets.
 */
function clockErrorMs(ms: number): number {
  return 2 + ms * 0.0005;
}

/** Between the end of setup and the start of teardown lies the load, and hardly more. */
export function spanFaults(plan: Plan, startMs: number, endMs: number | null): Fault[] {
  const everywhere = namesOf(plan.phases);
  if (endMs === null) {
    return [
      {
        code: 'teardown-missing',
        message:
          'Teardown did not run to its end, so nothing proves that the load did. See the log of k6, and export teardown from the script.',
        phases: everywhere,
      },
    ];
  }
  const loadMs = endMs - startMs;
  const dueMs = earliestEndMs(plan.phases);
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  // Written so that a span that is no number counts as cut short.
  if (!(loadMs >= dueMs - clockErrorMs(dueMs))) {
    const phases = namesOf(plan.phases.filter((phase) => phase.endMs > loadMs));
    return [
      { code: 'cut-short', message: `The load ended after ${seconds(loadMs)} of ${seconds(plan.durationMs)}.`, phases },
    ];
  }
  // k6 waits that long only for iterations that do not end, and drops what they measured.
  if (loadMs >= plan.durationMs + plan.gracefulStopMs) {
    const message = `Iterations had not ended ${seconds(plan.gracefulStopMs)} after the last phase: k6 interrupted them, and what they measured is lost.`;
    return [{ code: 'iterations-interrupted', message, phases: everywhere }];
  }
  return [];
}
