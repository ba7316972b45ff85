import { isObject } from '../language/is-object.ts';
import { differencesOf } from './option-difference.ts';
import { kindOfOption, shownOptions } from './option-kinds.ts';

/**
 * How the options that k6 ran with differ from the plan's where they leave its load and its evidence as they are, one
 * sentence each, or two. First comes what decides which target was measured.
 *
 * @param planned The options that the plan gave to k6.
 * @param actual `exec.test.options`.
 */
export function shownDifferences(planned: Readonly<Record<string, unknown>>, actual: unknown): string[] {
  if (!isObject(actual)) return [];
  return shownOptions.flatMap((option) => {
    const differences = differencesOf(option, planned[option], actual[option]);
    if (differences.length === 0) return [];
    switch (kindOfOption(option)) {
      case 'target':
        return [...differences, `So ${option} can lead to another target.`];
      case 'named':
        return [`${option} was not as the plan says (not shown, because it can be secret).`];
      default:
        return differences;
    }
  });
}

/** The differences as one warning says them. */
export function renderShownDifferences(differences: readonly string[]): string {
  return `Options that merely differ from the plan's: ${differences.join(' ')}`;
}
