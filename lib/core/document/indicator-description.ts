import { metricTypes } from '../language/expression.ts';
import { described, object, text, wordOf, type TypeOf } from '../language/shape.ts';

/** What makes one sample of an indicator. `script`: whatever the script does beside calls, such as `record`. */
const sampleSources = ['request', 'check', 'iteration', 'script'] as const;
export type SampleSource = (typeof sampleSources)[number];

/** What a criterion is about. */
export const indicatorShape = object({
  name: text,
  type: described(wordOf(metricTypes), 'The type of the k6 metric.'),
  unit: described(text, "ms, ratio (0 to 1), /s, B, or a custom metric's own."),
  sampledBy: described(wordOf(sampleSources), 'What makes one sample.'),
});
export type IndicatorDescription = TypeOf<typeof indicatorShape>;
