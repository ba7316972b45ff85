import type { Fault } from '../../document/fault.ts';
import type { Measurements, ThresholdMeasurements } from '../../measure/measurements.ts';
import type { Observation } from '../observation.ts';
import { faultOf } from './fault-of.ts';

/**
 * The fault of thresholds that k6 saw crossed and that nothing else in the document explains. k6 exits with 99 for
 * them, and the document must not be milder.
 *
 * A criterion explains its own when it failed or has no data, and that of a sound run is explained by any fault or any
 * criterion that failed: a target that holds the VUs drops iterations too. A threshold that the plan did not set is
 * never explained.
 *
 * @param faults All other faults of the run.
 */
export function unexplainedThresholds(
  { thresholds, foreignCrossed }: Measurements,
  observations: readonly Observation[],
  faults: readonly Fault[],
): Fault[] {
  const isExplained = ({ criterion }: ThresholdMeasurements): boolean => {
    const own = criterion === null ? undefined : observations[criterion];
    if (own !== undefined) return own.verdict === 'FAIL' || own.verdict === 'NO_DATA';
    return faults.length > 0 || observations.some(({ verdict }) => verdict === 'FAIL');
  };
  const own = thresholds
    .filter((threshold) => threshold.held === false && !isExplained(threshold))
    .map(({ metric, expression }) => `${metric} ${expression}`);
  return [...new Set([...foreignCrossed, ...own])].map((crossed) =>
    faultOf(
      'unexplained-threshold',
      `k6 saw the threshold ${crossed} crossed, which no criterion of the plan explains.`,
      [],
    ),
  );
}
