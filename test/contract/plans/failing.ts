// Every kind of failed request, and requests that go past the plan.
import http from 'k6/http';
import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'failing',
  profile: [
    { name: 'one', hold: '20/s', duration: '1s' },
    { name: 'two', hold: '40/s', duration: '2s' },
  ],
  endpoints: [
    { name: 'fine', path: '/ok', checks: { 'says ok': (response) => response.json('ok') === true } },
    { name: 'wrong body', path: '/wrong', checks: { 'says ok': (response) => response.json('ok') === true } },
    { name: 'unavailable', path: '/status/503' },
    { name: 'limited', path: '/status/429' },
    { name: 'teapot', path: '/status/418' },
    { name: 'gone as expected', path: '/status/410', expectedStatuses: [410] },
    { name: 'moved', path: '/redirect' },
    { name: 'moved as expected', path: '/redirect', expectedStatuses: [302] },
    { name: 'reset', path: '/reset' },
    { name: 'closed', path: '/fin' },
    { name: 'half', path: '/half' },
    { name: 'late', path: '/hang', timeout: '100ms' },
  ],
  criteria: [
    { indicator: 'error ratio', endpoint: 'fine', expression: 'rate<0.05' },
    { indicator: 'checks', endpoint: 'wrong body', expression: 'rate>0.9' },
    { indicator: 'latency', endpoint: 'fine', phase: 'two', expression: 'p(95)<900' },
    { indicator: 'throughput', expression: 'rate>10' },
  ],
  vus: 60,
});

export const { options, handleSummary } = test;

const baseUrl = __ENV['BASE_URL'] ?? '';

export function setup(): { token: string } {
  test.setup();
  http.get(`${baseUrl}/redirect`);
  return { token: 'the-secret-token' };
}

export default test.iteration((data: { token: string }) => {
  for (const name of ['fine', 'wrong body', 'unavailable', 'limited', 'teapot', 'gone as expected', 'moved', 'moved as expected', 'reset', 'closed', 'half', 'late'] as const) {
    test.call(name);
  }
  http.get(`${baseUrl}/redirect`, { headers: { authorization: data.token }, tags: { name: 'past the plan' } });
});

export function teardown(): void {
  http.get(`${baseUrl}/ok`);
  http.get(`${baseUrl}/ok`);
}
