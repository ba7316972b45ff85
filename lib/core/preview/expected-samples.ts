import { total } from '../language/known-count.ts';
import type { Scope } from '../document/scope.ts';
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

/** The requests of iterations that call each endpoint once; null where nothing says what they send, or how many there are. */
export function expectedRequests(iterations: number | null, endpoints: number): number | null {
  return iterations === null || endpoints === 0 ? null : iterations * endpoints;
}

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
 * follow from the plan: in the closed model, in a group, for metrics that the script itself records, and for checks that
 * no endpoint declares.
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
      return expectedRequests(iterations, called.length);
    case 'check':
      return expectedChecks(iterations, called, scope);
    case 'script':
      return null;
  }
}

/** The checks that endpoints declare. Without any, all are those that the script itself makes. */
function expectedChecks(
  iterations: number,
  called: PlanDocument['endpoints'],
  { endpoints, check }: Scope,
): number | null {
  // The plan lets no criterion name an endpoint that has not the check.
  if (check !== null) return endpoints?.length === 1 ? iterations : null;
  const declared = called.reduce((sum, { checks }) => sum + checks, 0);
  return declared === 0 ? null : iterations * declared;
}
