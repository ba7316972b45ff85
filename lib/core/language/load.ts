import { invalid } from './invalid.ts';
import { parseDuration } from './duration.ts';

/**
 * An intended load as it is written: `50/s`, `90/m`, `100/10s` iterations started (open model), or `50 VUs` (closed
 * model).
 */
export type LoadText = `${number}/${string}` | `${number} VUs`;

/**
 * An intended load: iterations started per period of time, whatever the target does, or VUs that iterate one after the
 * other.
 */
export type Load =
  | { readonly model: 'open'; readonly iterations: number; readonly periodMs: number }
  | { readonly model: 'closed'; readonly vus: number };

/** No load generator reaches it; a number beyond it is a slip of the pen. */
export const largestLoad = 1_000_000;

/**
 * The load that a text names.
 *
 * @param text A rate in iterations (not negative) per s, m, h or a duration (`100/10s`), or a whole number of VUs.
 * @param what What the load belongs to, as the error names it.
 * @throws When the text is neither.
 */
export function parseLoad(text: unknown, what: string): Load {
  const [, amount, rest] = (typeof text === 'string' && /^(\d+(?:\.\d+)?)(\/\S+| VUs)$/.exec(text)) || [];
  if (amount !== undefined && rest !== undefined) {
    const count = Number(amount);
    if (rest.startsWith('/')) {
      const period = rest.slice(1);
      return atMost(
        { model: 'open', iterations: count, periodMs: parseDuration(/^\d/.test(period) ? period : `1${period}`, what) },
        text,
        what,
      );
    }
    if (!(count % 1 > 0)) return atMost({ model: 'closed', vus: count }, text, what);
  }
  throw invalid(
    what,
    'a rate of iterations or a number of VUs',
    text,
    'Write an arrival rate such as 50/s or 90/m, or VUs such as 50 VUs',
  );
}

function atMost(load: Load, text: unknown, what: string): Load {
  if (loadAmount(load) <= largestLoad) return load;
  throw invalid(what, `at most ${largestLoad} VUs or iterations per second`, text, 'Write a smaller load');
}

/** The load's amount in its model's unit: iterations per second (open) or VUs (closed). */
export function loadAmount(load: Load): number {
  return load.model === 'open' ? (load.iterations * 1000) / load.periodMs : load.vus;
}
