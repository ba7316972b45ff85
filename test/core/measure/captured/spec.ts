import type { PlanSpec } from '../../../../lib/core/plan/plan.ts';

/** The plan of script.ts. */
export const capturedSpec: PlanSpec<never> = {
  name: 'captured',
  profile: [
    { name: 'warm-up', ramp: '4/s', duration: '1s' },
    { name: 'peak', hold: '90/m', duration: '90s' },
    { name: 'users', hold: '2 VUs', duration: '3661001ms' },
  ],
  endpoints: [{ name: 'list items', path: '/' }],
  criteria: [
    { indicator: 'latency', phase: 'peak', target: 'p(95.0)<300' },
    { indicator: 'error ratio', target: 'rate<0.01' },
  ],
};
