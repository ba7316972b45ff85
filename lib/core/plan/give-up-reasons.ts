import { invalid } from '../language/invalid.ts';
import { parseName, rejectDuplicates } from '../language/name.ts';

/**
 * The reasons for which a script may give an iteration up; none where the plan declares none.
 *
 * @throws When the list is empty, or a reason is no name that k6 finds again or stands twice.
 */
export function parseGiveUpReasons(given: readonly unknown[] | undefined): readonly string[] {
  if (given === undefined) return [];
  if (given.length === 0) {
    throw invalid('giveUpReasons', 'at least one reason', given, 'Leave the field out where no journey is given up');
  }
  const reasons = given.map((reason) => parseName(reason, 'reason to give up'));
  rejectDuplicates(reasons, 'giveUpReasons');
  return reasons;
}
