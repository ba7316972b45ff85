import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { archivePath, checksums, checksumsPath, mirror, releaseArchive } from './fixtures/mirror.ts';
import { type Sandbox, nodeProgram, sandbox } from './fixtures/sandbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'k6-acceptance-'));
const program = join(folder, 'find-k6.mjs');

beforeAll(async () => {
  await build({
    stdin: {
      contents: `import { getK6 } from '../../../lib/node/get-k6/get-k6.ts';
const [home, moduleFolder, limits] = process.argv.slice(2);
const options = { platform: 'linux', arch: 'x64', home, moduleFolder, limits: JSON.parse(limits) };
console.log(JSON.stringify(await getK6(options)));`,
      resolveDir: fileURLToPath(new URL('../../../lib/node/get-k6', import.meta.url)),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

type Finder = {
  readonly process: ChildProcess;
  /** Standard error so far. */
  readonly said: () => string;
  readonly ended: Promise<{ readonly code: unknown; readonly signal: unknown; readonly found: string }>;
};

/** A process of its own that looks for k6 with this mirror. */
function finder(box: Sandbox, base: string, limits: object = {}): Finder {
  const child = spawn(process.execPath, [program, box.home, box.root, JSON.stringify(limits)], {
    env: { ...box.env, K6_DOWNLOAD_BASE: base },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [said, found] = ['', ''];
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  child.stdout.on('data', (chunk) => (found += String(chunk)));
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, found }));
  return { process: child, said: () => said, ended };
}

const result = (box: Sandbox, source: string): string =>
  `${JSON.stringify({ path: box.target, version: '2.2.0', source })}\n`;

test('of two processes the second waits for the first, and one archive is downloaded', async () => {
  const box = sandbox();
  const archive = releaseArchive(box.root);
  const finders: Finder[] = [];
  const { base, asked } = await mirror({
    [checksumsPath]: checksums(archive),
    [archivePath]: (response) => {
      // The archive comes when the other process is known to wait, or when both have come for it.
      const timer = setInterval(() => {
        const waiting = finders.some(({ said }) => said().includes('is making k6 already'));
        if (!waiting && asked.filter((path) => path === archivePath).length < 2) return;
        clearInterval(timer);
        response.end(archive);
      }, 10);
    },
  });
  finders.push(finder(box, base), finder(box, base));
  const ends = await Promise.all(finders.map(({ ended }) => ended));
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  expect(ends.map(({ found }) => found).sort()).toEqual([result(box, 'cache'), result(box, 'downloaded')]);
  expect(asked).toEqual([checksumsPath, archivePath]);
  expect(box.inCache()).toEqual(['k6-v2.2.0-linux-x64']);
  expect((await box.find()).source).toBe('cache');
});

test('two processes that do not wait for each other both end with a sound k6', async () => {
  const box = sandbox();
  const archive = releaseArchive(box.root);
  const { base, asked } = await mirror({
    [checksumsPath]: checksums(archive),
    [archivePath]: (response) => {
      const timer = setInterval(() => {
        if (asked.filter((path) => path === archivePath).length < 2) return;
        clearInterval(timer);
        response.end(archive);
      }, 10);
    },
  });
  const finders = [finder(box, base, { lockMs: 0 }), finder(box, base, { lockMs: 0 })];
  const ends = await Promise.all(finders.map(({ ended }) => ended));
  expect(ends.map(({ found }) => found)).toEqual([result(box, 'downloaded'), result(box, 'downloaded')]);
  expect(box.inCache()).toEqual(['k6-v2.2.0-linux-x64']);
  expect((await box.find()).source).toBe('cache');
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends the process, and nothing is left in the cache',
  async (signal) => {
    const box = sandbox();
    const archive = releaseArchive(box.root);
    const half = (): void => void finding.process.kill(signal);
    const { base } = await mirror({
      [checksumsPath]: checksums(archive),
      [archivePath]: (response) => {
        response.writeHead(200, { 'content-length': archive.length });
        response.write(archive.subarray(0, 50), half);
      },
    });
    const finding = finder(box, base);
    expect(await finding.ended).toEqual({ code: null, signal, found: '' });
    expect(box.inCache()).toEqual([]);
  },
);

test('an interrupted build takes the compiler with it', async () => {
  const box = sandbox();
  const { base, asked } = await mirror({
    '/building': (response) => {
      response.end();
      building.process.kill('SIGINT');
    },
    '/alive': (response) => void response.end(),
  });
  nodeProgram(
    join(box.bin, 'go'),
    `fetch(${JSON.stringify(`${base}/building`)}); setInterval(() => fetch(${JSON.stringify(`${base}/alive`)}), 20);`,
  );
  const building = finder(box, base);
  expect(await building.ended).toMatchObject({ signal: 'SIGINT' });
  // Some that it sent may still come; one that lives never falls silent.
  await vi.waitFor(
    async () => {
      const askedSoFar = asked.length;
      await sleep(300);
      expect(asked).toHaveLength(askedSoFar);
    },
    { timeout: 20_000 },
  );
  expect(box.inCache()).toEqual([]);
});
