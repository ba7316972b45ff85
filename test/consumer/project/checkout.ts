import { acceptance, type AcceptanceSpec } from 'k6-acceptance';
import { criteria } from './criteria.ts';

const plan = {
  name: 'checkout',
  profile: [
    { name: 'climb', ramp: '30/s', duration: '1s' },
    { name: 'plateau', hold: '30/s', duration: '2s' },
  ],
  endpoints: [
    { name: 'view cart', path: '/ok/{id}', checks: { 'says ok': (response) => response.json('ok') === true } },
    { name: 'pay', method: 'POST', path: '/status/201', body: { amount: 100 }, expectedStatuses: [201] },
  ],
  criteria,
  vus: 20,
} as const satisfies AcceptanceSpec<string, string>;

const test = acceptance(plan);

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('view cart', { path: { id: 42 } });
  test.call('pay');
});
