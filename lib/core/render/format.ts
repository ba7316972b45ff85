/** What stands where a value is absent. */
export const absent = '—';

/** A value with its unit, as people read it, to at least three significant digits: `12.3 ms`, `0.42 %`, `118/s`. */
export function renderValue(value: number | null, unit: string, digits = 3): string {
  if (value === null) return absent;
  const number = significant(unit === 'ratio' ? value * 100 : value, digits);
  if (unit === 'ratio') return `${number} %`;
  return unit === '' || unit.startsWith('/') ? `${number}${unit}` : `${number} ${unit}`;
}

/** An observed value beside its bound: with as many digits as it takes to see on which side of the bound it lies. */
export function renderObserved({ observed, bound, unit }: { readonly observed: number | null; readonly bound: number; readonly unit: string }): string {
  if (observed === null) return absent;
  const scale = unit === 'ratio' ? 100 : 1;
  let digits = 3;
  while (digits < 15 && Math.sign(Number(significant(observed * scale, digits)) - bound * scale) !== Math.sign(observed - bound)) digits += 1;
  return renderValue(observed, unit, digits);
}

function significant(value: number, digits: number): string {
  if (Number.isInteger(value)) return String(value);
  const decimals = digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(15, Math.max(0, decimals)));
}

/** The expression with its bound in the unit of the observed value: `p(95) < 300 ms`, `rate < 1 %`. */
export function renderRequired({ expression, bound, unit }: { readonly expression: string; readonly bound: number; readonly unit: string }): string {
  const [, statistic = '', operator = ''] = /^(.+?)(<=|>=|==|!=|<|>)/.exec(expression) ?? [];
  return `${statistic} ${operator} ${renderValue(bound, unit)}`;
}

/** A scope in words: `in phase "peak" of "list items"`, `over the whole run`. */
export function renderScope({ phase, endpoint }: { readonly phase: string | null; readonly endpoint: string | null }): string {
  if (phase === null && endpoint === null) return 'over the whole run';
  return [...(phase === null ? [] : [`in phase "${phase}"`]), ...(endpoint === null ? [] : [`of "${endpoint}"`])].join(' ');
}

/** A duration as people read it: `8 s`, `2 min 30 s`. */
export function renderDuration(ms: number): string {
  const seconds = Math.round(ms / 100) / 10;
  if (seconds < 60) return `${seconds} s`;
  const whole = Math.round(seconds);
  return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
