import type { CriterionRow } from '../document/criterion-row.ts';
import type { PhaseDescription } from '../document/phase-row.ts';
import type { PlanDocument, PlannedCriterion } from '../document/plan-document.ts';
import { planDocumentFormat, planDocumentVersion, planExtension } from '../document/document-format.ts';
import { renderExpression } from '../language/expression.ts';
import { isObject } from '../language/is-object.ts';
import { unitOf, type Criterion } from '../plan/criterion.ts';
import type { Plan } from '../plan/plan.ts';
import { intendedIterations, type Phase } from '../plan/profile.ts';
import { cellsFor } from './cells.ts';
import type { CriterionCells } from './criterion-cells.ts';
import { k6OptionsFor, type K6Options } from './k6-options.ts';

/** The options with the plan in them. They make k6 run what they would make it run without. */
export function withPlanDocument(options: K6Options, plan: Plan): K6Options {
  const { ext } = options;
  return { ...options, ext: { ...(isObject(ext) ? ext : {}), [planExtension]: describePlan(plan) } };
}

/** The plan as plain data. */
export function describePlan(plan: Plan): PlanDocument {
  const cells = cellsFor(plan);
  return {
    format: planDocumentFormat,
    version: planDocumentVersion,
    plan: plan.name,
    target: plan.targets.join(', '),
    timeScale: plan.timeScale,
    durationMs: plan.durationMs,
    phases: plan.phases.map((phase) => ({ ...describePhase(phase), endMs: phase.endMs })),
    endpoints: plan.endpoints.map(({ name, checks = {} }) => ({ name, checks: Object.keys(checks).length })),
    criteria: plan.criteria.flatMap((criterion, index) => {
      const own = cells.criteria[index];
      return own === undefined ? [] : [plannedCriterion(criterion, own)];
    }),
    signOff: plan.signOff,
    options: k6OptionsFor(plan, cells),
  };
}

/** What a document says of a phase before the run. */
export function describePhase(phase: Phase): PhaseDescription {
  const { name, role, kind, load, from, to, startMs } = phase;
  const intended = intendedIterations(phase);
  return { name, role, kind, model: load.model, loadFrom: from, loadTo: to, startMs, intendedIterations: intended };
}

/** What a document says of a criterion before the run. */
export function describeCriterion(
  criterion: Criterion,
): Pick<CriterionRow, 'indicator' | 'scope' | 'target' | 'bound' | 'severity' | 'minimumSamples'> {
  const { indicator, scope, target, bound, severity, minimumSamples } = criterion;
  const { name, type, sampledBy } = indicator;
  return {
    indicator: { name, type, unit: unitOf(criterion), sampledBy },
    scope: scope.names,
    target: renderExpression(target),
    bound: renderExpression(bound),
    severity,
    minimumSamples,
  };
}

function plannedCriterion(criterion: Criterion, cells: CriterionCells): PlannedCriterion {
  const { value, threshold, evidence, evidenceThreshold } = cells;
  return {
    ...describeCriterion(criterion),
    native: { metric: value.key, threshold },
    evidence: evidence === null ? null : { metric: evidence.key, threshold: evidenceThreshold },
    abortOnFail: criterion.abortOnFail,
  };
}
