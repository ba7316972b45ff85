import { countFrom, described, object, text, wordOf, type TypeOf } from '../language/shape.ts';
import { share } from './measured.ts';

/** The failed requests of an endpoint in one class of errors. */
export const errorRowShape = object({
  endpoint: text,
  errorClass: text,
  side: described(wordOf(['target', 'generator']), 'On whose side the requests failed.'),
  count: countFrom(1),
  shareRatio: described(share, "Of the endpoint's requests."),
  metric: text,
});
export type ErrorRow = TypeOf<typeof errorRowShape>;
