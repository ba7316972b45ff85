import type { CriterionSpec } from '../lib/core/plan/criterion.ts';

/**
 * What the demo service has to hold up to its required load of 80 journeys per second, and again after the stress.
 *
 * A function, because k6 runs this module in every VU: one function is what a VU that never judges has to keep, not the
 * list.
 */
export const demoCriteria = (): CriterionSpec<'step 40/s' | 'step 80/s' | 'recovered'>[] =>
  (['step 40/s', 'step 80/s', 'recovered'] as const).flatMap((phase): CriterionSpec<typeof phase>[] => [
    { indicator: 'latency', phase, target: 'p(95)<250' },
    { indicator: 'latency', phase, target: 'p(99)<500' },
    { indicator: 'error ratio', phase, target: 'rate<0.01' },
    { indicator: 'checks', phase, target: 'rate>0.99' },
  ]);
