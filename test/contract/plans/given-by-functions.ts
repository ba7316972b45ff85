// Functions that no VU but 0 survives.
import { acceptance } from '../../../lib/k6/index.ts';

function onlyIn0<const Value>(value: Value): Value {
  if (__VU !== 0) throw new Error(`called in VU ${__VU}`);
  return value;
}

const test = acceptance({
  name: 'given-by-functions',
  profile: () => onlyIn0([{ name: 'users', hold: '3 VUs', duration: '1s' }]),
  endpoints: [{ name: 'read', path: '/ok' }],
  criteria: () => onlyIn0([{ indicator: 'latency', phase: 'users', endpoint: 'read', target: 'max<900' }]),
});

export const { options, setup, teardown, handleSummary } = test;

// What a call elsewhere would do.
if (__ENV['CALLED_IN'] === String(__VU)) onlyIn0(undefined);

export default test.iteration(() => {
  test.call('read');
});
