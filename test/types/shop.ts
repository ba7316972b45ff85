// The parts of a shop's plan that the type tests share.
import type { CriterionSpec } from '../../lib/core/plan/criterion.ts';
import type { CustomMetric } from '../../lib/core/plan/custom-metric.ts';
import type { Endpoint } from '../../lib/core/plan/endpoint.ts';
import type { PhaseSpec } from '../../lib/core/plan/profile.ts';

export const name = 'shop';
export const profile = [
  { name: 'warm-up', ramp: '5/s', duration: '1s' },
  { name: 'peak', hold: '5/s', duration: '1s' },
] as const satisfies readonly PhaseSpec[];
export const endpoints = [
  { name: 'view', path: '/' },
  { name: 'pay', path: '/pay' },
] as const satisfies readonly Endpoint[];
export const metrics = [{ name: 'render_time', type: 'trend' }] as const satisfies readonly CustomMetric[];
export const peakCriteria = [
  { indicator: 'latency', phase: 'peak', endpoint: 'pay', target: 'p(95)<300' },
  { indicator: 'render_time', phase: 'peak', target: 'avg<5' },
] as const satisfies readonly CriterionSpec[];
