import { describeCriterion } from '../compile/describe-plan.ts';
import type { CriterionRow, NoData } from '../document/criterion-row.ts';
import { touches, type Fault } from '../document/fault.ts';
import type { Observation } from './observation.ts';
import { isSettled, isUnfinished, type OwnAbort } from './own-abort.ts';

/**
 * The row of a criterion: its observation, unless a fault of the run touches its evidence, or the plan's own abort left
 * it unfinished.
 *
 * @param abort The end that the plan itself put to the run; null where it did not.
 */
export function rowFor(observation: Observation, faults: readonly Fault[], abort: OwnAbort | null): CriterionRow {
  const spoiled = spoiledBy(observation, faults) ?? leftBy(observation, abort);
  const { criterion, measured, samples, observed } = observation;
  const { metric, threshold, held, evidence } = measured;
  return {
    ...describeCriterion(criterion),
    observed,
    samples,
    verdict: spoiled === null ? observation.verdict : 'NO_DATA',
    noData: spoiled ?? observation.noData,
    native: { metric, threshold, held },
    evidence,
  };
}

function spoiledBy({ criterion }: Observation, faults: readonly Fault[]): NoData | null {
  const { phase } = criterion.scope.names;
  const fault = faults.find((candidate) => touches(candidate, phase));
  if (fault === undefined) return null;
  // Phases follow each other: the load ended in the first that it cut short.
  if (fault.code === 'cut-short' && phase !== null && fault.phases[0] !== phase) {
    return { code: 'phase-not-reached', message: 'the load ended before the phase began' };
  }
  return { code: 'run-fault', message: `the run is unsound here: ${fault.code}` };
}

/** After an abort, a criterion that had not ended has no data, unless its verdict could not change any more. */
function leftBy(observation: Observation, abort: OwnAbort | null): NoData | null {
  if (abort === null || observation.noData?.code === 'run-fault') return null;
  return isUnfinished(observation, abort) && !isSettled(observation) ? abort.noData : null;
}
