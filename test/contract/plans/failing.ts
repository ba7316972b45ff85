// Every kind of failed request, and requests that go past the plan.
import http from 'k6/http';
import { acceptance } from '../../../lib/k6/index.ts';
import { captured } from './captured.ts';
import { plan } from './failing.plan.ts';

const test = acceptance(plan);

export const { options } = test;
export const handleSummary = captured(test.handleSummary);

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
