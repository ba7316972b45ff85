// A text summary that breaks, as HOW says.
import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'text-summary',
  profile: [{ name: 'only', hold: '20/s', duration: '1s' }],
  endpoints: [{ name: 'read', path: '/ok' }],
  criteria: [{ indicator: 'error ratio', target: 'rate<0.5' }],
  textSummary(data) {
    if (__ENV['HOW'] === 'throws') throw new Error('broken\u001b[31m');
    Object(data).metrics = undefined;
    return Object({ a: 1 });
  },
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('read');
});
