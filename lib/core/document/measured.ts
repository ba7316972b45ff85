import { countFrom, described, list, named, numberIn, object, orNull, text, type TypeOf } from '../language/shape.ts';

/** A count, and null where k6 showed none. */
export const count = orNull(countFrom(0));
/** A number from 0 that is null where there is nothing to tell. */
export const amount = orNull(numberIn({ from: 0 }));
/** A share from 0 to 1, and null where there is nothing to share. */
export const share = orNull(numberIn({ from: 0, to: 1 }));

const latencyShape = named(
  'latency',
  object({
    samples: count,
    averageMs: amount,
    minimumMs: amount,
    medianMs: amount,
    p90Ms: amount,
    p95Ms: amount,
    p99Ms: amount,
    maximumMs: amount,
    distributionMs: described(
      orNull(list(numberIn({ from: 0 }))),
      "The values at the document's percentiles, to four significant digits; null without a sample.",
    ),
  }),
);

/** Statistics of the latency of expected responses, in milliseconds; all of them null without a sample. */
export type Latency = TypeOf<typeof latencyShape>;

/** The fields of whatever was measured in a scope. */
export const measuredFields = {
  requests: count,
  failedRequests: described(count, 'As k6 counts them.'),
  generatorErrors: described(count, "Of the failed requests those that failed on k6's side."),
  errorRatio: described(share, "The target's failures of the requests that it could answer."),
  checks: named('checks', object({ passed: count, failed: count })),
  latency: latencyShape,
  metrics: named('metrics', object({ latency: text, requests: text, checks: text })),
};

const measuredShape = object(measuredFields);

/** What was measured in one scope, with the k6 metrics that it was read from. A number that k6 did not show is null. */
export type Measured = TypeOf<typeof measuredShape>;
