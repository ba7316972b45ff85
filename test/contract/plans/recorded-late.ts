// A call of 1.2 s in phases of 1 s: what each iteration records, it records after its phase, and those of the last one after the plan.
import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'recorded-late',
  profile: [
    { name: 'one', hold: '10/s', duration: '1s' },
    { name: 'two', hold: '10/s', duration: '1s' },
  ],
  endpoints: [{ name: 'slow', path: '/slow/1200' }],
  metrics: [
    { name: 'lost_orders', type: 'counter' },
    { name: 'wait', type: 'trend', unit: 'ms' },
  ],
  criteria: [
    { indicator: 'lost_orders', phases: 'each', target: 'count<1' },
    { indicator: 'wait', phases: 'each', target: 'max<1000' },
  ],
  vus: 40,
  setup: recordAside,
  teardown: recordAside,
});

export const { options, setup, teardown, handleSummary } = test;

/** In no iteration, so in no phase. */
function recordAside(): void {
  test.record('lost_orders', 1000);
  test.record('wait', 5);
}

export default test.iteration(() => {
  const { timings } = test.call('slow');
  test.record('lost_orders', 1);
  test.record('wait', timings.duration);
});
