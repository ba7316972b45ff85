import { absent, inUnit, significant, withUnit } from './quantity.ts';

/** What a criterion says of a value: the threshold expressions that it is held against, and the value in its unit. */
type Judged = {
  readonly observed: number | null;
  readonly target: string;
  readonly bound: string;
  readonly unit: string;
};

/**
 * An observed value beside what is asked of it: with as many digits as it takes to see on which side of target and
 * bound it lies.
 */
export function renderObserved({ observed, target, bound, unit }: Judged): string {
  if (observed === null) return absent;
  const shown = inUnit(observed, unit);
  const limits = [target, bound].map((expression) => partsOf(expression).limit);
  const misleads = (digits: number): boolean =>
    limits.some(
      (limit) => Math.sign(Number(significant(shown, digits)) - inUnit(limit, unit)) !== Math.sign(observed - limit),
    );
  let digits = 3;
  while (digits < 17 && misleads(digits)) digits += 1;
  return withUnit(significant(shown, digits), unit);
}

/**
 * A threshold expression with its limit, which is not rounded, in the unit of the observed value: `p(95) < 300 ms`,
 * `rate < 1 %`.
 */
export function renderRequired(expression: string, unit: string): string {
  return `${partsOf(expression).statistic} ${renderLimit(expression, unit)}`;
}

/** The same without the statistic, beside an expression that names it: `< 600 ms`. */
export function renderLimit(expression: string, unit: string): string {
  const { operator, limit } = partsOf(expression);
  return `${operator} ${withUnit(String(inUnit(limit, unit)), unit)}`;
}

/** A bound beside its target, and whether missing it is no more than a warning: `< 600 ms`, `< 400 ms (WARN)`. */
export function renderBound({
  bound,
  unit,
  severity,
}: {
  readonly bound: string;
  readonly unit: string;
  readonly severity: 'fail' | 'warn';
}): string {
  return `${renderLimit(bound, unit)}${severity === 'warn' ? ' (WARN)' : ''}`;
}

function partsOf(expression: string): {
  readonly statistic: string;
  readonly operator: string;
  readonly limit: number;
} {
  const [, statistic = '', operator = '', limit = ''] = /^(.+?)(<=|>=|==|!=|<|>)(.+)$/.exec(expression) ?? [];
  return { statistic, operator, limit: Number(limit) };
}
