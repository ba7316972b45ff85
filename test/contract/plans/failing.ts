// Every kind of failed request, and requests that go past the plan.
import { group } from 'k6';
import http from 'k6/http';
import { acceptance } from '../../../lib/k6/index.ts';
import { captured } from './captured.ts';
import { plan } from './failing.plan.ts';

const baseUrl = __ENV['BASE_URL'] ?? '';

const test = acceptance({
  ...plan,
  setup() {
    http.get(`${baseUrl}/redirect`);
    test.call('fine');
    return { token: 'the-secret-token' };
  },
  teardown() {
    http.get(`${baseUrl}/ok`);
    test.call('reset');
  },
});

export const { options, setup, teardown } = test;
export const handleSummary = captured(test.handleSummary);

export default test.iteration((data: { token: string }) => {
  for (const { name } of plan.endpoints) test.call(name);
  group('setup', () =>
    http.get(`${baseUrl}/redirect`, { headers: { authorization: data.token }, tags: { name: 'past the plan' } }),
  );
});
