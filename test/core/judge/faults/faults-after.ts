import type { Fault } from '../../../../lib/core/document/fault.ts';
import { runFaults } from '../../../../lib/core/judge/faults/run-faults.ts';
import { measure } from '../../../../lib/core/measure/measure.ts';
import { parseRunSummary } from '../../../../lib/core/measure/run-summary.ts';
import { dataOf, loadStartedAtMs, metricOf, planOf, type K6Data } from '../../run-data.ts';

export const plan = planOf();
export const allPhases = ['warm-up', 'peak', 'users'];

export const untouched = (): void => {};

/** The faults of a sound run whose data were changed, before any criterion is looked at. */
export function faultsAfter(
  change: (data: K6Data) => void,
  { differences = [], elapsedMs }: { readonly differences?: readonly string[]; readonly elapsedMs?: number } = {},
): Fault[] {
  const data = dataOf(plan);
  if (elapsedMs !== undefined) metricOf(data, 'load_ended_at_ms').values['value'] = loadStartedAtMs + elapsedMs;
  change(data);
  return runFaults(plan, measure(plan, parseRunSummary(data)), differences);
}
