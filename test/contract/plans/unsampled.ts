import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'unsampled',
  profile: [{ name: 'plateau', hold: '20/s', duration: '1s' }],
  endpoints: [
    { name: 'called', path: '/ok' },
    { name: 'never called', path: '/ok', checks: { fine: () => true } },
  ],
  metrics: [
    { name: 'render_time', type: 'trend', unit: 'ms' },
    { name: 'cache_hit', type: 'rate' },
    { name: 'queue_length', type: 'gauge' },
  ],
  criteria: (
    [
      { indicator: 'latency', endpoint: 'never called', target: 'p(95)<500' },
      { indicator: 'error ratio', endpoint: 'never called', target: 'rate<0.5' },
      { indicator: 'throughput', endpoint: 'never called', target: 'rate<1000' },
      { indicator: 'checks', endpoint: 'never called', target: 'rate>0.9' },
      { indicator: 'render_time', target: 'p(95)<500' },
      { indicator: 'cache_hit', target: 'rate>0.9' },
      { indicator: 'queue_length', target: 'value<10' },
    ] as const
  ).filter((_, index) => __ENV['ONLY'] === undefined || index === Number(__ENV['ONLY'])),
  vus: 10,
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('called');
});
