// One mistake at a time, chosen by MISTAKE: a JSON object that is laid over a sound plan.
import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'bad-input',
  profile: [{ name: 'only', hold: '10/s', duration: '1s' }],
  endpoints: [{ name: 'read', path: '/ok' }],
  criteria: [{ indicator: 'error ratio', target: 'rate<0.5' }],
  ...JSON.parse(__ENV['MISTAKE'] ?? '{}'),
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('read');
});
