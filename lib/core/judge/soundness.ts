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
  /** A sentence for each phase in which a saturated target kept iterations from starting: how many are missing. */
  readonly saturations: readonly string[];
  /** The end that the plan itself put to the run; null where it did not. */
  readonly abort: OwnAbort | null;
};

/**
 * Whether the run proves anything, from what was seen of its criteria.
 *
 * A run that a criterion with `abortOnFail` ended is not cut short, if that criterion had samples enough to fail.
 *
 * @param differences How the options that k6 ran with replace a part of the plan, one sentence each.
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
  const remaining = ending?.isSound === true ? uncut : found;
  const delivery = deliveryOf(plan, measurements, observations, {
    remaining,
    known: found,
    abortMs: ending?.loadMs ?? null,
  });
  const cut = found.find(({ code }) => code === 'cut-short')?.phases ?? [];
  const abort = ending?.isSound === true ? ownAbortOf(plan, ending, cut, delivery.interrupted) : null;
  const ofRun = ending?.isSound === false ? thinAbortFaults(remaining, ending, delivery.interrupted) : remaining;
  const faults = [...ofRun, ...delivery.faults];
  return {
    faults: [...faults, ...unexplainedThresholds(measurements, observations, faults)],
    saturations: delivery.saturations,
    abort,
  };
}
