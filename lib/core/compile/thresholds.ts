import { exhaustingClasses } from '../language/error-class.ts';
import { formatDuration } from '../language/duration.ts';
import type { Criterion } from '../plan/criterion.ts';
import { judgedPhases, requiredIterations } from '../plan/delivered-load.ts';
import type { Plan } from '../plan/plan.ts';
import { abortDelayMs } from './abort-delay.ts';
import type { Cell } from './cell.ts';
import type { Cells } from './cells.ts';

/** A threshold as k6 takes it: its expression, or that with the order to end the run where it is crossed. */
export type Threshold =
  string | { readonly threshold: string; readonly abortOnFail: true; readonly delayAbortEval: string };

/** A threshold that decides the exit code of k6. */
export type GatingThreshold = {
  readonly cell: Cell;
  readonly expression: string;
  /** The place of the criterion that it belongs to; null where it holds the run to be sound. */
  readonly criterion: number | null;
  /** From when on it ends the run where it is crossed, in ms after the load's start; null where it does not. */
  readonly endsRunAfterMs: number | null;
};

/**
 * The thresholds that decide the exit code of k6.
 *
 * Every criterion that can fail is one, and so is the evidence of its samples, because k6 lets a threshold without
 * samples pass.
 */
export function gatingThresholds(plan: Plan, cells: Cells): readonly GatingThreshold[] {
  return [...soundnessThresholds(plan, cells), ...criterionThresholds(plan, cells)];
}

function criterionThresholds(plan: Plan, cells: Cells): GatingThreshold[] {
  return plan.criteria.flatMap((criterion, index): GatingThreshold[] => {
    const own = cells.criteria[index];
    if (own === undefined) return [];
    const { value, threshold, evidence, evidenceThreshold } = own;
    return [
      ...(threshold === null
        ? []
        : [{ cell: value, expression: threshold, criterion: index, endsRunAfterMs: endsRunAfterMs(criterion) }]),
      ...(evidence === null || evidenceThreshold === null
        ? []
        : [{ cell: evidence, expression: evidenceThreshold, criterion: index, endsRunAfterMs: null }]),
    ];
  });
}

/** From when on a criterion may end the run, in ms after the load's start; null where it may not. */
export function endsRunAfterMs({ abortOnFail, scope, minimumSamples }: Criterion): number | null {
  return abortOnFail ? abortDelayMs(scope.phases, minimumSamples) : null;
}

/** What k6 itself can tell of an unsound run. */
function soundnessThresholds(plan: Plan, { run, phases, exceptionShares, dropped }: Cells): GatingThreshold[] {
  const judged = judgedPhases(plan);
  const started = plan.phases.flatMap((phase, index) => {
    const required = judged.includes(phase) ? requiredIterations(phase) : null;
    const cell = phases[index]?.iterations;
    return cell === undefined || required === null || required === 0 ? [] : [sound(cell, `count>=${required}`)];
  });
  return [
    ...(plan.allowedExceptions === 0 ? [sound(run.exceptions, 'count<1')] : []),
    ...exceptionShares.map((cell) => sound(cell, `rate<=${plan.allowedExceptions}`)),
    sound(run.loadStart, 'value>0'),
    sound(run.loadEnd, 'value>0'),
    // One of these in the plan is a fault, at whatever count. k6 cannot hold the other classes against a phase's
    // requests.
    ...run.generatorErrorsOfPlan
      .filter(({ errorClass }) => exhaustingClasses.some((exhausting) => exhausting === errorClass))
      .map(({ cell }) => sound(cell, 'count<1')),
    ...started,
    ...dropped.map(({ cell, allowed }) => sound(cell, `count<=${allowed}`)),
  ];
}

function sound(cell: Cell, expression: string): GatingThreshold {
  return { cell, expression, criterion: null, endsRunAfterMs: null };
}

/** The option `thresholds`: what gates, and an empty list for every other cell, which makes k6 track it. */
export function thresholdsFor(plan: Plan, cells: Cells): Record<string, Threshold[]> {
  const gatingOf = new Map<string, GatingThreshold[]>();
  gatingThresholds(plan, cells).forEach((gating) => {
    const { key } = gating.cell;
    gatingOf.set(key, [...(gatingOf.get(key) ?? []), gating]);
  });
  return Object.fromEntries(cells.all.map(({ key }) => [key, thresholdsOf(gatingOf.get(key))]));
}

/** The thresholds of one cell, each expression once. */
function thresholdsOf(gating: readonly GatingThreshold[] | undefined): Threshold[] {
  if (gating === undefined) return [];
  const expressions = [...new Set(gating.map(({ expression }) => expression))];
  return expressions.map((expression) => thresholdOf(gating.filter((one) => one.expression === expression)));
}

/** One threshold for all that ask the same: it ends the run where one of them does. */
function thresholdOf(alike: readonly GatingThreshold[]): Threshold {
  const expression = alike[0]?.expression ?? '';
  const endsRun = alike.find((one) => one.endsRunAfterMs !== null)?.endsRunAfterMs ?? null;
  if (endsRun === null) return expression;
  return { threshold: expression, abortOnFail: true, delayAbortEval: formatDuration(endsRun) };
}
