import type { Fault } from '../../document/fault.ts';
import type { Measurements } from '../../measure/measurements.ts';
import type { Plan } from '../../plan/plan.ts';
import { faultEverywhere } from './fault-of.ts';

/**
 * Whether k6 evaluated no threshold of the plan, as under `--no-thresholds`. It then shows no metric that nothing
 * sampled.
 */
export function evaluatedNone({ thresholds }: Measurements): boolean {
  return thresholds.every(({ held }) => held === null);
}

/** The fault of metrics that k6 showed without its judgement, or of none that it judged. */
export function thresholdsDisabled(plan: Plan, measurements: Measurements): Fault[] {
  const { thresholds, missing } = measurements;
  const isDisabled = evaluatedNone(measurements);
  const unjudged = thresholds.filter(({ held, metric }) => held === null && (isDisabled || !missing.includes(metric)));
  if (unjudged.length === 0) return [];
  const metrics = [...new Set(unjudged.map(({ metric }) => metric))];
  return [faultEverywhere(plan, 'thresholds-disabled', `k6 evaluated no threshold on ${metrics.join(', ')}.`)];
}
