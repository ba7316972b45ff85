import { loadEndMetric, loadStartMetric, scriptExceptionsMetric } from '../plan/custom-metric.ts';
import { errorKey, gatingThresholds, preflightTags } from '../plan/k6-options.ts';
import { earliestEndMs } from '../plan/earliest-end.ts';
import { metricKey } from '../plan/metric-key.ts';
import { afterPlan } from '../plan/phase-clock.ts';
import type { Plan } from '../plan/plan.ts';
import { durationMsOf, intendedIterations, type Phase } from '../plan/profile.ts';
import { errorClasses } from '../run/error-class.ts';
import { countOf, type RunSummary } from '../run/run-summary.ts';
import type { CriterionRow, Fault } from './acceptance.ts';

/** What only the k6 side knows of a run. */
export type Circumstances = {
  /** How k6's options differ from the plan's, one sentence each. */
  readonly differences: readonly string[];
  /** When the summary was made, in milliseconds since 1970. */
  readonly endedAtMs: number;
};

/** The share of its intended iterations that a phase must have started to have had its load. */
const deliveredShare = 0.99;

/** What makes the run unsound before any criterion is looked at, the most telling first. */
export function faultsOf(plan: Plan, summary: RunSummary, { differences }: Circumstances): Fault[] {
  const everywhere = plan.phases.map((phase) => phase.name);
  const replaced = differences.map((message): Fault => ({ code: 'plan-replaced', message, phases: everywhere }));
  const start = momentOf(summary, loadStartMetric);
  if (start === null) return [...replaced, preflightFault(plan, summary, everywhere)];
  const end = momentOf(summary, loadEndMetric);
  return [
    ...replaced,
    ...thresholdsFault(plan, summary, everywhere),
    ...(end === null ? [teardownFault(everywhere)] : spanFaults(plan, end - start)),
    ...(replaced.length === 0 ? untaggedFault(plan, summary, everywhere) : []),
    ...exceptionFault(plan, summary),
  ];
}

/** A moment that setup or teardown recorded; k6 shows a gauge that nothing fed as 0. */
function momentOf(summary: RunSummary, key: string): number | null {
  const metric = summary.metrics.get(key);
  return metric?.type === 'gauge' && metric.value > 0 ? metric.value : null;
}

function teardownFault(phases: readonly string[]): Fault {
  return { code: 'teardown-missing', message: 'Teardown did not run to its end, so nothing proves that the load did. See the log of k6, and export teardown from the script.', phases };
}

function preflightFault(plan: Plan, summary: RunSummary, phases: readonly string[]): Fault {
  const causes = errorClasses.filter((errorClass) => (countOf(summary, errorKey(errorClass, preflightTags)) ?? 0) > 0);
  const message = causes.length > 0
    ? `The target ${plan.target} did not pass the pre-flight: ${causes.join(', ')}. No load was sent.`
    : 'Setup, with the pre-flight in it, did not run to its end. No load was proved.';
  return { code: 'preflight-failed', message, phases };
}

/** `--no-thresholds` leaves every metric in the summary, but none of the judgements. */
function thresholdsFault(plan: Plan, summary: RunSummary, phases: readonly string[]): Fault[] {
  const missing = Object.entries(gatingThresholds(plan)).filter(([key, expressions]) =>
    expressions.some((expression) => summary.metrics.get(key)?.thresholds[expression] === undefined),
  );
  if (missing.length === 0) return [];
  return [{ code: 'thresholds-disabled', message: `k6 evaluated no threshold on ${missing.map(([key]) => key).join(', ')}.`, phases }];
}

