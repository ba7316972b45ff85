import type { Fault } from '../../document/fault.ts';
import type { Measurements } from '../../measure/measurements.ts';
import type { Plan } from '../../plan/plan.ts';
import { faultEverywhere } from './fault-of.ts';
import { evaluatedNone } from './thresholds-disabled.ts';

/**
 * The fault of metrics that k6 was told to track and did not show: what is not there is not 0.
 *
 * Where k6 evaluated no thresholds, that is why they are missing, and a fault of its own.
 */
export function metricsMissing(plan: Plan, measurements: Measurements): Fault[] {
  const { missing } = measurements;
  if (missing.length === 0 || evaluatedNone(measurements)) return [];
  const message = `k6 did not show metrics that it was told to track: ${missing.join(', ')}.`;
  return [faultEverywhere(plan, 'metrics-missing', message)];
}
