import type { Severity } from '../plan/criterion.ts';
import type { PhaseDescription } from '../compile/plan-document.ts';

/** What stands where a value is absent. */
export const absent = '—';

/** A value with its unit, as people read it, to at least three significant digits: `12.3 ms`, `0.42 %`, `118/s`. */
export function renderValue(value: number | null, unit: string): string {
  return value === null ? absent : withUnit(significant(inUnit(value, unit), 3), unit);
}

/** What a criterion says of a value: the threshold expressions that it is held against, and the value in its unit. */
type Judged = {
  readonly observed: number | null;
  readonly target: string;
  readonly bound: string;
  readonly unit: string;
};

/** An observed value beside what is asked of it: with as many digits as it takes to see on which side of target and bound it lies. */
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

/** A threshold expression with its limit, which is not rounded, in the unit of the observed value: `p(95) < 300 ms`, `rate < 1 %`. */
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
  readonly severity: Severity;
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

/** Ratios are shown in percent, without what multiplying adds to a binary fraction. */
function inUnit(value: number, unit: string): number {
  return unit === 'ratio' ? Number((value * 100).toPrecision(15)) : value;
}

function withUnit(number: string, unit: string): string {
  if (unit === 'ratio') return `${number} %`;
  return unit === '' || unit.startsWith('/') ? `${number}${unit}` : `${number} ${unit}`;
}

function significant(value: number, digits: number): string {
  if (Number.isInteger(value)) return String(value);
  const decimals = digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(20, Math.max(0, decimals)));
}

/** The load of a phase, a ramp's at both ends: `40/s`, `0 → 20 VUs`. */
export function renderLoad({
  kind,
  model,
  loadFrom,
  loadTo,
}: Pick<PhaseDescription, 'kind' | 'model' | 'loadFrom' | 'loadTo'>): string {
  const unit = model === 'open' ? '/s' : 'VUs';
  return kind === 'hold' ? renderValue(loadTo, unit) : `${renderValue(loadFrom, '')} → ${renderValue(loadTo, unit)}`;
}

/** A scope in words: `in phase "peak" of "list items"`, `over the whole run`. */
export function renderScope({
  phase,
  endpoint,
}: {
  readonly phase: string | null;
  readonly endpoint: string | null;
}): string {
  if (phase === null && endpoint === null) return 'over the whole run';
  return [...(phase === null ? [] : [`in phase "${phase}"`]), ...(endpoint === null ? [] : [`of "${endpoint}"`])].join(
    ' ',
  );
}

/** A duration as people read it: `8 s`, `2 min 30 s`. */
export function renderDuration(ms: number): string {
  const seconds = Math.round(ms / 100) / 10;
  if (seconds < 60) return `${seconds} s`;
  const whole = Math.round(seconds);
  return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** An estimate with its unit, to so few significant digits that none of them promises too much: `0.19`, `4.5 s`. */
export function renderAbout(value: number | null, unit: string, digits = 2): string {
  return value === null ? absent : withUnit(String(Number(inUnit(value, unit).toPrecision(digits))), unit);
}

/** An amount of memory as people read it, in powers of 1000: `812 B`, `54 MB`, `1.25 GB`. */
export function renderBytes(bytes: number | null): string {
  if (bytes === null) return absent;
  const units = ['B', 'kB', 'MB', 'GB'];
  // Rounded first: 999 999 B are 1 MB.
  const rounded = Number(bytes.toPrecision(3));
  const power = rounded < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(rounded) / 3));
  return renderAbout(rounded / 1000 ** power, units[power] ?? '', 3);
}
