import type { Fault } from '../document/fault.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { Plan } from '../plan/plan.ts';
import { deliveryOf } from './faults/load-not-delivered.ts';
import { runFaults } from './faults/run-faults.ts';
import { unexplainedThresholds } from './faults/unexplained-thresholds.ts';
import type { Observation } from './observation.ts';
import { endingCriterionOf, ownAbortOf, thinAbortFaults, type OwnAbort } from './own-abort.ts';

/** Whether a run is sound, and what speaks against it. */
export type Soundness = {
  /** The most telling first. */
  readonly faults: readonly Fault[];
  /** What phases were short of in which the target was saturated, one sentence each. */
  readonly saturations: readonly string[];
  /** The end that the plan itself put to the run; null where it did not. */
  readonly abort: OwnAbort | null;
};

/**
 * Whether the run proves anything, from what was seen of its criteria.
 *
 * A run that a criterion with `abortOnFail` ended is not cut short, if that criterion had samples enough to fail.
 *
 * @param differences How the options that k6 ran with differ from the plan's, one sentence each.
 */
export function soundnessOf(
  plan: Plan,
  measurements: Measurements,
  observations: readonly Observation[],
  differences: readonly string[],
): Soundness {
  const found = runFaults(plan, measurements, differences);
  const uncut = found.filter(({ code }) => code !== 'cut-short');
  const ending = endingCriterionOf(observations, measurements.run, uncut);
  const sound = ending?.isSound === true ? uncut : found;
  const delivery = deliveryOf(plan, measurements, observations, {
    sound,
    known: found,
    abortMs: ending?.loadMs ?? null,
  });
  const cut = found.find(({ code }) => code === 'cut-short')?.phases ?? [];
  const abort = ending?.isSound === true ? ownAbortOf(plan, ending, cut, delivery.interrupted) : null;
  const ended = ending?.isSound === false ? thinAbortFaults(sound, ending, delivery.interrupted) : sound;
  const faults = [...ended, ...delivery.faults];
  return {
    faults: [...faults, ...unexplainedThresholds(measurements, observations, faults)],
    saturations: delivery.saturations,
    abort,
  };
}
