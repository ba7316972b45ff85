// `npm start`, as a newcomer runs it after `npm ci`.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { expectDocument } from '../contract/schema.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

type Start = {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly exitCode: Promise<number | null>;
};

function npmStart(
  env: Readonly<Record<string, string>> = {},
  [program, ...args]: readonly [string, ...string[]] = ['npm', 'start'],
): Start {
  const child = spawn(program, args, {
    cwd: root,
    detached: true,
    env: { ...process.env, K6_BINARY: inject('k6'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  return { process: child, output: () => output, exitCode: new Promise((resolve) => child.once('close', resolve)) };
}

async function readDocument(): Promise<Record<string, unknown>> {
  const document: unknown = JSON.parse(await readFile(`${root}/reports/stress.acceptance.json`, 'utf8'));
  expectDocument(document);
  return Object(document);
}

/** Whether something listens at an address. */
function listens(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

test('goes from nothing to a PASS in under a minute of load, and stops what it started', async () => {
  const start = npmStart();
  expect(await start.exitCode, start.output()).toBe(0);
  const document = await readDocument();
  expect(document).toMatchObject({ verdict: 'PASS', trial: false, faults: [] });
  expect(document['runDurationMs']).toBeLessThan(60_000);
  expect(await readFile(`${root}/reports/stress.acceptance.md`, 'utf8')).toMatch(/^# PASS\n/);
  expect(start.output()).toContain('PASS: All 12 criteria hold.');
  expect(start.output()).toMatch(/running \(0m\d\d\.\ds\)/);
  expect(await listens(String(document['target']))).toBe(false);
}, 120_000);

test('exits with 2 where the run proves nothing', async () => {
  const start = npmStart({ TIME_SCALE: '0.01' });
  expect(await start.exitCode).toBe(2);
  expect(await readDocument()).toMatchObject({
    verdict: 'INVALID',
    trial: true,
    sentence: expect.stringContaining('too few samples: '),
  });
});

// A terminal sends Ctrl-C to its whole foreground group, npm and its shell included; `kill` sends it to one process.
test.each([
  ['npm and all that it started', 'npm', 'start'],
  ['the start script alone', process.execPath, 'dist/node/start.js'],
] satisfies [string, string, string][])(
  'an interrupt of %s ends the run in order, with a document and a non-zero exit code',
  async (_, program, argument) => {
    const start = npmStart({}, [program, argument]);
    while (!/\d{3}\/500 VUs, [1-9]/.test(start.output())) await new Promise((resolve) => setTimeout(resolve, 100));
    const { pid } = start.process;
    if (pid === undefined) throw new Error('The start has no process.');
    process.kill(program === 'npm' ? -pid : pid, 'SIGINT');
    expect(await start.exitCode, start.output()).not.toBe(0);
    const document = await readDocument();
    expect(document).toMatchObject({ verdict: 'INVALID', faults: [{ code: 'cut-short' }] });
    expect(await listens(String(document['target']))).toBe(false);
  },
);

test('exits with 2 and says so when k6 cannot be had', async () => {
  const start = npmStart({ K6_BINARY: '/nowhere/k6' });
  expect(await start.exitCode).toBe(2);
  expect(start.output()).toContain(
    'Invalid K6_BINARY: expected the path of a k6 2.0.0 or later that runs, received "/nowhere/k6".',
  );
});
