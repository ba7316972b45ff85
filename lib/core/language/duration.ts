import { invalid } from './invalid.ts';

const unitMs: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/**
 * The milliseconds of a duration in k6's notation: `30s`, `1m30s`, `1.5h`, `250ms`, `1d`.
 *
 * @param text One or more numbers, each with its unit (d, h, m, s, ms), without sign or spaces.
 * @param what What the duration is for, as the error names it.
 * @throws When the text is not of that form, or comes to 0.
 */
export function parseDuration(text: unknown, what: string): number {
  if (typeof text === 'string' && /^(?:\d+(?:\.\d+)?(?:ms|[dhms]))+$/.test(text)) {
    let total = 0;
    for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g)) {
      total += Number(amount) * (unitMs[unit ?? ''] ?? NaN);
    }
    if (total > 0 && Number.isFinite(total)) return total;
  }
  throw invalid(
    what,
    "a duration above zero in k6's notation",
    text,
    'Write numbers with units, such as 30s, 1m30s or 500ms',
  );
}

/** A duration in k6's notation, rounded to whole milliseconds: 90000 → `1m30s`. */
export function formatDuration(ms: number): string {
  let rest = Math.round(ms);
  if (rest === 0) return '0s';
  let text = '';
  for (const [unit, size] of [
    ['h', 3_600_000],
    ['m', 60_000],
  ] as const) {
    const amount = Math.floor(rest / size);
    if (amount > 0) text += `${amount}${unit}`;
    rest -= amount * size;
  }
  return rest === 0 ? text : `${text}${rest / 1000}s`;
}
