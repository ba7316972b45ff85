// Every twentieth iteration ends in an exception, two of 40 in each phase; or all of the second phase do.
import exec from 'k6/execution';
import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'allowed-exceptions',
  profile: [
    { name: 'warm-up', hold: '40/s', duration: '1s' },
    { name: 'plateau', hold: '40/s', duration: '1s' },
  ],
  endpoints: [{ name: 'read', path: '/ok' }],
  allowedExceptions: Number(__ENV['ALLOWED']),
  criteria: [{ indicator: 'error ratio', phase: 'plateau', target: 'rate<0.1' }],
  vus: 20,
});

export const { options, setup, teardown, handleSummary } = test;

const isPlateauBroken = __ENV['ONLY'] === 'plateau';

export default test.iteration(async () => {
  test.call('read');
  const iteration = exec.scenario.iterationInTest;
  if (isPlateauBroken ? iteration > 45 : iteration % 20 === 10) throw new TypeError('the script is wrong');
});
