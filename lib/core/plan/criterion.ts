import { describe, invalid, oneOf } from '../language/invalid.ts';
import { parseBound } from './bound.ts';
import { scopesOf, type ScopeSpec, type Vocabulary } from './criterion-scope.ts';
import { countExpression, isRateOfCounter, valueKeys, type ValueKeys } from '../compile/counter-rate.ts';
import { checkFields } from '../language/fields.ts';
import { parseExpression, renderExpression, type Expression } from '../language/expression.ts';
import { builtInIndicators, indicatorFor, type BuiltInIndicator, type Indicator } from './indicator.ts';
import { minimumSamplesFor, parseMinimumSamples } from '../statistics/minimum-samples.ts';
import { planTags, type Tags } from '../compile/metric-key.ts';
import { durationMsOf, profileDurationMs } from './profile.ts';

/** What missing a criterion's bound means for the run. */
export const severities = ['fail', 'warn'] as const;
export type Severity = (typeof severities)[number];

/**
 * What a plan promises: an indicator, where it is looked at, and threshold expressions of k6 for it.
 *
 * The type parameters are the names that it may use. `CriterionSpec` uses any; `CriterionSpec<'peak'>` names that phase or
 * none, no endpoint, and built-in indicators only, so that every plan with a phase `peak` takes it.
 */
export type CriterionSpec<
  PhaseName extends string = string,
  EndpointName extends string = string extends PhaseName ? string : never,
  MetricName extends string = string extends PhaseName ? string : never,
> = ScopeSpec<PhaseName, EndpointName> & {
  /** `latency`, `error ratio`, `throughput`, `checks`, or the name of a metric of the plan. */
  readonly indicator: BuiltInIndicator | MetricName;
  /** What is wanted, in k6's notation: `p(95)<300`, `rate<0.01`. Latency is in milliseconds, ratios are from 0 to 1, throughput is a rate per second. */
  readonly target: string;
  /**
   * By how much the target may be missed: an expression on the same statistic, in the same direction, and looser. A value
   * between the two is a WARN. The target when left out.
   */
  readonly bound?: string | undefined;
  /** What missing the bound is: `fail` when left out, else `warn`. */
  readonly severity?: Severity | undefined;
  /** Samples below which there is no verdict; derived from target and bound when left out, see `minimumSamplesFor`. */
  readonly minimumSamples?: number | undefined;
  /** Whether k6 ends the run as soon as the bound is missed, once there can be samples enough; false when left out. */
  readonly abortOnFail?: boolean | undefined;
};

/** A criterion, parsed and bound to the metrics of k6 that carry it. */
export type Criterion = ValueKeys & {
  readonly indicator: Indicator;
  readonly phase: string | null;
  readonly endpoint: string | null;
  readonly target: Expression;
  /** No stricter than the target, which it is when the criterion has none of its own. */
  readonly bound: Expression;
  readonly severity: Severity;
  readonly minimumSamples: number;
  readonly abortOnFail: boolean;
  /** The threshold that k6 evaluates on `key`: it has the same truth as the bound, but where there is an overrun to take off. Null when the severity is `warn`. */
  readonly nativeExpression: string | null;
  /** The k6 counter that must not be zero. */
  readonly evidenceKey: string;
  /** The span that a throughput is taken over. */
  readonly durationMs: number;
};

/** The threshold on the evidence of every criterion that can fail: k6 lets a threshold without samples pass. */
export const evidenceThreshold = 'count>=1';

/**
 * The criteria that one of a plan stands for, bound to the plan's phases, endpoints and metrics: more than one where it is
 * written for each phase or endpoint.
 *
 * @throws When it names something that the plan does not have, it matches nothing, its target or bound is malformed or unfit for its indicator, or
 * its scope can never be sampled.
 */
