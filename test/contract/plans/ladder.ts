// A ladder of three steps that its own criterion on latency ends. THROWS_AT names an iteration that throws: the first step
// starts 0 to 9, the second those from 10 on. SETUP_S is how long setup takes, MINIMUM_SAMPLES how many samples latency needs.
import exec from 'k6/execution';
import { acceptance, sleep } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'ladder',
  profile: [
    { name: 'step 10/s', hold: '10/s', duration: '1s' },
    { name: 'step 20/s', hold: '20/s', duration: '6s' },
    { name: 'step 30/s', hold: '30/s', duration: '6s' },
  ],
  endpoints: [{ name: 'read', path: '/read' }],
  criteria: [
    {
      indicator: 'latency',
      phases: 'each',
      target: 'med<400',
      abortOnFail: true,
      minimumSamples: Number(__ENV['MINIMUM_SAMPLES'] ?? 6),
    },
    { indicator: 'error ratio', phases: 'each', target: 'rate<0.2' },
    { indicator: 'throughput', phase: 'step 20/s', target: 'rate>=10' },
  ],
  preflight: '/health',
  vus: 60,
  setup: () => sleep(Number(__ENV['SETUP_S'] ?? 0)),
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('read');
  if (String(exec.scenario.iterationInTest) === __ENV['THROWS_AT']) throw new Error('the script is wrong');
});
