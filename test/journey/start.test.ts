// `npm start`, as a newcomer runs it after `npm ci`.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { expect, inject, test, vi } from 'vitest';
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

const documentPath = `${root}/reports/stress.acceptance.json`;

async function readDocument(): Promise<Record<string, unknown>> {
  const document: unknown = JSON.parse(await readFile(documentPath, 'utf8'));
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

/** How a whole `npm start` went, and how the machine was meanwhile. */
type WholeRun = {
  readonly exitCode: number | null;
  readonly output: string;
  readonly document: Record<string, unknown>;
  /** The longest that this process, which only waited, was kept from running. */
  readonly longestPauseMs: number;
};

async function wholeRun(): Promise<WholeRun> {
  // Only what this run leaves is its document.
  await rm(documentPath, { force: true });
  const pauses = monitorEventLoopDelay();
  const start = npmStart();
  pauses.enable();
  const exitCode = await start.exitCode;
  pauses.disable();
  const document = await readDocument().catch((error: unknown) => {
    throw new Error(start.output(), { cause: error });
  });
  return { exitCode, output: start.output(), document, longestPauseMs: pauses.max / 1e6 };
}

/**
 * Where a process that only waits was kept from running for so long, k6 and the service were too, and the 200 ms are gone that
 * the criteria leave them. With two other processes for each core it was 72 ms.
 */
const starvedPauseMs = 200;

/** A verdict that a starved machine explains, and that is given for what it is. */
function expectMachineBlamed({ exitCode, document }: WholeRun): void {
  if (exitCode === 1) {
    expect(document).toMatchObject({ verdict: 'FAIL', sentence: expect.stringMatching(/^latency in phase "/) });
    return;
  }
  expect(exitCode).toBe(2);
  expect(document).toMatchObject({ verdict: 'INVALID' });
  const faults: readonly { code: string }[] = Object(document['faults']);
  expect(faults).not.toHaveLength(0);
  for (const { code } of faults) expect(['load-not-delivered', 'iterations-interrupted']).toContain(code);
}

// A real load, judged by real criteria. They allow five times the latency that the service has, also on two cores that four
// other processes use up as well. On a machine that is starved beyond that, a PASS would not be true: the run is made once
// more, and if that is no PASS either, the verdict has to name what the machine did. On any other machine only a PASS will do.
test('goes from nothing to a PASS in under a minute of load, and stops what it started', async () => {
  const isStarved = (run: WholeRun): boolean => run.exitCode !== 0 && run.longestPauseMs > starvedPauseMs;
  const first = await wholeRun();
  const run = isStarved(first) ? await wholeRun() : first;
  const { exitCode, output, document } = run;
  expect(await listens(String(document['target']))).toBe(false);
  expect(document).toMatchObject({ trial: false });
  expect(document['runDurationMs']).toBeLessThan(isStarved(run) ? 90_000 : 60_000);
  expect(output).toMatch(/running \(0m\d\d\.\ds\)/);
  expect(await readFile(`${root}/reports/stress.acceptance.md`, 'utf8')).toMatch(
    new RegExp(`^# ${String(document['verdict'])}\n`),
  );
  if (isStarved(run)) {
    expectMachineBlamed(run);
    return;
  }
  expect(exitCode, output).toBe(0);
  expect(document).toMatchObject({ verdict: 'PASS', faults: [] });
  expect(output).toContain('PASS: All 12 criteria hold.');
}, 480_000);

// One iteration in place of the plan's load proves nothing on any machine: no criterion can fail, or hold.
test('exits with 2 where the run proves nothing', async () => {
  const start = npmStart({ TIME_SCALE: '0.01', K6_ITERATIONS: '1' });
  expect(await start.exitCode, start.output()).toBe(2);
  expect(await readDocument()).toMatchObject({
    verdict: 'INVALID',
    trial: true,
    sentence: expect.stringContaining('scenarios.default was {"executor":"shared-iterations","iterations":1}'),
    criteria: Array.from({ length: 12 }, () => expect.objectContaining({ verdict: 'NO_DATA' })),
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
    await vi.waitFor(() => expect(start.output()).toMatch(/\d{3}\/500 VUs, [1-9]/), {
      timeout: 120_000,
      interval: 100,
    });
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
