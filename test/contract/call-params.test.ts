import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6, type K6Run } from './run-k6.ts';
import { startTarget, portOf, type Target } from './target.ts';

/** A request as the target got it. */
type Received = {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};

const received: Received[] = [];
let other: Target;
let run: K6Run;

beforeAll(async () => {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  other = await startTarget();
  const env = { BASE_URL: `http://127.0.0.1:${portOf(server)}`, OTHER_URL: `${other.url}/` };
  const script = await bundlePlan('call-params');
  run = await runK6(script, { env, args: ['--out', 'json=reports/samples.json'] });
  return () => {
    server.closeAllConnections();
    server.close();
    return other.close();
  };
}, 30_000);

/** Gives each user a token of its own, and knows each user by it. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url, headers } = request;
    const body = Buffer.concat(chunks);
    if (url !== '/') received.push({ method, url, headers, body });
    const user = new URLSearchParams(body.toString('utf8')).get('user');
    if (url === '/login') return void response.end(JSON.stringify({ token: `token of ${user}` }));
    const isKnown = headers.authorization?.startsWith('Bearer token of user ') ?? url === '/';
    response.writeHead(isKnown ? (url?.startsWith('/orders/') ? 404 : 200) : 401).end('{"ok":true}');
  });
}

function requestsTo(path: string): Received[] {
  return received.filter(({ url }) => url?.startsWith(path));
}

test('a form is what browsers send', () => {
  const logins = requestsTo('/login');
  expect(logins).toHaveLength(3);
  for (const { headers, body } of logins) {
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect([...new URLSearchParams(body.toString())]).toEqual([
      ['user', expect.stringMatching(/^user \d & co$/)],
      ['password', 'ä+b'],
      ['remember', 'true'],
      ['scope', 'read'],
      ['scope', 'write'],
    ]);
  }
});

test('each user sends its own token, and no other, with each call', () => {
  const orders = requestsTo('/orders/');
  const users = [1, 2, 3].map((user) => orders.filter(({ url }) => url === `/orders/${user}`));
  expect(users.flat()).toHaveLength(orders.length);
  users.forEach((own, index) => {
    expect(own.length).toBeGreaterThan(0);
    expect([...new Set(own.map(({ headers }) => headers.authorization))]).toEqual([
      `Bearer token of user ${index + 1} & co`,
    ]);
  });
});

test('headers and cookies of a call come beside those of the endpoint, and win over them', () => {
  const headers: IncomingMessage['headers'] = requestsTo('/orders/')[0]?.headers ?? {};
  expect(headers).toMatchObject({ 'x-client': 'load', accept: 'application/json' });
  expect(headers['cookie']?.split('; ').sort()).toEqual([
    expect.stringMatching(/^session=.*token of user/),
    'theme=dark',
  ]);
});

test('files are sent as multipart, with the cookies of another jar', () => {
  const uploads = requestsTo('/upload');
  expect(uploads).toHaveLength(3);
  const headers: IncomingMessage['headers'] = uploads[0]?.headers ?? {};
  expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(headers['cookie']).toBe('fromJar=yes');
  const text = String(uploads[0]?.body);
  expect(text).toContain('name="file"; filename="table.csv"\r\nContent-Type: text/csv\r\n\r\na,b\n1,2\n');
  expect(text).toMatch(/name="user"\r\n\r\nuser \d & co\r\n/);
});

test('bytes arrive as they were, compressed where a call says so, behind a query that adds to the path', () => {
  const imports = requestsTo('/import');
  expect(imports).toHaveLength(3);
  for (const { url, headers, body } of imports) {
    expect(url).toBe('/import?mode=full&part=a%20b&part=c%26d&page=2');
    expect(headers['content-encoding']).toBe('gzip');
    expect([...gunzipSync(body)]).toEqual([1, 2, 250, 255]);
  }
});

test('a plan may hold several services, and each request counts for its endpoint', () => {
  const document = documentOf(run);
  const orders = requestsTo('/orders/').length;
  expect(document).toMatchObject({ verdict: 'PASS', faults: [], errors: [], target: `${document.target}` });
  expect(document.target).toContain(other.url);
  expect(document.endpoints.map(({ name, requests }) => [name, requests])).toEqual([
    ['log in', 3],
    ['GET /orders/{id}', orders],
    ['upload', 3],
    ['import', 3],
    ['status', 3],
  ]);
  expect(run.exitCode).toBe(0);
});

test('tags of endpoint and call are on the samples, beside those of the plan', async () => {
  const lines = (await readFile(join(run.folder, 'samples.json'), 'utf8')).trim().split('\n');
  const tags = lines
    .map((line): { metric: string; type: string; data: { tags?: Record<string, string> } } => JSON.parse(line))
    .filter(
      ({ metric, type, data }) =>
        metric === 'http_reqs' && type === 'Point' && data.tags?.['name'] === 'GET /orders/{id}',
    )
    .map(({ data }) => data.tags);
  expect(tags.length).toBe(requestsTo('/orders/').length);
  for (const own of tags) {
    expect(own).toMatchObject({
      team: 'shop',
      tenant: expect.stringMatching(/^tenant \d$/),
      plan: 'call-params',
      phase: expect.stringMatching(/^(users|after-plan)$/),
    });
  }
});

test('no token is in any report', async () => {
  expect(run.json).not.toContain('token of');
  expect(run.markdown).not.toContain('token of');
});
