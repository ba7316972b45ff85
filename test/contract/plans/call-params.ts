// Users that log in by a form, and send their token and all that a request of k6 can hold with each call.
import exec from 'k6/execution';
import http from 'k6/http';
import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'call-params',
  profile: [{ name: 'users', hold: '3 VUs', duration: '1s' }],
  endpoints: () => [
    {
      name: 'log in',
      method: 'POST',
      path: '/login',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      checks: { 'has a token': (response) => response.json('token') },
    },
    {
      name: 'GET /orders/{id}',
      path: '/orders/{id}',
      headers: { 'X-Client': 'load', Accept: 'text/plain' },
      cookies: { theme: 'dark', session: 'none' },
      tags: { team: 'shop' },
      expectedStatuses: [{ min: 200, max: 299 }, 404],
    },
    { name: 'upload', method: 'POST', path: '/upload', responseType: 'none' },
    { name: 'import', method: 'PUT', path: '/import?mode=full', timeout: '5s' },
    { name: 'status', baseUrl: __ENV['OTHER_URL'], path: '/ok' },
  ],
  criteria: [
    { indicator: 'checks', target: 'rate>=1' },
    { indicator: 'error ratio', endpoints: 'each', target: 'rate<=0' },
    { indicator: 'latency', phase: 'users', endpoint: 'GET /orders/{id}', target: 'p(90)<2000' },
  ],
});

export const { options, setup, teardown, handleSummary } = test;
const { call } = test;

let token: string | undefined;

export default test.iteration(() => {
  const user = `user ${exec.vu.idInTest} & co`;
  if (token === undefined) {
    token = String(
      call('log in', { body: { user, password: 'ä+b', remember: true, scope: ['read', 'write'] } }).json('token'),
    );
    const jar = new http.CookieJar();
    jar.set(`${__ENV['BASE_URL']}/`, 'fromJar', 'yes');
    call('upload', {
      headers: { Authorization: `Bearer ${token}` },
      jar,
      body: { user, file: http.file('a,b\n1,2\n', 'table.csv', 'text/csv') },
    });
    call('import', {
      headers: { Authorization: `Bearer ${token}` },
      query: { part: ['a b', 'c&d'], page: 2 },
      body: new Uint8Array([0, 1, 2, 250, 255]).subarray(1),
      compression: 'gzip',
      responseType: 'binary',
      timeout: 4000,
    });
    call('status');
  }
  call('GET /orders/{id}', {
    path: { id: exec.vu.idInTest },
    headers: { Authorization: `Bearer ${token}`, accept: 'application/json' },
    cookies: { session: token },
    tags: { tenant: `tenant ${exec.vu.idInTest}` },
  });
});
