// Iterations of 4 s in phases of 1 s each: half of what they do comes after the last phase. 5 VUs at 100 ms a call are 50/s at
// the most, and k6 counts 100/s. CRITERIA=from above asks that the rates do not exceed a limit, CRITERIA=throughput (or throughputs) for nothing else.
// With BY=plain http none of the requests, and with BY=both only the second half of them, is a call of an endpoint.
import http from 'k6/http';
import { acceptance, type AcceptanceSpec, type CriterionSpec } from '../../../lib/k6/index.ts';

const rates =
  __ENV['CRITERIA'] === 'from above' ? (['rate<60', 'rate<250'] as const) : (['rate>=80', 'rate>=80'] as const);
const [target, inPhase] = rates;

type Criteria = CriterionSpec<'one' | 'two', 'slow', 'orders'>[];

function criteria(): Criteria {
  switch (__ENV['CRITERIA']) {
    case 'throughput':
      return [{ indicator: 'throughput', target }];
    case 'throughputs':
      return [
        { indicator: 'throughput', target },
        { indicator: 'throughput', phase: 'one', target },
        // What the calls of endpoints reach by themselves where they are every other request.
        { indicator: 'throughput', target: 'rate>=15' },
        { indicator: 'throughput', target: 'rate>=300' },
      ];
    default:
      return [
        { indicator: 'throughput', target },
        { indicator: 'throughput', endpoint: 'slow', target },
        { indicator: 'throughput', phase: 'one', target: inPhase },
        { indicator: 'orders', target },
        { indicator: 'orders', phase: 'one', target: inPhase },
      ];
  }
}

const plan: AcceptanceSpec<'one' | 'two', 'slow', 'orders'> = {
  name: 'overrun',
  profile: [
    { name: 'one', hold: '5 VUs', duration: '1s' },
    { name: 'two', hold: '5 VUs', duration: '1s' },
  ],
  endpoints: [{ name: 'slow', path: '/slow/100', timeout: '5s' }],
  metrics: [{ name: 'orders', type: 'counter' }],
  criteria: criteria(),
};

const test = acceptance(plan);

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  for (let index = 0; index < 40; index += 1) {
    if (__ENV['BY'] === 'plain http' || (__ENV['BY'] === 'both' && index % 2 === 0)) {
      http.get(`${__ENV['BASE_URL']}/slow/100`);
    } else {
      test.call('slow');
    }
    test.record('orders', 1);
  }
});
