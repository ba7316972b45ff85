import { acceptance } from 'k6-acceptance';

const test = acceptance({
  name: 'checkout',
  profile: [
    { name: 'climb', ramp: '30/s', duration: '1s' },
    { name: 'plateau', hold: '30/s', duration: '2s' },
  ],
  endpoints: [
    { name: 'view cart', path: '/ok/{id}', checks: { 'says ok': (response) => response.json('ok') === true } },
    { name: 'pay', method: 'POST', path: '/status/201', body: { amount: 100 }, expectedStatuses: [201] },
  ],
  criteria: [
    { indicator: 'latency', phase: 'plateau', target: `p(95)<${__ENV.LATENCY_LIMIT_MS ?? 900}` },
    { indicator: 'error ratio', target: 'rate<0.02' },
    { indicator: 'checks', endpoint: 'view cart', target: 'rate>0.9' },
  ],
  vus: 20,
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('view cart', { path: { id: 42 } });
  test.call('pay');
});
