import type { CriterionSpec } from 'k6-acceptance';

/** What the shop has to hold; the limit on the latency can be moved to see it fail. */
export const criteria = [
  { indicator: 'latency', phase: 'plateau', target: `p(95)<${__ENV['LATENCY_LIMIT_MS'] ?? 900}` },
  { indicator: 'error ratio', target: 'rate<0.02' },
  { indicator: 'checks', endpoint: 'view cart', target: 'rate>0.9' },
] as const satisfies readonly CriterionSpec[];
