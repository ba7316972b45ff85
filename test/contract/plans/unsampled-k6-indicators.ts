// Nothing of what these criteria ask for is ever done.
import 'k6/browser';
import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'unsampled-k6-indicators',
  profile: [{ name: 'steady', hold: '20/s', duration: '1s' }],
  endpoints: [{ name: 'read', path: '/ok' }],
  criteria: (__ENV['ASKED'] ?? '').split(';').map((asked) => JSON.parse(asked)),
  vus: 5,
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('read');
});
