// One way to go wrong at a time, chosen by EDGE.
import exec from 'k6/execution';
import { acceptance, sleep } from '../../../lib/k6/index.ts';

const edge = __ENV['EDGE'];

const test = acceptance({
  name: 'edge',
  profile: [
    { name: 'users', hold: '4 VUs', duration: '2s' },
    ...(edge === 'sleeps before a pause' ? [{ name: 'pause', hold: '0 VUs', duration: '2s' } as const] : []),
    ...(edge === 'sleeps before others' ? [{ name: 'others', hold: '10/s', duration: '2s' } as const] : []),
  ],
  endpoints: [
    { name: 'read', path: '/ok', timeout: '700ms' },
    // Otherwise than where the plan is parsed: an address that k6 cannot read.
    ...(edge === 'no address' ? [{ name: 'pay', path: __VU === 0 ? '/ok' : '/pay/100%' } as const] : []),
    ...(edge === 'no checks'
      ? [{ name: 'never called', path: '/ok', checks: { 'is there': () => true } } as const]
      : []),
  ],
  metrics: [{ name: 'queue_length', type: 'gauge' }],
  criteria: [
    edge === 'only warns'
      ? { indicator: 'queue_length', target: 'value<10', severity: 'warn' }
      : { indicator: 'error ratio', target: 'rate<0.02' },
    ...(edge === 'few samples'
      ? [{ indicator: 'latency', target: 'p(95)<900', minimumSamples: 100_000 } as const]
      : []),
    ...(edge === 'no checks' || edge === 'no declared checks'
      ? [{ indicator: 'checks', target: 'rate>0.9' } as const]
      : []),
    ...(edge === 'records nothing' ? [{ indicator: 'queue_length', target: 'value<10' } as const] : []),
  ],
  k6Options:
    edge === 'options'
      ? {
          hosts: { 'Shop.test': '127.0.0.1:8080' },
          userAgent: 'shop-test',
          batch: 5,
          maxRedirects: 3,
          cloud: { projectID: 5, token: 's3cret' },
          dns: { ttl: '1m' },
          blacklistIPs: ['10.0.0.0/8'],
          tlsVersion: { min: 'tls1.2' },
          minIterationDuration: 60,
          localIPs: '127.0.0.1/32',
          setupTimeout: '90s',
        }
      : {},
  setup() {
    if (edge === 'slow hooks') sleep(1.5);
    return { started: true };
  },
  teardown() {
    if (edge === 'slow hooks') sleep(2.5);
    if (edge === 'teardown throws') throw new Error('teardown is wrong');
  },
});

export const { options, setup } = test;
export const handleSummary = (data: { metrics: Record<string, unknown> }): unknown => {
  if (edge === 'hides a metric') delete data.metrics['script_exceptions'];
  return test.handleSummary?.(data);
};
export const teardown = edge === 'no teardown' ? (): void => {} : test.teardown;

const journey = (): void => {
  test.call('read');
  if (edge === 'records nothing') test.record('queue_length', Number('no number'));
  if (edge === 'no address') test.call('pay');
  if (edge === 'fails the test') exec.test.fail();
  if (edge === 'sleeps' || (edge?.startsWith('sleeps before') && exec.vu.idInTest > 2)) sleep(60);
  sleep(0.05);
};

export default edge === 'no wrapper' ? journey : test.iteration(journey);
