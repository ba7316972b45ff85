import { metricKey } from '../compile/metric-key.ts';
import { countOf, type RunSummary } from './run-summary.ts';

/** Iterations that started in the phases of these names, and ended; k6 counts no interrupted ones. */
export function startedIterations(summary: RunSummary, phases: readonly string[]): number {
  return phases.reduce((sum, phase) => sum + (countOf(summary, metricKey('iterations', { phase })) ?? 0), 0);
}
