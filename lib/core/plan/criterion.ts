import { describe, invalid } from '../invalid.ts';
import type { CustomMetric } from './custom-metric.ts';
import type { Endpoint } from './endpoint.ts';
import { checkFields } from './fields.ts';
import { parseExpression, renderExpression, type Expression } from './expression.ts';
import { builtInIndicators, indicatorFor, type BuiltInIndicator, type Indicator } from './indicator.ts';
import { planTags, type Tags } from './metric-key.ts';
import { durationMsOf, profileDurationMs, type Phase } from './profile.ts';

/**
 * What a plan promises: an indicator, where it is looked at, and k6's threshold expression for it.
 *
 * The type parameters are the names that it may use. `CriterionSpec` uses any; `CriterionSpec<'peak'>` names that phase or
 * none, no endpoint, and built-in indicators only, so that every plan with a phase `peak` takes it.
 */
export type CriterionSpec<
  PhaseName extends string = string,
  EndpointName extends string = string extends PhaseName ? string : never,
  MetricName extends string = string extends PhaseName ? string : never,
> = {
  /** `latency`, `error ratio`, `throughput`, `checks`, or the name of a metric of the plan. */
  readonly indicator: BuiltInIndicator | MetricName;
  /** Only what started in this phase; the whole run when left out. */
  readonly phase?: PhaseName | undefined;
  /** Only requests of this endpoint; all requests when left out. */
  readonly endpoint?: EndpointName | undefined;
  /** In k6's notation: `p(95)<300`, `rate<0.01`. Latency is in milliseconds, ratios are from 0 to 1, throughput is a rate per second. */
  readonly target: string;
  /** Samples below which there is no verdict; derived from the target when left out, see `minimumSamplesFor`. */
  readonly minimumSamples?: number | undefined;
};

/** What missing a criterion's bound means for the run. */
export const severities = ['fail', 'warn'] as const;
export type Severity = (typeof severities)[number];

/** A criterion, parsed and bound to the metrics of k6 that carry it. */
export type Criterion = {
  readonly indicator: Indicator;
  readonly phase: string | null;
  readonly endpoint: string | null;
  readonly target: Expression;
  /** What is judged by k6, too; the target when the criterion has no bound of its own. */
  readonly bound: Expression;
  readonly severity: Severity;
  readonly minimumSamples: number;
  /** The k6 metric that is judged. */
  readonly key: string;
  /** The threshold that k6 evaluates on `key`: it has the same truth as the bound. Null when the severity is `warn`. */
  readonly nativeExpression: string | null;
  /** The k6 counter that must not be zero. */
  readonly evidenceKey: string;
  /** The span that a throughput is taken over. */
  readonly durationMs: number;
};

/** The threshold on every criterion's evidence: k6 lets a threshold without samples pass. */
export const evidenceThreshold = 'count>=1';

/** What a criterion may refer to. */
export type Vocabulary = {
  readonly phases: readonly Phase[];
  readonly endpoints: readonly Endpoint<never>[];
  readonly metrics: readonly CustomMetric[];
  /** The plan's name. */
  readonly plan: string;
};

/**
 * The criterion, bound to the plan's phases, endpoints and metrics.
 *
 * @throws When it names something that the plan does not have, its target is malformed or unfit for its indicator, or
 * its scope can never be sampled.
 */
