import type { AcceptanceSpec } from '../../../lib/k6/index.ts';

export const plan = {
  name: 'failing',
  profile: [
    { name: 'one', hold: '20/s', duration: '1s' },
    { name: 'two', hold: '40/s', duration: '2s' },
  ],
  endpoints: [
    { name: 'fine', path: '/ok', checks: { 'says ok': (response) => response.json('ok') === true } },
    { name: 'wrong body', path: '/wrong', checks: { 'says ok': (response) => response.json('ok') === true } },
    { name: 'unavailable', path: '/status/503' },
    { name: 'limited', path: '/status/429' },
    { name: 'teapot', path: '/status/418' },
    { name: 'gone as expected', path: '/status/410', expectedStatuses: [410] },
    { name: 'moved', path: '/redirect' },
    { name: 'moved as expected', path: '/redirect', expectedStatuses: [302] },
    { name: 'reset', path: '/reset' },
    { name: 'closed', path: '/fin' },
    { name: 'half', path: '/half' },
    { name: 'late', path: '/hang', timeout: '100ms' },
  ],
  signOff: ['no data corruption', 'no <b>deadlocks</b>'],
  criteria: [
    { indicator: 'error ratio', endpoint: 'fine', target: 'rate<0.05' },
    { indicator: 'checks', endpoint: 'wrong body', target: 'rate>0.9' },
    { indicator: 'latency', endpoint: 'fine', phase: 'two', target: 'p(95)<900' },
    { indicator: 'throughput', target: 'rate>10' },
    { indicator: 'throughput', phase: 'two', target: 'rate>1000', bound: 'rate>10' },
    // The first phase has too few samples for a p99.
    { indicator: 'latency', phase: 'one', target: 'p(99)<900', bound: 'p(99)<=950', severity: 'warn' },
  ],
  vus: 60,
} as const satisfies AcceptanceSpec<string, string>;
