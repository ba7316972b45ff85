import { severities, type Severity } from '../document/verdicts.ts';
import { parseExpression, type Expression } from '../language/expression.ts';
import { checkFields } from '../language/fields.ts';
import { describe, invalid, oneOf } from '../language/invalid.ts';
import { anything, flag } from '../language/shape.ts';
import { parseBound } from './bound.ts';
import { builtInIndicatorNames, type BuiltInIndicator } from './built-in-indicators.ts';
import { isRateOfCounter } from './counter-rate.ts';
import type { Vocabulary } from './dimension.ts';
import { indicatorFor } from './indicator-for.ts';
import type { Indicator } from './indicator.ts';
import type { K6Indicator } from './k6-indicators.ts';
import { minimumSamplesFor, parseMinimumSamples } from './minimum-samples.ts';
import { scopeFields, scopesOf, type CriterionScope, type ScopeSpec } from './criterion-scope.ts';

/**
 * What a plan promises: an indicator, where it is looked at, and threshold expressions of k6 for it.
 *
 * The type parameters are the names that it may use. `CriterionSpec` uses any; `CriterionSpec<'peak'>` names that phase
 * or none, no endpoint, and built-in indicators only, so that every plan with a phase `peak` takes it.
 */
export type CriterionSpec<
  PhaseName extends string = string,
  EndpointName extends string = string extends PhaseName ? string : never,
  MetricName extends string = string extends PhaseName ? string : never,
> = ScopeSpec<PhaseName, EndpointName> & {
  /**
   * `latency`, `error ratio`, `throughput`, `checks`, `completed iterations` (in a plan with reasons to give up), a
   * built-in metric of k6, or a metric of the plan.
   */
  readonly indicator: BuiltInIndicator | K6Indicator | MetricName;
  /**
   * What is wanted, in k6's notation: `p(95)<300`, `rate<0.01`. Latency is in milliseconds, ratios are from 0 to 1,
   * throughput is a rate per second.
   */
  readonly target: string;
  /**
   * By how much the target may be missed: an expression on the same statistic, in the same direction, and looser. A
   * value between the two is a WARN. The target when left out.
   */
  readonly bound?: string | undefined;
  /** What missing the bound is: `fail` when left out, else `warn`. */
  readonly severity?: Severity | undefined;
  /** Samples below which there is no verdict; derived from target and bound when left out, see `minimumSamplesFor`. */
  readonly minimumSamples?: number | undefined;
  /** Whether k6 ends the run as soon as the bound is missed, once there can be samples enough; false when left out. */
  readonly abortOnFail?: boolean | undefined;
};

/** A criterion, parsed: everything in it is known to be usable. */
export type Criterion = {
  readonly indicator: Indicator;
  readonly scope: CriterionScope;
  readonly target: Expression;
  /** No stricter than the target, which it is when the criterion has none of its own. */
  readonly bound: Expression;
  readonly severity: Severity;
  readonly minimumSamples: number;
  readonly abortOnFail: boolean;
};

/**
 * The criteria that one of a plan stands for: more than one where it is written for each phase or endpoint.
 *
 * @throws When it names something that the plan does not have, it matches nothing, its target or bound is malformed or
 * unfit for its indicator, or its scope can never be sampled.
 */
export function parseCriteria(spec: CriterionSpec, vocabulary: Vocabulary): Criterion[] {
  const what = `criterion ${describe(spec)}`;
  checkCriterionFields(spec, what);
  const indicator = parseIndicator(spec, vocabulary, what);
  const scopes = scopesOf(spec, indicator, vocabulary, what);
  const target = parseTarget(spec, indicator, what);
  const bound = parseBound(spec.bound, target, indicator.type, what);
  if (indicator.type === 'rate') {
    requireMissable(target, spec.target, `target of ${what}`);
    requireMissable(bound, spec.bound, `bound of ${what}`);
  }
  const severity = parseSeverity(spec.severity, what);
  const abortOnFail = spec.abortOnFail === true;
  if (abortOnFail) checkAbort(spec, bound, severity, indicator, what);
  const minimumSamples =
    parseMinimumSamples(spec.minimumSamples, what) ??
    Math.max(minimumSamplesFor(target, indicator.type), minimumSamplesFor(bound, indicator.type));
  return scopes.map((scope) => ({ indicator, scope, target, bound, severity, minimumSamples, abortOnFail }));
}