export function parseCriteria(spec: CriterionSpec, vocabulary: Vocabulary): Criterion[] {
  const what = `criterion ${describe(spec)}`;
  checkFields(
    spec,
    what,
    { indicator: 'any value', target: 'any value' },
    {
      phase: 'any value',
      phases: 'any value',
      endpoint: 'any value',
      endpoints: 'any value',
      bound: 'any value',
      severity: 'any value',
      minimumSamples: 'any value',
      abortOnFail: 'true or false',
    },
  );
  const indicator = indicatorFor(spec.indicator, vocabulary.metrics);
  if (indicator === undefined) {
    throw invalid(
      `indicator of ${what}`,
      oneOf([...builtInIndicators, ...vocabulary.metrics.map((metric) => metric.name)]),
      spec.indicator,
      'Name an indicator, or declare the metric in the plan',
    );
  }
  const scopes = scopesOf(spec, indicator, vocabulary, what);
  const target = parseExpression(spec.target, indicator.type);
  if (indicator.name === 'throughput' && target.statistic !== 'rate') {
    throw invalid(`target of ${what}`, 'rate', spec.target, 'Throughput is a rate per second, for example rate>=100');
  }
  const bound = parseBound(spec.bound, target, indicator.type, what);
  for (const [field, expression] of [
    ['target', target],
    ['bound', bound],
  ] as const) {
    if (indicator.type === 'rate' && isAlwaysMet(expression)) {
      throw invalid(
        `${field} of ${what}`,
        'a limit that a ratio from 0 to 1 can miss',
        spec[field],
        'Write 5 % as 0.05',
      );
    }
  }
  const severity = severities.find((word) => word === (spec.severity === undefined ? 'fail' : spec.severity));
  if (severity === undefined) {
    throw invalid(`severity of ${what}`, severities.join(' or '), spec.severity, 'Leave it out for fail');
  }
  const abortOnFail = spec.abortOnFail === true;
  if (abortOnFail) checkAbort(spec, bound, severity, indicator, what);
  const minimumSamples =
    parseMinimumSamples(spec.minimumSamples, what) ??
    Math.max(minimumSamplesFor(target, indicator), minimumSamplesFor(bound, indicator));
  return scopes.map(({ phase, endpoint }): Criterion => {
    const durationMs = phase === undefined ? profileDurationMs(vocabulary.phases) : durationMsOf(phase);
    const tags = scopeTags(vocabulary.plan, phase?.name ?? null, endpoint?.name ?? null);
    return {
      indicator,
      phase: phase?.name ?? null,
      endpoint: endpoint?.name ?? null,
      target,
      bound,
      severity,
      minimumSamples,
      abortOnFail,
      ...valueKeys(target, indicator, tags),
      nativeExpression:
        severity === 'warn'
          ? null
          : renderExpression(isRateOfCounter(bound, indicator) ? countExpression(bound, durationMs) : bound),
      evidenceKey: indicator.evidenceKey(tags),
      durationMs,
    };
  });
}

/** A count begins at 0: what asks for more, or for just so many, is missed at k6's first look. */
function checkAbort(
  spec: CriterionSpec,
  bound: Expression,
  severity: Severity,
  indicator: Indicator,
  what: string,
): void {
  if (severity === 'warn') {
    throw invalid(
      `severity of ${what}`,
      'fail beside abortOnFail',
      spec.severity,
      'What only warns has no threshold that could end a run',
    );
  }
  if (indicator.type === 'counter' && !bound.operator.startsWith('<')) {
    throw invalid(
      `abortOnFail of ${what}`,
      'a limit that a growing count can reach from below',
      spec.bound ?? spec.target,
      'Ask with < or <=, or let the run come to its end',
    );
  }
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

/** The unit of what a criterion is judged on: its indicator's, per second where it asks a counter of the plan's own for a rate. */
export function unitOf({ target, indicator }: Criterion): string {
  return isRateOfCounter(target, indicator) && indicator.unit !== '/s' ? `${indicator.unit}/s` : indicator.unit;
}
