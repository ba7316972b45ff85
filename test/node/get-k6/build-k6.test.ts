import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { pinnedModuleFolder } from '../../../lib/node/get-k6/build-k6.ts';
import { archivePath, checksums, checksumsPath, mirror, releaseArchive } from './fixtures/mirror.ts';
import { type Sandbox, executable, fakeK6, nodeProgram, sandbox } from './fixtures/sandbox.ts';

type Box = Sandbox & {
  /** The folder of the Go module, empty here. */
  readonly module: string;
  /** What the fake go was called with. */
  readonly call: () => unknown;
};

/** A sandbox with a `go` that notes how it is called, leaves a file in GOTMPDIR and does this; `output` is the path after -o. */
function boxWithGo(does: string): Box {
  const box = sandbox();
  const log = join(box.root, 'go.json');
  const module = join(box.root, 'module');
  mkdirSync(module);
  nodeProgram(
    join(box.bin, 'go'),
    `const { mkdirSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
const output = args[args.indexOf('-o') + 1];
const { CGO_ENABLED, GOWORK, GOOS, GOARCH, GOTMPDIR, HOME } = process.env;
writeFileSync(${JSON.stringify(log)}, JSON.stringify({ args, output, cwd: process.cwd(), env: { CGO_ENABLED, GOWORK, GOOS, GOARCH, GOTMPDIR, HOME } }));
mkdirSync(GOTMPDIR + '/go-build1');
${does}`,
  );
  return { ...box, module, call: () => JSON.parse(readFileSync(log, 'utf8')) as unknown };
}

const writes = (k6: string): string => `writeFileSync(output, ${JSON.stringify(k6)}, { mode: 0o755 });`;

test('k6 is built from the module of the project with Go, without cgo', async () => {
  const box = boxWithGo(writes(fakeK6()));
  const env = { ...box.env, HOME: box.home, CGO_ENABLED: '1', GOWORK: '/some/go.work', GOOS: 'plan9', GOARCH: 'arm' };
  const found = await box.find({ env, moduleFolder: box.module });
  expect(found).toEqual({ path: box.target, version: '2.2.0', source: 'built' });
  const work = expect.stringMatching(new RegExp(`^${box.cache}/\\.making-\\w+$`));
  const output = expect.stringMatching(new RegExp(`^${box.cache}/\\.making-\\w+/k6$`));
  expect(box.call()).toEqual({
    args: ['build', '-mod=readonly', '-trimpath', '-ldflags=-s -w', '-o', output, 'go.k6.io/k6/v2'],
    output,
    cwd: box.module,
    env: { CGO_ENABLED: '0', GOWORK: 'off', GOOS: '', GOARCH: '', GOTMPDIR: work, HOME: box.home },
  });
  expect(box.said).toEqual([
    'Building k6 v2.2.0 with Go, once: it takes about a minute on two cores.',
    expect.stringMatching(/^Built .*k6-v2\.2\.0-linux-x64\/k6 in \d+ s\.$/),
  ]);
  expect(box.inCache()).toEqual(['k6-v2.2.0-linux-x64']);
});

test('Go comes before the release archive', async () => {
  const box = boxWithGo(writes(fakeK6()));
  const { base, asked } = await mirror({});
  const env = { ...box.env, K6_DOWNLOAD_BASE: base };
  expect((await box.find({ env, moduleFolder: box.module })).source).toBe('built');
  expect(asked).toEqual([]);
});

test('a built k6 replaces a cached one that is sound no more', async () => {
  const box = boxWithGo(writes(fakeK6()));
  executable(box.target, fakeK6('k6 v2.1.0 (go1.26.0, linux/amd64)'));
  expect((await box.find({ moduleFolder: box.module })).source).toBe('built');
  expect((await box.find({ moduleFolder: box.module })).source).toBe('cache');
});

test.each([
  [
    'fails',
    `console.error('go: go.mod requires go >= 1.26\\n(running go 1.22.2; GOTOOLCHAIN=local)'); process.exitCode = 1;`,
    'build ended with exit code 1: go: go.mod requires go >= 1.26 (running go 1.22.2; GOTOOLCHAIN=local)',
  ],
  ['writes half a k6 and fails', `${writes('#!/bin/sh')} process.exitCode = 1;`, 'build ended with exit code 1'],
  ['writes nothing', '', 'what came of it cannot be run: no such file or directory'],
  [
    'writes another version',
    writes(fakeK6('k6 v2.1.0 (go1.26.0, linux/amd64)')),
    'what came of it is k6 2.1.0, not 2.2.0',
  ],
  ['does not end', 'setInterval(() => {}, 1000);', 'build did not end within 0.5 s'],
])('a go that %s leads to the release archive', async (_, does, reason) => {
  const box = boxWithGo(does);
  const archive = releaseArchive(box.root);
  const { base } = await mirror({ [archivePath]: archive, [checksumsPath]: checksums(archive) });
  const env = { ...box.env, K6_DOWNLOAD_BASE: base };
  const limits = { buildMs: reason.endsWith('0.5 s') ? 500 : 30_000 };
  const found = await box.find({ env, moduleFolder: box.module, limits });
  expect(found).toEqual({ path: box.target, version: '2.2.0', source: 'downloaded' });
  expect(box.said[1]).toMatch(/^That failed: /);
  expect(box.said[1]).toContain(reason);
  expect(box.inCache()).toEqual(['k6-v2.2.0-linux-x64']);
});

test('a failed build and a failed download are both told, and nothing is left', async () => {
  const box = boxWithGo(
    `${writes('#!/bin/sh')} console.error('x'.repeat(1000) + ' no space left'); process.exitCode = 2;`,
  );
  const failure = String(await box.find({ moduleFolder: box.module }).catch((error: unknown) => error));
  expect(failure).toContain(`  - build with Go: ${join(box.bin, 'go')} build ended with exit code 2: ...`);
  expect(failure).toContain('x no space left\n  - release archive: http://127.0.0.1:1/');
  expect(failure).not.toContain('x'.repeat(401));
  expect(box.inCache()).toEqual([]);
});

function survive(): void {}

test('an interruption that the process outlives ends the build and starts no download', async () => {
  const box = boxWithGo(`${writes('#!/bin/sh')} setInterval(() => {}, 1000);`);
  process.on('SIGINT', survive);
  onTestFinished(() => void process.off('SIGINT', survive));
  const failing = box.find({ moduleFolder: box.module }).catch((error: unknown) => String(error));
  await vi.waitFor(() => box.call(), { timeout: 30_000 });
  process.emit('SIGINT', 'SIGINT');
  expect(await failing).toContain('  - build with Go: The operation was aborted: interrupted\nInstall k6');
  expect(box.said.join('\n')).not.toContain('Downloading');
  expect(box.inCache()).toEqual([]);
});

test('the module is that of the package by default', async () => {
  const box = boxWithGo(writes(fakeK6()));
  await box.find();
  expect(box.call()).toMatchObject({ cwd: await pinnedModuleFolder() });
});

test('the module is found from wherever the code lies in the package', async () => {
  const folder = await pinnedModuleFolder();
  expect(folder).toMatch(/lib.node.get-k6.module$/);
  expect(existsSync(join(folder, 'go.mod'))).toBe(true);
});
