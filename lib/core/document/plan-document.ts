import {
  constant,
  countFrom,
  described,
  flag,
  list,
  numberIn,
  object,
  orNull,
  text,
  type TypeOf,
  anyObject,
} from '../language/shape.ts';
import { criterionFields } from './criterion-row.ts';
import { planDocumentFormat, planDocumentVersion } from './document-format.ts';
import { phaseFields } from './phase-row.ts';

const amount = numberIn({ from: 0 });

const plannedPhaseShape = object({ ...phaseFields, endMs: amount });
export type PlannedPhase = TypeOf<typeof plannedPhaseShape>;

/** An endpoint with the number of its checks, each of which is one sample of every call. */
const plannedEndpointShape = object({ name: text, checks: countFrom(0) });

/** What k6 is asked of a metric; the threshold is null where the criterion only warns. */
const plannedNativeShape = object({ metric: text, threshold: orNull(text) });

const plannedCriterionShape = object({
  ...criterionFields,
  native: plannedNativeShape,
  evidence: orNull(plannedNativeShape),
  abortOnFail: described(flag, 'Whether missing the bound ends the run.'),
});
export type PlannedCriterion = TypeOf<typeof plannedCriterionShape>;

/** A plan as plain data: what a script tells of itself without a run. */
export const planDocumentShape = object({
  format: constant(planDocumentFormat),
  version: constant(planDocumentVersion),
  plan: text,
  target: described(text, 'Without credentials.'),
  timeScale: amount,
  durationMs: amount,
  phases: list(plannedPhaseShape, { least: 1 }),
  endpoints: list(plannedEndpointShape),
  criteria: list(plannedCriterionShape),
  signOff: list(text),
  options: described(anyObject, 'The options of k6 that follow from the plan.'),
});
export type PlanDocument = TypeOf<typeof planDocumentShape>;
