import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'staircase',
  profile: [
    { name: 'step 20/s', hold: '20/s', duration: '3s' },
    { name: 'step 40/s', hold: '40/s', duration: '10s' },
    { name: 'step 60/s', hold: '60/s', duration: '10s' },
  ],
  endpoints: [{ name: 'step', path: '/slow/{ms}' }],
  criteria: () => [
    { indicator: 'latency', phases: 'each', target: 'med<100', bound: 'med<=150', abortOnFail: true },
    { indicator: 'error ratio', phases: 'each', target: 'rate<0.05' },
    { indicator: 'throughput', target: 'rate>1' },
  ],
  setup: () => Date.now(),
  vus: 40,
});

export const { options, setup, teardown, handleSummary } = test;

// The target breaks with the second step.
export default test.iteration((startMs: number) => {
  test.call('step', { path: { ms: Date.now() - startMs < 3000 ? 5 : 250 } });
});