/** Between the end of setup and the start of teardown lies the load, and some milliseconds of k6's own. */
function spanFaults(plan: Plan, loadMs: number): Fault[] {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  // Written so that a span that is no number counts as cut short.
  if (!(loadMs >= earliestEndMs(plan.phases))) {
    const phases = plan.phases.filter((phase) => phase.endMs > loadMs).map((phase) => phase.name);
    return [{ code: 'cut-short', message: `The load ended after ${seconds(loadMs)} of ${seconds(plan.durationMs)}.`, phases }];
  }
  // k6 waits that long only for iterations that do not end, and drops what they measured.
  if (loadMs >= plan.durationMs + plan.gracefulStopMs) {
    const message = `Iterations had not ended ${seconds(plan.gracefulStopMs)} after the last phase: k6 interrupted them, and what they measured is lost.`;
    return [{ code: 'iterations-interrupted', message, phases: plan.phases.map((phase) => phase.name) }];
  }
  return [];
}

function untaggedFault(plan: Plan, summary: RunSummary, phases: readonly string[]): Fault[] {
  const tagged = [...plan.phases.map((phase) => phase.name), afterPlan].reduce((sum, phase) => sum + (countOf(summary, metricKey('iterations', { phase })) ?? 0), 0);
  const untagged = (countOf(summary, 'iterations') ?? 0) - tagged;
  if (untagged === 0) return [];
  return [{ code: 'untagged-iterations', message: `Iterations without a phase: ${untagged}. Export test.iteration(…) as the script's default function, and leave the tag phase alone.`, phases }];
}

function exceptionFault(plan: Plan, summary: RunSummary): Fault[] {
  const count = countOf(summary, scriptExceptionsMetric) ?? 0;
  if (count === 0) return [];
  const phases = plan.phases.map((phase) => phase.name).filter((phase) => (countOf(summary, metricKey(scriptExceptionsMetric, { phase })) ?? 0) > 0);
  return [{ code: 'script-exception', message: `Iterations that ended in an exception of the script: ${count}.`, phases }];
}

/**
 * Phases that criteria look at and that did not have their load: latency under half the load proves nothing of the load.
 *
 * Where a latency or error criterion failed as well, the target held the VUs until none was free: that is its saturation, no
 * fault of the run.
 *
 * @param rows The criteria, judged as if every load had been delivered.
 * @param known The faults that these rows were judged under: a phase that one of them spoils is not looked at again.
 */
export function deliveryFaults(plan: Plan, summary: RunSummary, rows: readonly CriterionRow[], known: readonly Fault[]): Fault[] {
  const concerns = (row: CriterionRow, phase: Phase): boolean => row.phase === null || row.phase === phase.name;
  const saturated = rows.filter((row) => row.verdict === 'FAIL' && ['latency', 'error ratio'].includes(row.indicator));
  return plan.phases
    .filter((phase) => !known.some(({ phases }) => phases.includes(phase.name)))
    .filter((phase) => rows.some((row) => concerns(row, phase)) && !saturated.some((row) => concerns(row, phase)))
    .flatMap((phase): Fault[] => {
      const message = shortfall(plan, summary, phase);
      return message === null ? [] : [{ code: 'load-not-delivered', message, phases: [phase.name] }];
    });
}

/** In the closed model no count is intended, and a journey may outlast its phase: only that none ever ended is telling. */
function shortfall(plan: Plan, summary: RunSummary, phase: Phase): string | null {
  const started = startedIterations(summary, phase);
  const intended = intendedIterations(phase);
  if (intended !== null) {
    if (!isShort(started, intended)) return null;
    return `Phase "${phase.name}" started ${started} of ${Math.round(intended)} intended iterations in ${durationMsOf(phase) / 1000} s.`;
  }
  if (phase.from === 0 && phase.to === 0) return null;
  const closed = plan.phases.filter((candidate) => candidate.load.model === 'closed');
  if (closed.some((candidate) => startedIterations(summary, candidate) > 0)) return null;
  return `Phase "${phase.name}" had VUs, but none of their iterations ever ended.`;
}

/** k6 starts iterations at whole ticks: up to two may fall on the other side of a phase's ends. */
function isShort(started: number, intended: number): boolean {
  return started + 2 < intended * deliveredShare;
}

/** Iterations that started in the phase and ended; k6 counts no interrupted ones. */
export function startedIterations(summary: RunSummary, phase: Phase): number {
  return countOf(summary, metricKey('iterations', { phase: phase.name })) ?? 0;
}
