/** What stands where a value is absent. */
export const absent = '—';

/** A value with its unit, as people read it, to at least three significant digits: `12.3 ms`, `0.42 %`, `118/s`. */
export function renderValue(value: number | null, unit: string): string {
  return value === null ? absent : withUnit(significant(inUnit(value, unit), 3), unit);
}

/** Ratios are shown in percent, without what multiplying adds to a binary fraction. */
export function inUnit(value: number, unit: string): number {
  return unit === 'ratio' ? Number((value * 100).toPrecision(15)) : value;
}

export function withUnit(number: string, unit: string): string {
  if (unit === 'ratio') return `${number} %`;
  return unit === '' || unit.startsWith('/') ? `${number}${unit}` : `${number} ${unit}`;
}

export function significant(value: number, digits: number): string {
  if (Number.isInteger(value)) return String(value);
  const decimals = digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(20, Math.max(0, decimals)));
}

/** The load of a phase, a ramp's at both ends: `40/s`, `0 → 20 VUs`. */
export function renderLoad(load: {
  readonly kind: 'hold' | 'ramp';
  readonly model: 'open' | 'closed';
  readonly loadFrom: number;
  readonly loadTo: number;
}): string {
  const to = renderValue(load.loadTo, load.model === 'open' ? '/s' : 'VUs');
  return load.kind === 'hold' ? to : `${renderValue(load.loadFrom, '')} → ${to}`;
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
