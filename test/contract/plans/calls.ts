// Calls as CALL says, of endpoints that a function gives.
import exec from 'k6/execution';
import { acceptance, type AcceptanceSpec } from '../../../lib/k6/index.ts';

const plan: AcceptanceSpec = {
  name: 'calls',
  profile: [{ name: 'users', hold: '2 VUs', duration: '1s' }],
  endpoints: () => [
    {
      name: 'view',
      path: '/ok/{id}/{part}/{id}?{',
      checks: {
        'fills its path': ({ request }) => request.url === `${__ENV['TARGET']}/ok/a%20%24%26/%7Bid%7D/a%20%24%26?{`,
      },
    },
    {
      name: 'send',
      method: 'POST',
      path: '/ok',
      checks: {
        'is sent as JSON': ({ request }) =>
          request.body === '{"a":1}' && request.headers['Content-Type']?.[0] === 'application/json',
      },
    },
    { name: 'status', path: '/status/{code}' },
    // Otherwise than where the plan is parsed: an address that k6 cannot read.
    { name: 'unsent', path: __VU === 0 ? '/ok' : '/pay/100%' },
  ],
  metrics: [
    { name: 'share', type: 'rate' },
    { name: 'jobs', type: 'counter' },
    { name: 'wait', type: 'trend' },
  ],
  criteria: [
    { indicator: 'checks', target: 'rate>0.99' },
    { indicator: 'error ratio', target: 'rate<0.01' },
  ],
};

const test = acceptance(plan);

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  switch (__ENV['CALL']) {
    case 'without a value':
      return void test.call('view', { path: { id: '1', other: '2' } });
    case 'of nothing declared':
      return void test.call('constructor');
    case 'with null':
      return void test.call('view', { path: JSON.parse('{"id":null,"part":"1"}') });
    case 'with an empty text':
      return void test.call('view', { path: { id: '', part: '1' } });
    case 'below a tag of its own':
      exec.vu.metrics.tags['plan'] = 'gold';
      test.call('status', { path: { code: 500 } });
      exec.vu.metrics.tags['plan'] = 'calls';
      return void test.call('view', { path: { id: 'a $&', part: '{id}' } });
    case 'that k6 cannot send':
      test.call('unsent');
      return void test.call('view', { path: { id: 'a $&', part: '{id}' } });
    case 'share':
      return void test.record('share', 0.05);
    case 'jobs':
      return void test.record('jobs', -1);
    case 'wait':
      return void test.record('wait', true);
    default:
      test.call('send', { body: { a: 1 } });
      return void test.call('view', { path: { id: 'a $&', part: '{id}' } });
  }
});
