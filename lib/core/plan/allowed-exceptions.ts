import { invalid } from '../language/invalid.ts';

/**
 * The share of iterations that may end in an exception of the script without a fault of the run; 0 where the plan leaves
 * it out.
 *
 * @throws When it is no number from 0 to below 1.
 */
export function parseAllowedExceptions(given: unknown): number {
  if (given === undefined) return 0;
  if (typeof given === 'number' && given >= 0 && given < 1) return given;
  throw invalid(
    'allowedExceptions',
    'a share of the iterations, from 0 to below 1',
    given,
    'Write 0.1 % as 0.001, or leave it out to allow none',
  );
}
