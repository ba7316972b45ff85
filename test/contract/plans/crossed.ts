import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'crossed',
  profile: [{ name: 'plateau', hold: '40/s', duration: '2s' }],
  endpoints: [
    { name: 'quick', path: '/ok' },
    { name: 'slow', path: '/slow/60' },
  ],
  criteria: [
    { indicator: 'latency', endpoint: 'quick', target: 'p(90)<500' },
    { indicator: 'latency', endpoint: 'slow', target: 'p(90)<30' },
  ],
  vus: 20,
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('quick');
  test.call('slow');
});
