import type { Fault } from '../../document/fault.ts';
import type { Measurements } from '../../measure/measurements.ts';
import type { Plan } from '../../plan/plan.ts';
import { faultEverywhere } from './fault-of.ts';
import { generatorErrors } from './generator-errors.ts';
import { loadSpanFaults } from './load-span.ts';
import { metricsMissing } from './metrics-missing.ts';
import { preflightFailed } from './preflight-failed.ts';
import { scriptExceptions } from './script-exceptions.ts';
import { thresholdsDisabled } from './thresholds-disabled.ts';
import { unsentRequests } from './unsent-requests.ts';
import { untaggedIterations } from './untagged-iterations.ts';

/** Finds what makes a run unsound; nothing where it does not. */
type Detector = (plan: Plan, measurements: Measurements, isReplaced: boolean) => readonly Fault[];

/** The most telling first. */
const detectors: readonly Detector[] = [
  thresholdsDisabled,
  metricsMissing,
  loadSpanFaults,
  ofThePlan(untaggedIterations),
  scriptExceptions,
  generatorErrors,
  ofThePlan(unsentRequests),
];

/** What says something only of a run of the plan itself. */
function ofThePlan(detector: Detector): Detector {
  return (plan, measurements, isReplaced) => (isReplaced ? [] : detector(plan, measurements, isReplaced));
}

/**
 * What makes the run unsound before any criterion is looked at, the most telling first.
 *
 * @param differences How the options that k6 ran with replace a part of the plan, one sentence each.
 */
export function runFaults(plan: Plan, measurements: Measurements, differences: readonly string[]): Fault[] {
  const replaced = differences.map((message) => faultEverywhere(plan, 'plan-replaced', message));
  if (measurements.run.loadStartMs === null) {
    return [...replaced, preflightFailed(plan, measurements)];
  }
  const isReplaced = replaced.length > 0;
  return [...replaced, ...detectors.flatMap((detector) => detector(plan, measurements, isReplaced))];
}
