// The pre-flight passes, and then requests go where the machine of k6 cannot send them: VU 0, which runs the pre-flight, has the
// target's address, every other VU, or the first alone, has ELSEWHERE.
import { acceptance } from '../../../lib/k6/index.ts';

const elsewhere = __ENV['ELSEWHERE'];
if (elsewhere !== undefined && __VU > 0 && (__ENV['WHO'] !== 'first' || __VU === 1)) __ENV['BASE_URL'] = elsewhere;

const test = acceptance({
  name: 'generator',
  profile: [{ name: 'plateau', hold: '20/s', duration: '2s' }],
  endpoints: [{ name: 'read', path: __ENV['SLOW'] === '1' ? '/slow/900' : '/ok', timeout: '5s' }],
  criteria: [{ indicator: 'error ratio', phase: 'plateau', target: 'rate<0.9' }],
  preflight: '/health',
  vus: 20,
  // Connections that end give back their descriptors, of which the reports need some.
  k6Options: __ENV['SLOW'] === '1' ? { noConnectionReuse: true } : {},
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  test.call('read');
});
