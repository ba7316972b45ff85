// Journeys of 0.9 s in phases of 1 s, over both models: most cross a boundary, and some end after the plan.
import { sleep } from 'k6';
import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'boundary',
  profile: [
    { name: 'open low', hold: '10/s', duration: '1s' },
    { name: 'open high', hold: '20/s', duration: '1s' },
    { name: 'closed', hold: '5 VUs', duration: '2s' },
    { name: 'open again', hold: '10/s', duration: '2s' },
  ],
  endpoints: [
    { name: 'first', path: '/ok' },
    { name: 'second', path: '/slow/50' },
  ],
  criteria: [{ indicator: 'error ratio', target: 'rate<0.05' }],
  vus: 40,
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('first');
  sleep(0.4);
  test.call('second');
  sleep(0.4);
  test.call('first');
});