export function parseCriterion(spec: CriterionSpec, { phases, endpoints, metrics, plan }: Vocabulary): Criterion {
  const what = `criterion ${describe(spec)}`;
  checkFields(spec, what, { indicator: 'any value', target: 'any value' }, { phase: 'any value', endpoint: 'any value', minimumSamples: 'any value' });
  const indicator = indicatorFor(spec.indicator, metrics);
  if (indicator === undefined) {
    throw invalid(`indicator of ${what}`, oneOf([...builtInIndicators, ...metrics.map((metric) => metric.name)]), spec.indicator, 'Name an indicator, or declare the metric in the plan');
  }
  const phase = phases.find((candidate) => candidate.name === spec.phase);
  if (spec.phase !== undefined && phase === undefined) {
    throw invalid(`phase of ${what}`, oneOf(phases.map((candidate) => candidate.name)), spec.phase, 'Name a phase of the profile');
  }
  const endpoint = endpoints.find((candidate) => candidate.name === spec.endpoint);
  if (spec.endpoint !== undefined && endpoint === undefined) {
    throw invalid(`endpoint of ${what}`, oneOf(endpoints.map((candidate) => candidate.name)), spec.endpoint, 'Name an endpoint of the plan');
  }
  const custom = metrics.some((metric) => metric.name === indicator.name);
  if (custom && endpoint !== undefined) {
    throw invalid(`scope of ${what}`, 'the run or a phase', spec.endpoint, 'A custom metric belongs to no endpoint; declare one metric for each');
  }
  if (indicator.name === 'checks' && !(endpoint === undefined ? endpoints : [endpoint]).some((candidate) => Object.keys(candidate.checks ?? {}).length > 0)) {
    throw invalid(`scope of ${what}`, 'an endpoint with checks', spec.endpoint, 'Give the endpoint a check, or drop the criterion');
  }
  const target = parseExpression(spec.target, indicator.type);
  if (indicator.name === 'throughput' && target.statistic !== 'rate') {
    throw invalid(`target of ${what}`, 'rate', spec.target, 'Throughput is a rate per second, for example rate>=100');
  }
  if (indicator.type === 'rate' && isAlwaysMet(target)) {
    throw invalid(`target of ${what}`, 'a limit that a ratio from 0 to 1 can miss', spec.target, 'Write 5 % as 0.05');
  }
  const durationMs = phase === undefined ? profileDurationMs(phases) : durationMsOf(phase);
  const scope = scopeTags(plan, phase?.name ?? null, endpoint?.name ?? null);
  return {
    indicator,
    phase: phase?.name ?? null,
    endpoint: endpoint?.name ?? null,
    target,
    bound: target,
    severity: 'fail',
    minimumSamples: parseMinimumSamples(spec.minimumSamples, what) ?? minimumSamplesFor(target, indicator),
    key: indicator.key(scope),
    nativeExpression: renderExpression(isRateOfCounter(target, indicator) ? countExpression(target, durationMs) : target),
    evidenceKey: indicator.evidenceKey(scope),
    durationMs,
  };
}

/** Whether no ratio misses the expression, or none but one out of range could meet it. */
function isAlwaysMet({ operator, limit }: Expression): boolean {
  if (limit < 0 || limit > 1) return true;
  return (operator === '<=' && limit === 1) || (operator === '>=' && limit === 0);
}

/** The tags that select a scope. What has a phase belongs to the plan; a name alone can stand in setup and teardown too. */
function scopeTags(plan: string, phase: string | null, endpoint: string | null): Tags {
  return { ...(phase === null ? planTags(plan) : { phase }), ...(endpoint === null ? {} : { name: endpoint }) };
}

/** Whether the statistic is a counter's count per second of the scope, which k6 does not compute. */
export function isRateOfCounter(expression: Expression, indicator: Indicator): boolean {
  return indicator.type === 'counter' && expression.statistic === 'rate';
}

/** The unit of what a criterion is judged on: its indicator's, per second where it asks a counter of the plan's own for a rate. */
export function unitOf({ target, indicator }: Criterion): string {
  return isRateOfCounter(target, indicator) && indicator.unit !== '/s' ? `${indicator.unit}/s` : indicator.unit;
}

/** k6 divides the count of a sub-metric by the whole run, setup and teardown included: a phase's rate must be asked as a count. */
function countExpression(rate: Expression, durationMs: number): Expression {
  return { ...rate, statistic: 'count', limit: Number(((rate.limit * durationMs) / 1000).toFixed(6)) };
}

/**
 * The fewest samples that can carry an expression.
 *
 * A percentile p needs n with pⁿ ≤ 0.025: below it the 95 % order-statistic interval of the percentile has no upper end (72
 * for p95, 368 for p99). A ratio needs n = 1 ÷ its distance to the nearer end (100 for `rate<0.01`), below which one single
 * sample decides it. Everything else needs one.
 *
 * @see David and Nagaraja, Order Statistics, 3rd edition, section 7.1
 */
export function minimumSamplesFor(expression: Expression, indicator: Indicator): number {
  if (expression.percentile !== null) return Math.ceil(Math.log(0.025) / Math.log(expression.percentile / 100));
  if (expression.statistic === 'med') return 6;
  const distance = Math.min(expression.limit, 1 - expression.limit);
  if (indicator.type === 'rate' && distance > 0) return Math.ceil(Number((1 / distance).toFixed(6)));
  return 1;
}

function parseMinimumSamples(value: unknown, what: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
  throw invalid(`minimum samples of ${what}`, 'a whole number from 1', value, 'Leave it out for the derived minimum');
}

function oneOf(names: readonly string[]): string {
  return `one of ${names.map((name) => `"${name}"`).join(', ')}`;
}
