import type { CriterionSpec } from '../lib/core/plan/criterion.ts';

/** What the demo service has to hold up to its required load of 80 journeys per second, and again after the stress. */
export const demoCriteria = ['step 40/s', 'step 80/s', 'recovered'].flatMap((phase): CriterionSpec[] => [
  { indicator: 'latency', phase, expression: 'p(95)<250' },
  { indicator: 'latency', phase, expression: 'p(99)<500' },
  { indicator: 'error ratio', phase, expression: 'rate<0.01' },
  { indicator: 'checks', phase, expression: 'rate>0.99' },
]);
