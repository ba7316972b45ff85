import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'sound',
  profile: [
    { name: 'climb', ramp: '40/s', duration: '1s' },
    { name: 'plateau', hold: '40/s', duration: '2s' },
  ],
  endpoints: [
    { name: 'read', path: '/ok/{id}', checks: { 'says ok': (response) => response.json('ok') === true } },
    { name: 'write', method: 'POST', path: '/ok', body: { amount: 1 }, timeout: '2s' },
  ],
  criteria: [
    { indicator: 'latency', phase: 'plateau', target: 'p(95)<500' },
    { indicator: 'latency', endpoint: 'write', target: 'med<400' },
    { indicator: 'error ratio', target: 'rate<0.02' },
    { indicator: 'throughput', phase: 'plateau', target: 'rate>=50' },
    { indicator: 'checks', endpoint: 'read', target: 'rate>0.9' },
  ],
  preflight: '/health',
  vus: 20,
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('read', { path: { id: Math.floor(Math.random() * 1000) } });
  test.call('write');
});
