import { isRecord } from '../language/json-object.ts';
import { unitOf, type Criterion, type Severity } from '../plan/criterion.ts';
import { builtInIndicators } from '../plan/indicator.ts';
import { k6OptionsFor, type K6Options } from './k6-options.ts';
import { renderExpression } from '../language/expression.ts';
import type { Plan } from '../plan/plan.ts';
import { intendedIterations, type Phase } from '../plan/profile.ts';

/** The environment variable that, set to 1, makes a script hand its plan out with its options. */
export const planVariable = 'K6_ACCEPTANCE_PLAN';

/** The field of k6's option `ext` that holds the document. k6 passes `ext` on verbatim and looks at no foreign field of it. */
export const planExtension = 'k6-acceptance';

export const planDocumentFormat = 'k6-acceptance-plan';
export const planDocumentVersion = 1;

/** A phase, as a plan's document and a run's describe it. */
export type PhaseDescription = {
  readonly name: string;
  readonly kind: 'hold' | 'ramp';
  readonly model: 'open' | 'closed';
  /** Iterations started per second (open) or VUs (closed), at the phase's start and end. */
  readonly loadFrom: number;
  readonly loadTo: number;
  readonly startMs: number;
  /** Null in the closed model, which intends no count. */
  readonly intendedIterations: number | null;
};

export type PlannedPhase = PhaseDescription & { readonly endMs: number };

/** An endpoint with the number of its checks, each of which is one sample of every call. */
export type PlannedEndpoint = { readonly name: string; readonly checks: number };

/** A criterion, as a plan's document and a run's describe it. */
export type CriterionDescription = {
  readonly indicator: string;
  /** Null where the scope is not narrowed: the whole run, or all requests. */
  readonly phase: string | null;
  readonly endpoint: string | null;
  /** Threshold expressions of k6. The bound is the target where the criterion has none. */
  readonly target: string;
  readonly bound: string;
  readonly severity: Severity;
  /** `ms`, `ratio` (0 to 1), `/s`, or a custom metric's own. */
  readonly unit: string;
  readonly minimumSamples: number;
  /** The k6 metric that is judged, the threshold that k6 evaluates on it (null when it only warns), and the counter that proves its samples. */
  readonly metric: string;
  readonly threshold: string | null;
  readonly evidenceMetric: string;
};

/** What makes one sample of a criterion; null where the script's own `record` does. */
export const sampleSources = ['request', 'check', 'iteration'] as const;
type SampleSource = (typeof sampleSources)[number] | null;

export type PlannedCriterion = CriterionDescription & {
  /** Whether missing the bound ends the run. */
  readonly abortOnFail: boolean;
  readonly sampledBy: SampleSource;
};

/** A plan as plain data: what a script tells of itself without a run. */
export type PlanDocument = {
  readonly format: typeof planDocumentFormat;
  readonly version: typeof planDocumentVersion;
  readonly plan: string;
  /** Without credentials. */
  readonly target: string;
  readonly timeScale: number;
  readonly durationMs: number;
  readonly phases: readonly PlannedPhase[];
  readonly endpoints: readonly PlannedEndpoint[];
  readonly criteria: readonly PlannedCriterion[];
  /** What no run can prove. */
  readonly signOff: readonly string[];
  /** The options of k6 that follow from the plan. */
  readonly options: Readonly<Record<string, unknown>>;
};

/** The options with the plan in them. They make k6 run what they would make it run without. */
export function withPlanDocument(options: K6Options, plan: Plan): K6Options {
  const { ext } = options;
  return { ...options, ext: { ...(isRecord(ext) ? ext : {}), [planExtension]: planDocumentOf(plan) } };
}

/** The plan as plain data. */
export function planDocumentOf(plan: Plan): PlanDocument {
  return {
    format: planDocumentFormat,
    version: planDocumentVersion,
    plan: plan.name,
    target: plan.target,
    timeScale: plan.timeScale,
    durationMs: plan.durationMs,
    phases: plan.phases.map((phase) => ({
      ...phaseHead(phase),
      endMs: phase.endMs,
      intendedIterations: intendedIterations(phase),
    })),
    endpoints: plan.endpoints.map(({ name, checks = {} }) => ({ name, checks: Object.keys(checks).length })),
    criteria: plan.criteria.map(plannedCriterion),
    signOff: plan.signOff,
    options: k6OptionsFor(plan),
  };
}

/** What the description of a phase begins with. */
export function phaseHead({
  name,
  kind,
  load,
  from,
  to,
  startMs,
}: Phase): Omit<PhaseDescription, 'intendedIterations'> {
  return { name, kind, model: load.model, loadFrom: from, loadTo: to, startMs };
}

/** What the description of a criterion begins with. */
export function criterionHead({
  indicator,
  phase,
  endpoint,
  target,
  bound,
  severity,
}: Criterion): Pick<CriterionDescription, 'indicator' | 'phase' | 'endpoint' | 'target' | 'bound' | 'severity'> {
  return {
    indicator: indicator.name,
    phase,
    endpoint,
    target: renderExpression(target),
    bound: renderExpression(bound),
    severity,
  };
}

function plannedCriterion(criterion: Criterion): PlannedCriterion {
  return {
    ...criterionHead(criterion),
    unit: unitOf(criterion),
    minimumSamples: criterion.minimumSamples,
    abortOnFail: criterion.abortOnFail,
    sampledBy: sampledBy(criterion),
    metric: criterion.key,
    threshold: criterion.nativeExpression,
    evidenceMetric: criterion.evidenceKey,
  };
}

function sampledBy({ indicator }: Criterion): SampleSource {
  if (indicator.name === 'checks') return 'check';
  if (builtInIndicators.some((name) => name === indicator.name)) return 'request';
  // A counter of the plan's own is proved by the iterations that could have fed it.
  return indicator.type === 'counter' ? 'iteration' : null;
}
