// The recipes of docs/calls.md.
import exec from 'k6/execution';
import { SharedArray } from 'k6/data';
import http from 'k6/http';
import { acceptance, sleep } from '../../../lib/k6/index.ts';

type User = { readonly name: string; readonly password: string };

// Inputs from a file, which the environment names.
const users = new SharedArray<User>('users', () => JSON.parse(open(__ENV['USERS'] || './users.json')));

const test = acceptance({
  name: 'recipes',
  profile: [{ name: 'users', hold: '3 VUs', duration: '2s' }],
  endpoints: () => [
    { name: 'log in', method: 'POST', path: '/login', checks: { 'has a token': (response) => response.json('token') } },
    { name: 'orders', path: '/orders' },
    { name: 'prices', path: '/prices' },
    { name: 'start session', method: 'POST', path: '/session' },
    { name: 'cart', path: '/cart' },
    { name: 'pay', method: 'POST', path: '/pay', expectedStatuses: [201] },
    {
      name: 'query cart',
      method: 'POST',
      path: '/graphql',
      checks: { 'no errors': (response) => !response.json('errors') },
    },
    {
      name: 'add item',
      method: 'POST',
      path: '/graphql',
      checks: { 'no errors': (response) => !response.json('errors') },
    },
  ],
  metrics: [{ name: 'paid', type: 'rate' }],
  criteria: [
    { indicator: 'error ratio', endpoint: 'orders', target: 'rate<=0' },
    { indicator: 'error ratio', endpoint: 'prices', target: 'rate<=0' },
    { indicator: 'error ratio', endpoint: 'cart', target: 'rate<=0' },
    { indicator: 'error ratio', endpoint: 'pay', target: 'rate<=0.5' },
    { indicator: 'paid', target: 'rate>=1' },
    { indicator: 'checks', check: 'no errors', target: 'rate>=1' },
    { indicator: 'completed iterations', target: 'rate>=0.5' },
  ],
  giveUpReasons: ['login refused'],
  setup: () => logInService(),
});

export const { options, setup, teardown, handleSummary } = test;
const { call, giveUp, record } = test;

// One token for all.
function logInService(): { readonly service: string } {
  const response = call('log in', { body: { name: 'service', password: 'service' } });
  if (response.status !== 200) throw new Error(`The service was refused: ${response.status}.`);
  return { service: String(response.json('token')) };
}

// A token for each user, renewed before it expires. The target refuses the first login of each: the next iteration tries again.
let token = '';
let expiresAtMs = 0;

function authorization(user: User): { readonly Authorization: string } {
  if (Date.now() >= expiresAtMs) {
    const response = call('log in', { body: user });
    if (response.status !== 200) return giveUp('login refused');
    token = String(response.json('token'));
    expiresAtMs = Date.now() + Number(response.json('expiresInMs')) * 0.8;
  }
  return { Authorization: `Bearer ${token}` };
}

// Cookies of each user: k6 empties the VU's own jar after each iteration, and leaves this one alone.
const jar = new http.CookieJar();
let hasSession = false;

// A retry of the script's own.
function pay(): void {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    if (call('pay', { body: { attempt } }).status === 201) return record('paid', true);
    sleep(0.01);
  }
  record('paid', false);
}

export default test.iteration((data: { readonly service: string }) => {
  const user = users[(exec.vu.idInTest - 1) % users.length];
  if (user === undefined) throw new Error('no users');
  call('orders', { headers: authorization(user) });
  call('prices', { headers: { Authorization: `Bearer ${data.service}` } });
  if (!hasSession) hasSession = call('start session', { jar, body: { user: user.name } }).status === 200;
  call('cart', { jar });
  pay();
  call('query cart', { body: { query: 'query cart { items }', variables: { user: user.name } } });
  call('add item', { body: { query: 'mutation add { item }' } });
  sleep(0.1);
});
