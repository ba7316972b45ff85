import { createServer } from 'node:http';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6 } from './run-k6.ts';
import { portOf } from './target.ts';

/** What the target got, but for the pre-flight. */
const received: { readonly url: string | undefined; readonly type: string | undefined; readonly body: string }[] = [];
let baseUrl: string;
beforeAll(async () => {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const { url, headers } = request;
      if (url !== '/') received.push({ url, type: headers['content-type'], body });
      response.end('{"ok":true,"list":[1,{"a":null}]}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${portOf(server)}`;
  return () => {
    server.closeAllConnections();
    server.close();
  };
});
beforeEach(() => void (received.length = 0));

test('what k6 would send otherwise is refused, sends nothing, and makes the run INVALID even where it is caught', async () => {
  const run = await runK6(await bundlePlan('invalid-calls'), { env: { BASE_URL: baseUrl } });
  const refused = [...new Set(run.stderr.match(/REFUSED [^:"]+: Invalid [^"\\]+/g))];
  expect(run.stderr).not.toContain('SENT');
  expect(refused).toHaveLength(18);
  expect(received).toEqual([]);
  expect(run.stderr).not.toContain('s3cret');
  expect(documentOf(run)).toMatchObject({ verdict: 'INVALID' });
  expect(documentOf(run).faults.map(({ code }) => code)).toContain('script-exception');
  expect(run.exitCode).toBe(99);
});

test('what k6 itself gives a script can be sent: parts of responses, elements of shared arrays, its jar', async () => {
  const run = await runK6(await bundlePlan('invalid-calls'), { env: { BASE_URL: baseUrl, CALLS: 'sound' } });
  expect(documentOf(run), run.stderr).toMatchObject({ verdict: 'PASS', faults: [] });
  const answer = { ok: true, list: [1, { a: null }] };
  const bodies = received.map(({ type, body, ...others }) => ({
    ...others,
    type,
    // k6 keeps no order of the fields of an answer.
    body: type?.endsWith('json') === true ? JSON.parse(body) : body,
  }));
  expect(bodies.slice(0, 6)).toEqual([
    { url: '/ok', type: undefined, body: '' },
    { url: '/ok', type: 'application/json', body: answer },
    { url: '/ok', type: 'application/json', body: { nested: answer } },
    { url: '/ok', type: 'application/x-www-form-urlencoded', body: 'name=ann' },
    { url: '/ok?name=ann', type: undefined, body: '' },
    { url: '/ok', type: 'application/vnd.a+json', body: [{ name: 'ann' }] },
  ]);
});
