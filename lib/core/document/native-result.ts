import { described, flag, object, orNull, text } from '../language/shape.ts';

/** What k6 itself was asked of a metric, and what it answered. */
export const nativeResultShape = object({
  metric: text,
  threshold: described(orNull(text), 'The threshold of k6 on the metric; null where it has none.'),
  held: described(orNull(flag), 'Whether k6 saw it hold; null where it has none, or did not evaluate it.'),
});
