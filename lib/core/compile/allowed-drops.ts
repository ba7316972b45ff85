import { judgedPhases, requiredIterations } from '../plan/delivered-load.ts';
import type { Plan } from '../plan/plan.ts';
import { intendedIterations } from '../plan/profile.ts';
import { groupByModel, scenarioName } from './scenarios.ts';

/**
 * How many iterations each open scenario may drop of which criteria look at every phase.
 *
 * k6 counts drops by scenario only. Where a phase of the scenario explores, its drops are no fault and cannot be told
 * from the others': such a scenario is left out, and the started iterations of its judged phases must do.
 */
export function allowedDrops(plan: Plan): { readonly scenario: string; readonly allowed: number }[] {
  const judged = judgedPhases(plan);
  return groupByModel(plan.phases).flatMap((group, index) => {
    if (group.some((phase) => intendedIterations(phase) === null || !judged.includes(phase))) return [];
    // So many that no phase is short without more: a run is never found unsound by this count alone.
    const allowed = group.reduce(
      (sum, phase) => sum + Math.ceil(intendedIterations(phase) ?? 0) - (requiredIterations(phase) ?? 0),
      0,
    );
    return [{ scenario: scenarioName(index), allowed }];
  });
}
