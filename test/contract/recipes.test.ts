import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6, type K6Run } from './run-k6.ts';
import { portOf } from './target.ts';

const users = ['ann', 'bob', 'eve'].map((name) => ({ name, password: `password of ${name}` }));
const lifeMs = 500;

/** What the target saw. */
const seen = {
  logins: [] as string[],
  refused: [] as string[],
  orders: [] as string[],
  expired: 0,
  services: 0,
  carts: [] as string[],
  pays: [] as number[],
  queries: 0,
};
let run: K6Run;

beforeAll(async () => {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const script = await bundlePlan('recipes');
  await writeFile(join(dirname(script), 'people.json'), JSON.stringify(users));
  run = await runK6(script, { env: { BASE_URL: `http://127.0.0.1:${portOf(server)}`, USERS: './people.json' } });
  return () => {
    server.closeAllConnections();
    server.close();
  };
}, 30_000);

function answer(request: IncomingMessage, response: ServerResponse): void {
  let text = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  request.on('end', () => {
    const body: Record<string, unknown> = text === '' ? {} : JSON.parse(text);
    const { authorization = '', cookie = '' } = request.headers;
    const send = (status: number, answered: object = {}): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
    switch (request.url) {
      case '/login': {
        const expected = body['name'] === 'service' ? 'service' : `password of ${body['name']}`;
        if (body['password'] !== expected) return send(401);
        if (body['name'] !== 'service' && !seen.refused.includes(String(body['name']))) {
          seen.refused.push(String(body['name']));
          return send(503);
        }
        seen.logins.push(String(body['name']));
        return send(200, { token: `${body['name']} ${Date.now() + lifeMs}`, expiresInMs: lifeMs });
      }
      case '/orders': {
        const [, name = '', expires] = /^Bearer (\w+) (\d+)$/.exec(authorization) ?? [];
        const isValid = Number(expires) >= Date.now();
        seen.orders.push(name);
        if (!isValid) seen.expired += 1;
        return send(isValid ? 200 : 401);
      }
      case '/prices':
        seen.services += 1;
        return send(authorization.startsWith('Bearer service ') ? 200 : 401);
      case '/session':
        response.setHeader('set-cookie', `session=${body['user']}; Path=/`);
        return send(200);
      case '/cart':
        seen.carts.push(cookie);
        return send(cookie.startsWith('session=') ? 200 : 401);
      case '/pay':
        seen.pays.push(Number(body['attempt']));
        return send(body['attempt'] === 1 ? 503 : 201);
      case '/graphql':
        seen.queries += 1;
        return send(200, { data: {} });
      default:
        return send(200);
    }
  });
}

test('the recipes give a sound verdict', () => {
  expect(documentOf(run)).toMatchObject({ verdict: 'PASS', faults: [] });
  expect(run.exitCode).toBe(0);
});

test('each user of the file logs in, keeps its own token and renews it before it expires', () => {
  for (const { name } of users) {
    expect(seen.logins.filter((login) => login === name).length).toBeGreaterThan(2);
    expect(seen.orders.filter((order) => order === name).length).toBeGreaterThan(5);
  }
  expect(seen.expired).toBe(0);
});

test('a user whose login was refused gives up, sends no token, and tries again', () => {
  const { givenUp } = documentOf(run);
  expect(seen.refused.toSorted()).toEqual(['ann', 'bob', 'eve']);
  expect(givenUp).toMatchObject([{ reason: 'login refused', count: 3 }]);
});

test('setup logs in once for all, and its requests belong to no endpoint', () => {
  expect(seen.logins.filter((login) => login === 'service')).toHaveLength(1);
  expect(seen.services).toBe(seen.orders.length);
  const logIns = documentOf(run).endpoints.find(({ name }) => name === 'log in');
  expect(logIns?.requests).toBe(seen.logins.length - 1 + seen.refused.length);
});

test('each user keeps its own cookies', () => {
  for (const { name } of users) expect(seen.carts).toContain(`session=${name}`);
  expect(new Set(seen.carts).size).toBe(users.length);
});

test('a retry counts as a request of its endpoint, and the metric of the script tells whether it helped', () => {
  const { endpoints, criteria } = documentOf(run);
  const pay = endpoints.find(({ name }) => name === 'pay');
  expect(pay?.requests).toBe(seen.pays.length);
  expect(pay?.failedRequests).toBe(seen.pays.filter((attempt) => attempt === 1).length);
  expect(criteria.find(({ indicator }) => indicator.name === 'paid')).toMatchObject({
    observed: 1,
    samples: seen.orders.length,
  });
});

test('an operation of GraphQL is an endpoint', () => {
  const operations = documentOf(run).endpoints.filter(({ name }) => ['query cart', 'add item'].includes(name));
  expect(operations.map(({ requests }) => requests)).toEqual([seen.queries / 2, seen.queries / 2]);
});

test('no password, token or cookie is in any report', () => {
  for (const report of [run.json, run.markdown, run.stdout]) {
    expect(report).not.toMatch(/password of|Bearer|session=/);
    expect(report).not.toContain('service 1');
  }
});
