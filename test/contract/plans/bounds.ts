import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'bounds',
  profile: [{ name: 'plateau', hold: '20/s', duration: '3s' }],
  endpoints: [{ name: 'slow', path: '/slow/60' }],
  metrics: [{ name: 'queue_length', type: 'gauge' }],
  criteria: [
    { indicator: 'error ratio', target: 'rate<0.02' },
    { indicator: 'latency', endpoint: 'slow', target: 'med<30', bound: `med<${__ENV['BOUND_MS'] ?? 900}` },
    { indicator: 'latency', phase: 'plateau', target: 'med<20', bound: 'med<25', severity: 'warn' },
    // Nothing records it.
    { indicator: 'queue_length', target: 'value<10', severity: 'warn' },
  ],
  vus: 20,
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('slow');
});
