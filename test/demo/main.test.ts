import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules/.cache');
const started: ChildProcessWithoutNullStreams[] = [];
let folder: string;
let bundle: string;

interface Demo {
  readonly process: ChildProcessWithoutNullStreams;
  /** The exit code, or `null` when a signal ended the process. */
  readonly exit: Promise<number | null>;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

function startDemo(env: Record<string, string>): Demo {
  const child = spawn(process.execPath, [bundle], { env: { ...process.env, PORT: '0', ...env } });
  started.push(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exit = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return { process: child, exit, stdout: () => stdout, stderr: () => stderr };
}

/** The address the demo prints. */
async function addressOf(demo: Demo): Promise<string> {
  while (!demo.stdout().includes('\n')) {
    const ended = await Promise.race([once(demo.process.stdout, 'data').then(() => false), demo.exit.then(() => true)]);
    if (ended) throw new Error(`The demo ended without a line: ${demo.stderr()}`);
  }
  return demo.stdout().replace('demo service on ', '').trim();
}

async function connectTo(demo: Demo): Promise<Socket> {
  const socket = connect(Number(new URL(await addressOf(demo)).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

beforeAll(async () => {
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, 'demo-test-'));
  bundle = join(folder, 'main.js');
  await build({
    entryPoints: [join(root, 'demo/main.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
});

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('demo/main', () => {
  it('prints one line with its address on 127.0.0.1 and answers there', async () => {
    const demo = startDemo({});
    const address = await addressOf(demo);
    const response = await fetch(`${address}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveProperty('status', 'ok');
    expect(demo.stdout()).toMatch(/^demo service on http:\/\/127\.0\.0\.1:\d+\n$/);
    expect(demo.stderr()).toBe('');
  });

  it('takes its pool size from POOL_SIZE', async () => {
    const address = await addressOf(startDemo({ POOL_SIZE: '1' }));
    const sentAtMs = performance.now();
    await Promise.all(
      Array.from({ length: 6 }, () => fetch(`${address}/api/items`).then((response) => response.text())),
    );
    expect(performance.now() - sentAtMs).toBeGreaterThan(6 * 20 - 0.001);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('finishes what it serves and exits with 0 on %s', async (signal) => {
    const demo = startDemo({ POOL_SIZE: '1' });
    const socket = await connectTo(demo);
    let answers = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answers += text));
    const closed = once(socket, 'close');

    // Sent as one, all five have arrived when the first is answered.
    socket.write('GET /api/items/1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.repeat(5));
    await once(socket, 'data');
    demo.process.kill(signal);
    expect(await demo.exit).toBe(0);
    await closed;
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(Array.from({ length: 5 }, () => 'HTTP/1.1 200'));
    expect(demo.stderr()).toBe('');
  });

  it('exits on SIGTERM although a client keeps a connection open without a request', async () => {
    const demo = startDemo({});
    const socket = await connectTo(demo);
    const closed = once(socket, 'close');
    demo.process.kill('SIGTERM');
    expect(await demo.exit).toBe(0);
    await closed;
  });

  it('exits with 0 when its stdin is closed, if DEMO_EXIT_WITH_STDIN is 1', async () => {
    const demo = startDemo({ DEMO_EXIT_WITH_STDIN: '1' });
    await addressOf(demo);
    demo.process.stdin.end('what is written to it does not matter');
    expect(await demo.exit).toBe(0);
    expect(demo.stderr()).toBe('');
  });

  it('exits with 0 on SIGTERM while its stdin is open and watched', async () => {
    const demo = startDemo({ DEMO_EXIT_WITH_STDIN: '1' });
    await addressOf(demo);
    demo.process.kill('SIGTERM');
    expect(await demo.exit).toBe(0);
  });

  it('goes on when its stdin is closed and DEMO_EXIT_WITH_STDIN is not set', async () => {
    const demo = startDemo({});
    const address = await addressOf(demo);
    demo.process.stdin.end();
    await sleep(200);
    expect((await fetch(`${address}/health`)).status).toBe(200);
  });

  it('exits with 2 and says what to do when a setting is wrong', async () => {
    const demo = startDemo({ POOL_SIZE: 'ten' });
    expect(await demo.exit).toBe(2);
    expect(demo.stdout()).toBe('');
    expect(demo.stderr()).toBe(
      'Invalid POOL_SIZE: expected a whole number from 1 to 40, received "ten". Change it, or unset it for 10.\n',
    );
  });

  it('exits with 2 and says what to do when its port is taken', async () => {
    const first = startDemo({});
    const { port } = new URL(await addressOf(first));
    const demo = startDemo({ PORT: port });
    expect(await demo.exit).toBe(2);
    expect(demo.stdout()).toBe('');
    expect(demo.stderr()).toBe(
      `Invalid PORT: expected a port that is free, received ${port}. Stop what listens there, or set PORT=0 for any free port.\n`,
    );
  });
});
