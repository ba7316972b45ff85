// A script of plain k6, with phases and criteria around it. With ENDPOINT=view one of its requests has an endpoint.
import { check, group } from 'k6';
import http from 'k6/http';
import { acceptance, type AcceptanceSpec } from '../../../lib/k6/index.ts';

const declared: Pick<AcceptanceSpec, 'endpoints'> =
  __ENV['ENDPOINT'] === undefined ? {} : { endpoints: [{ name: __ENV['ENDPOINT'], path: '/ok' }] };

const test = acceptance({
  name: 'plain-http',
  profile: [
    { name: 'first', hold: '20/s', duration: '1s' },
    { name: 'second', hold: '20/s', duration: '1s' },
  ],
  ...declared,
  criteria: [
    { indicator: 'latency', phases: 'each', target: 'p(90)<1000' },
    { indicator: 'error ratio', phase: 'second', target: 'rate<0.9' },
    { indicator: 'latency', group: 'cart', target: 'p(90)<1000' },
    { indicator: 'throughput', target: 'rate<100' },
    { indicator: 'checks', target: 'rate>=1' },
    { indicator: 'checks', check: 'says ok', phase: 'second', target: 'rate>=1' },
  ],
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  const base = __ENV['BASE_URL'];
  const response = http.get(`${base}/ok`, { tags: { name: 'view' } });
  check(response, { 'says ok': (answer) => answer.body === '{"ok":true}' });
  group('cart', () => {
    http.post(`${base}/ok`, { item: '7' }, { tags: { name: 'add' } });
  });
  http.get(`${base}/status/500`, { tags: { name: 'broken' } });
});
