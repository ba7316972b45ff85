// A metric of each type, recorded in every iteration and in setup. Some criteria are missed, so that thresholds of k6 are crossed.
import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'own-metrics',
  profile: [
    { name: 'one', role: 'baseline', hold: '30/s', duration: '1s' },
    { name: 'two', hold: '30/s', duration: '2s' },
  ],
  endpoints: [
    { name: 'quick', path: '/ok' },
    { name: 'slow', path: '/slow/40' },
    { name: 'other', path: '/ok' },
  ],
  metrics: [
    { name: 'wait', type: 'trend', unit: 'ms' },
    { name: 'hit', type: 'rate' },
    { name: 'level', type: 'gauge' },
    { name: 'done', type: 'counter', unit: 'orders' },
    { name: 'never', type: 'trend', unit: 'ms' },
  ],
  criteria: [
    { indicator: 'wait', phases: 'each', target: 'p(90)<5000' },
    { indicator: 'wait', target: 'avg<1' },
    { indicator: 'wait', phase: 'two', target: 'min>1' },
    { indicator: 'hit', target: 'rate>0.1' },
    { indicator: 'hit', phase: 'two', target: 'rate>0.9' },
    { indicator: 'level', target: 'value<4' },
    { indicator: 'level', phase: 'one', target: 'value>4' },
    { indicator: 'done', target: 'count>=1' },
    { indicator: 'done', phase: 'two', target: 'rate>=1' },
    { indicator: 'done', phase: 'two', target: 'count<5' },
    { indicator: 'latency', endpoint: 'slow', target: 'max<10', bound: 'max<20' },
    { indicator: 'latency', phase: 'two', endpoint: 'slow', target: 'p(50)<10', severity: 'warn' },
    { indicator: 'latency', endpoints: ['slow', 'quick'], target: 'p(90)<5000' },
    { indicator: 'error ratio', phase: 'two', endpoints: ['quick', 'other'], target: 'rate<0.1', minimumSamples: 5 },
    { indicator: 'throughput', endpoints: ['quick', 'other'], target: 'rate>=1' },
    { indicator: 'throughput', target: 'rate>=1' },
  ],
  vus: 10,
  setup() {
    test.record('wait', 5000);
    test.record('done', 1000);
  },
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('quick');
  test.call('other');
  const { timings } = test.call('slow');
  test.record('wait', timings.duration);
  test.record('hit', __ITER % 3 === 0);
  // Every VU is used once before any is used twice: the last one of each phase is a 3.
  test.record('level', __ITER === 0 ? 5 : 3);
  test.record('done', 2);
});
