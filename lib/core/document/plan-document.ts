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
import { phaseFields } from './phase-row.ts';

/** The environment variable that, set to 1, makes a script hand its plan out with its options. */
export const planVariable = 'K6_ACCEPTANCE_PLAN';

/**
 * The field of k6's option `ext` that holds the document. k6 passes `ext` on verbatim and looks at no foreign field of
 * it.
 */
export const planExtension = 'k6-acceptance';

export const planDocumentFormat = 'k6-acceptance-plan';
export const planDocumentVersion = 1;

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
  endpoints: list(plannedEndpointShape, { least: 1 }),
  criteria: list(plannedCriterionShape),
  signOff: list(text),
  options: described(anyObject, 'The options of k6 that follow from the plan.'),
});
export type PlanDocument = TypeOf<typeof planDocumentShape>;
