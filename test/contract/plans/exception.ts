import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'exception',
  profile: [{ name: 'plateau', hold: '20/s', duration: '2s' }],
  endpoints: [{ name: 'read', path: '/ok' }],
  criteria: [{ indicator: 'error ratio', target: 'rate<0.1' }],
  vus: 10,
});

export const { options, setup, teardown, handleSummary } = test;

let iterations = 0;

function breakDown(): never {
  throw new TypeError('the script is wrong');
}

export default test.iteration(async () => {
  test.call('read');
  iterations += 1;
  if (iterations !== 2) return;
  if (__ENV['ASYNC'] === undefined) breakDown();
  await Promise.reject(new TypeError('the script is wrong later'));
});
