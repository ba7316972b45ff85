// A closed load that is held long enough for k6 to look at its VUs.
import { acceptance, sleep } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'closed-load',
  profile: [{ name: 'users', hold: '5 VUs', duration: '3s' }],
  endpoints: [{ name: 'read', path: '/ok' }],
  criteria: [{ indicator: 'latency', phase: 'users', target: 'med<400' }],
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('read');
  sleep(0.1);
});
