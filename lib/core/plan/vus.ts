import { invalid } from '../language/invalid.ts';
import { largestLoad } from '../language/load.ts';

/**
 * The VUs that a plan asks for; nothing where it leaves them out.
 *
 * @throws When it is no whole number from 1 to a million.
 */
export function parseVus(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= largestLoad) return value;
  throw invalid(
    'vus',
    `a whole number from 1 to ${largestLoad}`,
    value,
    'Give the VUs that open phases may use, or leave it out',
  );
}