function checkCriterionFields(spec: CriterionSpec, what: string): void {
  const required = { indicator: anything, target: anything };
  const optional = { bound: anything, severity: anything, minimumSamples: anything, abortOnFail: flag };
  checkFields(spec, what, required, {
    ...Object.fromEntries(scopeFields.map((field) => [field, anything])),
    ...optional,
  });
}

function parseIndicator(spec: CriterionSpec, vocabulary: Vocabulary, what: string): Indicator {
  const { metrics } = vocabulary;
  const indicator = indicatorFor(spec.indicator, metrics);
  if (indicator !== undefined) {
    requireFed(indicator, vocabulary, what);
    return indicator;
  }
  throw invalid(
    `indicator of ${what}`,
    `${oneOf([...builtInIndicatorNames, ...metrics.map((metric) => metric.name)])}, or a built-in metric of k6`,
    spec.indicator,
    'Name an indicator, or declare the metric in the plan',
  );
}

/** @throws When the plan lacks the field that makes the library feed the indicator. */
function requireFed({ name, needs }: Indicator, vocabulary: Vocabulary, what: string): void {
  if (needs === null || vocabulary[needs].length > 0) return;
  throw invalid(
    `indicator of ${what}`,
    `one that the plan feeds, and ${name} needs ${needs}`,
    name,
    `Declare ${needs} in the plan, or drop the criterion`,
  );
}

function parseTarget(
  spec: CriterionSpec,
  { type, name, onlyStatistic, isCountedLate }: Indicator,
  what: string,
): Expression {
  const target = parseExpression(spec.target, type);
  if (isCountedLate && target.statistic === 'rate' && !target.operator.startsWith('<')) {
    throw invalid(
      `target of ${what}`,
      'a count, or a rate with < or <=',
      spec.target,
      `k6 also counts ${name} after the phase in which the iteration started; ask for throughput, or record a counter of your own`,
    );
  }
  if (onlyStatistic === null || target.statistic === onlyStatistic) return target;
  const sentence = `${name.replace(/^./, (letter) => letter.toUpperCase())} is a rate per second, for example rate>=100`;
  throw invalid(`target of ${what}`, onlyStatistic, spec.target, sentence);
}

function parseSeverity(given: unknown, what: string): Severity {
  const severity = severities.find((word) => word === (given === undefined ? 'fail' : given));
  if (severity !== undefined) return severity;
  throw invalid(`severity of ${what}`, severities.join(' or '), given, 'Leave it out for fail');
}

/** A count begins at 0: what asks for more, or for just so many, is missed at k6's first look. */
function checkAbort(
  spec: CriterionSpec,
  bound: Expression,
  severity: Severity,
  { type }: Indicator,
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
  if (type === 'counter' && !bound.operator.startsWith('<')) {
    throw invalid(
      `abortOnFail of ${what}`,
      'a limit that a growing count can reach from below',
      spec.bound ?? spec.target,
      'Ask with < or <=, or let the run come to its end',
    );
  }
}

/** @throws When no ratio can miss the expression, or none but one out of range could meet it. */
function requireMissable({ operator, limit }: Expression, given: unknown, what: string): void {
  const isOutOfRange = limit < 0 || limit > 1;
  const isAlwaysMet = (operator === '<=' && limit === 1) || (operator === '>=' && limit === 0);
  if (!isOutOfRange && !isAlwaysMet) return;
  throw invalid(what, 'a limit that a ratio from 0 to 1 can miss', given, 'Write 5 % as 0.05');
}

/**
 * The unit of what a criterion is judged on: its indicator's, per second where it asks a counter of the plan's own for
 * a rate.
 */
export function unitOf({ target, indicator }: Criterion): string {
  return isRateOfCounter(target, indicator) && indicator.unit !== '/s' ? `${indicator.unit}/s` : indicator.unit;
}
