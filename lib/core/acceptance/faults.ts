import { loadStartMetric, scriptExceptionsMetric } from '../plan/custom-metric.ts';
import { gatingThresholds, preflightErrorKey } from '../plan/k6-options.ts';
import { metricKey } from '../plan/metric-key.ts';
import type { Plan } from '../plan/plan.ts';
import { durationMsOf, intendedIterations, type Phase } from '../plan/profile.ts';
import { errorClasses } from '../run/error-class.ts';
import { countOf, type RunSummary } from '../run/run-summary.ts';
import type { CriterionRow, Fault } from './acceptance.ts';

/** What only the k6 side knows of a run. */
export type Circumstances = {
  /** How k6's options differ from the plan's, one sentence each. */
  readonly differences: readonly string[];
  /** When the run ended, in milliseconds since 1970. */
  readonly endedAtMs: number;
};

/** The share of its intended iterations that a phase must have started to have had its load. */
export const deliveredShare = 0.99;

/** What makes the run unsound before any criterion is looked at, the most telling first. */
export function faultsOf(plan: Plan, summary: RunSummary, { differences, endedAtMs }: Circumstances): Fault[] {
  const everywhere = plan.phases.map((phase) => phase.name);
  const replaced = differences.map((message): Fault => ({ code: 'plan-replaced', message, phases: everywhere }));
  const start = summary.metrics.get(loadStartMetric);
  if (start?.type !== 'gauge' || start.value <= 0) return [...replaced, preflightFault(plan, summary, everywhere)];
  return [
    ...replaced,
    ...thresholdsFault(plan, summary, everywhere),
    ...cutShortFault(plan, endedAtMs - start.value),
    ...exceptionFault(plan, summary),
  ];
}

function preflightFault(plan: Plan, summary: RunSummary, phases: readonly string[]): Fault {
  const causes = errorClasses.filter((errorClass) => (countOf(summary, preflightErrorKey(errorClass)) ?? 0) > 0);
  const message = causes.length > 0
    ? `The target ${plan.target} did not pass the pre-flight: ${causes.join(', ')}. No load was sent.`
    : 'The pre-flight did not run to its end in setup. No load was proved.';
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

function cutShortFault(plan: Plan, loadMs: number): Fault[] {
  if (loadMs >= plan.durationMs) return [];
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const phases = plan.phases.filter((phase) => phase.endMs > loadMs).map((phase) => phase.name);
  return [{ code: 'cut-short', message: `The run ended after ${seconds(loadMs)} of ${seconds(plan.durationMs)}.`, phases }];
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
      const started = startedIterations(summary, phase);
      const intended = intendedIterations(phase);
      if (intended === null || !isShort(started, intended)) return [];
      const message = `Phase "${phase.name}" started ${started} of ${Math.round(intended)} intended iterations in ${durationMsOf(phase) / 1000} s.`;
      return [{ code: 'load-not-delivered', message, phases: [phase.name] }];
    });
}

/** k6 starts iterations at whole ticks: up to two may fall on the other side of a phase's ends. */
function isShort(started: number, intended: number): boolean {
  return started + 2 < intended * deliveredShare;
}

/** Iterations that started in the phase and ended; k6 counts no interrupted ones. */
export function startedIterations(summary: RunSummary, phase: Phase): number {
  return countOf(summary, metricKey('iterations', { phase: phase.name })) ?? 0;
}
