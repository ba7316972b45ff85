// A script that goes wrong only after the last phase, chosen by LATE, while one last iteration is under way.
import exec from 'k6/execution';
import { acceptance, sleep } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'late',
  profile: [{ name: 'users', hold: '4 VUs', duration: '1s' }],
  endpoints: [{ name: 'read', path: '/ok' }],
  criteria: [{ indicator: 'error ratio', target: 'rate<0.1' }],
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('read');
  if (exec.vu.idInTest > 1) return sleep(0.02);
  sleep(1.5);
  if (__ENV['LATE'] === 'aborts') exec.test.abort('too late to show');
  if (__ENV['LATE'] === 'fails') exec.test.fail('too late to show');
});
