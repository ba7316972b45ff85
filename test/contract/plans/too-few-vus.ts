// Two VUs for 40 iterations per second of 200 ms each, where eight are needed.
import { acceptance, sleep } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'too-few-vus',
  profile: [
    { name: 'warm-up', hold: '5/s', duration: '1s' },
    { name: 'required', hold: '40/s', duration: '2s' },
  ],
  endpoints: [{ name: 'read', path: __ENV['SLOW'] === '1' ? '/slow/200' : '/ok' }],
  criteria: [{ indicator: 'latency', ...(__ENV['WHOLE_RUN'] === '1' ? {} : { phase: 'required' }), target: 'med<100' }],
  preflight: '/health',
  vus: 2,
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('read');
  if (__ENV['SLOW'] !== '1') sleep(0.2);
});
