import { described, object, orNull, wholeNumber, type TypeOf } from '../language/shape.ts';

const rest = orNull(wholeNumber);

/**
 * Requests that no row of the tables has. Two sums give all requests of k6: the endpoints with `setup`, `teardown`,
 * `redirects` and `withoutEndpoint`; the phases with `setup`, `teardown`, `afterPlan` and `withoutPhase`.
 */
export const outsidePlanShape = object({
  setup: rest,
  teardown: rest,
  redirects: described(rest, 'Redirects that requests without an endpoint followed.'),
  withoutEndpoint: rest,
  afterPlan: described(rest, 'Started after the last phase, by iterations that it had started.'),
  withoutPhase: rest,
});
export type OutsidePlan = TypeOf<typeof outsidePlanShape>;
