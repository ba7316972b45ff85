// Journeys that outlast their phases: when the criterion on the latency of the second phase ends the run, all of them are
// under way. MINIMUM_SAMPLES says how many samples that criterion needs.
import exec from 'k6/execution';
import { acceptance, sleep } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'long-journeys',
  profile: [
    { name: 'morning', hold: '20/s', duration: '1s' },
    { name: 'noon', hold: '20/s', duration: '1s' },
  ],
  endpoints: [
    { name: 'write', method: 'POST', path: '/write' },
    { name: 'read', path: '/read' },
  ],
  criteria: [
    { indicator: 'latency', phase: 'morning', target: 'med<400' },
    { indicator: 'throughput', phase: 'morning', target: 'rate>=10' },
    {
      indicator: 'latency',
      phase: 'noon',
      target: 'med<400',
      abortOnFail: true,
      minimumSamples: Number(__ENV['MINIMUM_SAMPLES'] ?? 6),
    },
    { indicator: 'throughput', phase: 'noon', target: 'rate>=10' },
  ],
  preflight: '/health',
  vus: 60,
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call(exec.scenario.iterationInTest < 20 ? 'write' : 'read');
  sleep(8);
});
