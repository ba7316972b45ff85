import { countFrom, described, object, text, type TypeOf } from '../language/shape.ts';
import { share } from './measured.ts';

/** The iterations that the script gave up for one of the plan's reasons. */
export const givenUpRowShape = object({
  reason: text,
  count: countFrom(1),
  shareRatio: described(share, 'Of the iterations; null where k6 did not count all that were given up.'),
  metric: text,
});
export type GivenUpRow = TypeOf<typeof givenUpRowShape>;
