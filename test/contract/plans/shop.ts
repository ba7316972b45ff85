// The plan of the fault table, with few iterations: a busy machine must not be a fault of its own. SCRIPT chooses a way in which the script itself goes wrong.
import exec from 'k6/execution';
import { acceptance } from '../../../lib/k6/index.ts';

const script = __ENV['SCRIPT'];

const test = acceptance({
  name: 'shop',
  profile: [
    { name: 'low', hold: '10/s', duration: '1s' },
    { name: 'high', hold: '20/s', duration: '1500ms' },
  ],
  endpoints: [
    {
      name: 'read',
      path: '/read/{id}',
      timeout: '700ms',
      checks: { 'says ok': (response) => response.json('ok') === true },
    },
    { name: 'write', method: 'POST', path: '/write', body: { amount: 1 }, timeout: '700ms' },
    { name: 'rare', path: '/rare', timeout: '700ms' },
  ],
  criteria: [
    { indicator: 'latency', phase: 'low', target: 'p(75)<400' },
    { indicator: 'latency', phase: 'high', target: 'p(75)<400' },
    { indicator: 'latency', endpoint: 'read', target: 'p(75)<400' },
    { indicator: 'error ratio', target: 'rate<0.05' },
    { indicator: 'throughput', phase: 'high', target: 'rate>=30' },
    { indicator: 'checks', endpoint: 'read', target: 'rate>0.9' },
    ...(script === 'calls five times'
      ? [{ indicator: 'latency', endpoint: 'rare', target: 'p(99)<400' } as const]
      : []),
  ],
  preflight: '/health',
  vus: script === 'has too few VUs' ? 1 : 60,
  // For every request to need its name and its port anew.
  k6Options: script === 'connects anew' ? { noConnectionReuse: true, dns: { ttl: '0' } } : {},
  setup() {
    if (script === 'throws in setup') throw new Error('setup is wrong');
  },
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('read', { path: { id: 7 } });
  test.call('write');
  if (script === 'calls five times' && exec.scenario.iterationInTest < 5) test.call('rare');
  if (script === 'aborts in the first phase') exec.test.abort('enough');
});
