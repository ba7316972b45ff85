// Calls as CALL says, of endpoints that a function gives.
import { acceptance, type AcceptanceSpec } from '../../../lib/k6/index.ts';

const plan: AcceptanceSpec = {
  name: 'calls',
  profile: [{ name: 'users', hold: '2 VUs', duration: '1s' }],
  endpoints: () => [
    {
      name: 'view',
      path: '/ok/{id}/{part}/{id}?{',
      checks: { 'fills its path': ({ request }) => request.url === `${__ENV['TARGET']}/ok/a%20%24%26/%7Bid%7D/a%20%24%26?{` },
    },
  ],
  criteria: [{ indicator: 'checks', target: 'rate>0.99' }],
};

const test = acceptance(plan);

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  switch (__ENV['CALL']) {
    case 'without a value': return void test.call('view', { path: { id: '1', other: '2' } });
    case 'of nothing declared': return void test.call('constructor');
    default: return void test.call('view', { path: { id: 'a $&', part: '{id}' } });
  }
});
