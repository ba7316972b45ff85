import { invalid } from './invalid-setting.ts';
import { serviceDefaults } from './service.ts';

/** With more slots the process's CPU, and not the pool, would set the capacity: 40 slots serve 1500 requests/s. */
const largestPool = 40;

export interface Settings {
  /** 0 asks for any free port. */
  readonly port: number;
  readonly poolSize: number;
  readonly exitWithStdin: boolean;
}

/**
 * The settings of the demo process; a variable that is unset or empty takes its default.
 *
 * @param env `PORT` (0 to 65535, default 3000), `POOL_SIZE` (1 to 40, default 10), `DEMO_EXIT_WITH_STDIN` (0 or 1,
 * default 0).
 * @throws {InvalidInputError} When a variable is anything else.
 */
export function parseSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  return {
    port: wholeNumber('PORT', env['PORT'], 0, 65_535, 3000),
    poolSize: wholeNumber('POOL_SIZE', env['POOL_SIZE'], 1, largestPool, serviceDefaults.poolSize),
    exitWithStdin: wholeNumber('DEMO_EXIT_WITH_STDIN', env['DEMO_EXIT_WITH_STDIN'], 0, 1, 0) === 1,
  };
}

function wholeNumber(name: string, text: string | undefined, min: number, max: number, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw invalid(name, `a whole number from ${min} to ${max}`, text, `Change it, or unset it for ${fallback}`);
}
