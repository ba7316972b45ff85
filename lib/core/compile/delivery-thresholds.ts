import { judgedPhases, requiredIterations } from './delivered-load.ts';
import { metricKey } from './metric-key.ts';
import type { Plan } from '../plan/plan.ts';
import { intendedIterations } from '../plan/profile.ts';
import { groupByModel, scenarioName } from './scenarios.ts';

/**
 * The thresholds by which k6 itself tells that a load was not delivered, as metric and expression: in each open phase that
 * criteria look at the iterations that must have started, and in each open scenario of such phases alone the iterations that
 * may be dropped.
 *
 * k6 counts drops by scenario only. Where a phase of the scenario explores, its drops are no fault and cannot be told from
 * the others'; there the started iterations must do.
 */
export function deliveryThresholds(plan: Plan): (readonly [key: string, expression: string])[] {
  const judged = judgedPhases(plan);
  const started = judged.flatMap((phase) => {
    const required = requiredIterations(phase) ?? 0;
    return required === 0 ? [] : [[metricKey('iterations', { phase: phase.name }), `count>=${required}`] as const];
  });
  const dropped = groupByModel(plan.phases).flatMap((group, index) => {
    if (group.some((phase) => intendedIterations(phase) === null || !judged.includes(phase))) return [];
    // So many that no phase is short without more: a run is never found unsound by this count alone.
    const allowed = group.reduce(
      (sum, phase) => sum + Math.ceil(intendedIterations(phase) ?? 0) - (requiredIterations(phase) ?? 0),
      0,
    );
    return [[metricKey('dropped_iterations', { scenario: scenarioName(index) }), `count<=${allowed}`] as const];
  });
  return [...started, ...dropped];
}
