import { total } from '../language/known-count.ts';
import type { PlanDocument, PlannedCriterion, PlannedPhase } from '../document/plan-document.ts';

/** A phase with what it is expected to bring; null where the target sets the pace. */
export type PhasePreview = PlannedPhase & {
  readonly expectedIterations: number | null;
  /** If every iteration calls each endpoint once. */
  readonly expectedRequests: number | null;
};

export type CriterionPreview = PlannedCriterion & {
  /** If every iteration calls each endpoint once; null where it does not follow from the plan. */
  readonly expectedSamples: number | null;
};

/** The iterations that the phase will start; null where the target sets the pace. */
export function expectedIterations({ intendedIterations, loadFrom, loadTo }: PlannedPhase): number | null {
  return intendedIterations ?? (loadFrom === 0 && loadTo === 0 ? 0 : null);
}

/** The iterations of all phases together, or of those that match; null as soon as one of them is not known. */
function sumIterations(phases: readonly PlannedPhase[]): number | null {
  return total(phases.map(expectedIterations));
}

/**
 * The samples that the plan will bring a criterion, if every iteration calls each endpoint once; null where it does not
 * follow from the plan: in the closed model, in a group, and for metrics that the script itself records.
 */
export function expectedSamples(
  { phases, endpoints }: PlanDocument,
  { scope, indicator }: PlannedCriterion,
): number | null {
  if (scope.group !== null) return null;
  const iterations = sumIterations(phases.filter(({ name }) => scope.phase === null || name === scope.phase));
  if (iterations === null) return null;
  const called = endpoints.filter(({ name }) => scope.endpoints === null || scope.endpoints.includes(name));
  switch (indicator.sampledBy) {
    case 'iteration':
      return iterations;
    case 'request':
      return iterations * called.length;
    case 'check':
      return iterations * called.reduce((sum, { checks }) => sum + checks, 0);
    case 'script':
      return null;
  }
}
