import { endsRunAfterMs } from '../compile/thresholds.ts';
import type { NoData } from '../document/criterion-row.ts';
import { touches, type Fault } from '../document/fault.ts';
import { renderScope } from '../document/scope.ts';
import type { RunMeasurements } from '../measure/measurements.ts';
import type { Plan } from '../plan/plan.ts';
import { loadMsOf } from './faults/load-span.ts';
import type { Observation } from './observation.ts';

/** A criterion with `abortOnFail` that may have ended the run. */
export type EndingCriterion = {
  readonly observation: Observation;
  /** How long the load had lasted at the run's end. */
  readonly loadMs: number;
  /** Whether its samples are enough to be judged: else what ended the run proves nothing. */
  readonly isSound: boolean;
};

/** The end that a criterion of the plan put to the run. */
export type OwnAbort = {
  readonly noData: NoData;
  /** Where it broke; what was measured there until then stays evidence. */
  readonly brokenPhase: string | undefined;
  /** The phases that had not ended, or whose iterations had not; the broken one among them unless it had. */
  readonly unfinished: readonly string[];
};

/**
 * The criterion that ended the run, if any did: one with `abortOnFail` whose threshold k6 saw crossed, no sooner than
 * k6 was allowed to look at it. One that failed comes before one that has too few samples for that.
 *
 * It may have ended nothing, as k6 looks at all thresholds once more after the load: what is unfinished tells.
 *
 * @param faults The faults of the run, but for that of having been cut short.
 */
export function endingCriterionOf(
  observations: readonly Observation[],
  run: RunMeasurements,
  faults: readonly Fault[],
): EndingCriterion | null {
  const loadMs = loadMsOf(run);
  if (loadMs === null) return null;
  const crossed = observations.filter(
    (observation) => mayHaveEnded(observation, run) && !isTouched(observation, faults),
  );
  const failed = crossed.find(({ verdict }) => verdict === 'FAIL');
  const observation = failed ?? crossed.find(({ noData }) => noData?.code === 'too-few-samples');
  return observation === undefined ? null : { observation, loadMs, isSound: failed !== undefined };
}

/** k6's delay includes setup, whose length is unknown. The duration of the whole run is the upper limit. */
function mayHaveEnded({ criterion, measured }: Observation, { durationMs }: RunMeasurements): boolean {
  const delayMs = endsRunAfterMs(criterion);
  return measured.held === false && delayMs !== null && durationMs >= Math.floor(delayMs);
}

function isTouched({ criterion }: Observation, faults: readonly Fault[]): boolean {
  return faults.some((fault) => touches(fault, criterion.scope.names.phase));
}

/**
 * The plan's own end of a run, if it left anything unfinished.
 *
 * @param cut The phases that had not ended.
 * @param interrupted The phases that had, but may have had iterations under way.
 */
export function ownAbortOf(
  plan: Plan,
  { observation }: EndingCriterion,
  cut: readonly string[],
  interrupted: readonly string[],
): OwnAbort | null {
  if (cut.length === 0 && interrupted.length === 0) return null;
  const { phase } = observation.criterion.scope.names;
  return {
    noData: { code: 'aborted', message: `aborted by ${nameOf(observation)}` },
    brokenPhase: phase ?? cut[0] ?? plan.phases.at(-1)?.name,
    unfinished: [...cut, ...interrupted],
  };
}

/** The faults of a run that a criterion ended on too few samples: that one, and not what k6 or its machine did. */
export function thinAbortFaults(
  faults: readonly Fault[],
  { observation }: EndingCriterion,
  interrupted: readonly string[],
): Fault[] {
  const { samples, criterion } = observation;
  const ended = `abortOnFail of ${nameOf(observation)} ended the run on ${samples ?? 0} of ${criterion.minimumSamples} samples`;
  const named = faults.map((fault): Fault =>
    fault.code === 'cut-short' ? { ...fault, message: `${ended}. ${fault.message}` } : fault,
  );
  if (interrupted.length === 0) return named;
  return [
    ...named,
    {
      code: 'iterations-interrupted',
      message: `${ended}, and k6 interrupted the iterations that were under way: what they measured is lost.`,
      phases: interrupted,
    },
  ];
}

/** The criterion in words: `latency in phase "peak"`. */
function nameOf({ criterion: { indicator, scope } }: Observation): string {
  return `${indicator.name} ${renderScope(scope.names)}`;
}

/** Whether what a criterion looks at had not ended. In the phase that broke only counts are unfinished. */
export function isUnfinished({ criterion }: Observation, { brokenPhase, unfinished }: OwnAbort): boolean {
  const { phase } = criterion.scope.names;
  if (phase === null) return true;
  return unfinished.includes(phase) && (phase !== brokenPhase || criterion.indicator.type === 'counter');
}

/** Whether a criterion failed for good: the one that ended the run, and a count that had grown too large. */
export function isSettled({ criterion, verdict }: Observation): boolean {
  const hasGrownTooLarge = criterion.indicator.type === 'counter' && criterion.bound.operator.startsWith('<');
  return verdict === 'FAIL' && (criterion.abortOnFail || hasGrownTooLarge);
}
