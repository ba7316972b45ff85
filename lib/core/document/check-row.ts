import { countFrom, described, object, orNull, text, type TypeOf } from '../language/shape.ts';
import { share } from './measured.ts';

/** The checks of one name in one group of k6, over the run. */
export const checkRowShape = object({
  name: text,
  group: described(orNull(text), 'The way to the group: checkout::payment; null outside of all groups.'),
  passed: countFrom(0),
  failed: countFrom(0),
  passedRatio: share,
});
export type CheckRow = TypeOf<typeof checkRowShape>;
