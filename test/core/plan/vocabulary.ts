// A plan's words for criteria: 120 s, of which the peak is 90 s, and a metric of each type.
import { parseCriteria, type Criterion } from '../../../lib/core/plan/criterion.ts';
import type { Vocabulary } from '../../../lib/core/plan/dimension.ts';
import { parseProfile } from '../../../lib/core/plan/profile.ts';

export const vocabulary: Vocabulary = {
  plan: 'shop',
  phases: parseProfile(
    [
      { name: 'warm-up', ramp: '50/s', duration: '30s' },
      { name: 'peak', hold: '50/s', duration: '1m30s' },
    ],
    1,
  ),
  endpoints: [
    { name: 'list items', path: '/api/items', checks: { ok: () => true } },
    { name: 'place order', path: '/api/orders' },
  ],
  metrics: [
    { name: 'queue_wait', type: 'trend', unit: 'ms' },
    { name: 'cache_hit', type: 'rate', unit: 'ignored' },
    { name: 'replicas', type: 'gauge' },
    { name: 'orders', type: 'counter', unit: 'orders' },
  ],
  giveUpReasons: ['login refused'],
};

/** A criterion as JavaScript may hand it over, past the types. */
export const parsed = (spec: unknown, of = vocabulary): Criterion => {
  const [criterion, ...others] = parseCriteria(Object(spec), of);
  if (criterion === undefined || others.length > 0) throw new Error('not one criterion');
  return criterion;
};
