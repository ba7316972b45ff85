import { metricTypes } from '../language/expression.ts';
import { described, named, number, object, orNull, text, wordOf, type TypeOf } from '../language/shape.ts';
import { amount, count, share } from './measured.ts';

const value = orNull(number);

/** A metric of the plan's own, in one phase or over the whole run. What its type does not have is null. */
export const metricRowShape = named(
  'metric',
  object({
    name: text,
    type: wordOf(metricTypes),
    unit: text,
    phase: described(orNull(text), 'Null over the whole run.'),
    samples: described(count, 'Null of a counter: k6 counts what was added, not how often.'),
    count: described(amount, 'Of a counter.'),
    perSec: described(amount, 'Of a counter, over the duration of its phase or of the plan.'),
    ratio: described(share, 'Of a rate.'),
    last: described(value, 'Of a gauge.'),
    average: described(value, 'Of a trend, as are the following.'),
    minimum: described(value, 'Of a trend or a gauge.'),
    median: value,
    p90: value,
    p95: value,
    p99: value,
    maximum: described(value, 'Of a trend or a gauge.'),
    metric: text,
  }),
);
export type MetricRow = TypeOf<typeof metricRowShape>;
