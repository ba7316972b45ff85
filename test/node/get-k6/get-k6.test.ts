import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { InvalidInputError } from '../../../lib/core/language/invalid.ts';
import { getK6 } from '../../../lib/node/get-k6/get-k6.ts';
import { K6MissingError, k6Missing } from '../../../lib/node/get-k6/k6-missing.ts';
import { executable, fakeK6, nodeProgram, sandbox } from './fixtures/sandbox.ts';

const oldK6 = fakeK6('k6 v1.8.1 (go1.25.0, linux/amd64)');

describe('K6_BINARY', () => {
  test('is used before all else', async () => {
    const box = sandbox();
    const path = executable(join(box.root, 'my k6'), fakeK6('k6 v2.3.0-rc1 (commit/abc, go1.26.8, linux/amd64)'));
    executable(join(box.bin, 'k6'), fakeK6());
    executable(box.target, fakeK6());
    const found = await box.find({ env: { ...box.env, K6_BINARY: path } });
    expect(found).toEqual({ path, version: '2.3.0-rc1', source: 'K6_BINARY' });
    expect(box.said).toEqual([]);
  });

  test('may be relative to the current folder and comes back absolute', async () => {
    const box = sandbox();
    const path = executable(join(box.root, 'k6'), fakeK6());
    const found = await box.find({ env: { ...box.env, K6_BINARY: relative(process.cwd(), path) } });
    expect(found.path).toBe(path);
  });

  test.each([
    ['is missing', undefined, 0o755, 'no such file or directory'],
    ['is not executable', fakeK6(), 0o644, 'permission denied'],
    ['is older than 2.0.0', oldK6, 0o755, 'is k6 1.8.1, older than 2.0.0'],
    [
      'is a release candidate of 2.0.0',
      fakeK6('k6 v2.0.0-rc1 (go1.26.0, linux/amd64)'),
      0o755,
      'is k6 2.0.0-rc1, older',
    ],
    ['is something else', '#!/bin/sh\necho hello\n', 0o755, 'prints no version of k6 but "hello\\n"'],
    ['fails', '#!/bin/sh\necho oh no >&2\nexit 3\n', 0o755, 'ended with exit code 3: oh no'],
    ['is ended by a signal', '#!/bin/sh\nkill -9 $$\n', 0o755, 'was ended by SIGKILL'],
  ])('is refused and not passed over if it %s', async (_, content, mode, reason) => {
    const box = sandbox();
    const path = join(box.root, 'k6');
    if (content !== undefined) chmodSync(executable(path, content), mode);
    executable(join(box.bin, 'k6'), fakeK6());
    const failure = await box.find({ env: { ...box.env, K6_BINARY: path } }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InvalidInputError);
    expect(String(failure)).toContain(
      `Invalid K6_BINARY: expected the path of a k6 2.0.0 or later that runs, received "${path}". This one `,
    );
    expect(String(failure)).toContain(reason);
  });

  test('is refused if it does not answer in time', async () => {
    const box = sandbox();
    const path = nodeProgram(join(box.root, 'k6'), 'setInterval(() => {}, 1000); process.on("SIGTERM", () => {});');
    const finding = box.find({ env: { ...box.env, K6_BINARY: path }, limits: { probeMs: 300 } });
    await expect(finding).rejects.toThrow('did not end within 0.3 s');
  });

  test('counts as not set if it is empty', async () => {
    const box = sandbox();
    executable(join(box.bin, 'k6'), fakeK6());
    expect((await box.find({ env: { ...box.env, K6_BINARY: '' } })).source).toBe('PATH');
  });
});

describe('k6 on PATH', () => {
  test('is used before the cache', async () => {
    const box = sandbox();
    const path = executable(join(box.bin, 'k6'), fakeK6('k6 v2.0.0 (go1.26.0, linux/amd64)'));
    executable(box.target, fakeK6());
    expect(await box.find()).toEqual({ path, version: '2.0.0', source: 'PATH' });
    expect(box.said).toEqual([]);
  });

  test.each([
    ['too old', oldK6, 'is k6 1.8.1, older than 2.0.0'],
    ['broken', '#!/bin/sh\nexit 1\n', 'ended with exit code 1'],
  ])('is skipped with one line if it is %s', async (_, content, reason) => {
    const box = sandbox();
    const path = executable(join(box.bin, 'k6'), content);
    executable(box.target, fakeK6());
    expect((await box.find()).source).toBe('cache');
    expect(box.said).toEqual([`The k6 on PATH is not used: ${path} ${reason}.`]);
  });

  test('is the first executable file of that name, and none in the current folder', async () => {
    const box = sandbox();
    const [first, second, third] = [join(box.root, 'a'), join(box.root, 'b'), join(box.root, 'c')];
    mkdirSync(join(first, 'k6'), { recursive: true });
    chmodSync(executable(join(second, 'k6'), fakeK6()), 0o644);
    const path = executable(join(third, 'k6'), fakeK6());
    executable(join(box.bin, 'k6'), fakeK6());
    const current = join(box.root, 'current');
    executable(join(current, 'k6'), fakeK6());
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(current);
    onTestFinished(() => cwd.mockRestore());
    const PATH = ['', join(box.root, 'missing'), first, second, third, box.bin].join(':');
    expect(await box.find({ env: { ...box.env, PATH } })).toEqual({ path, version: '2.2.0', source: 'PATH' });
  });
});

describe('the cache', () => {
  test('is used where it holds the pinned k6', async () => {
    const box = sandbox();
    executable(box.target, fakeK6());
    expect(await box.find()).toEqual({ path: box.target, version: '2.2.0', source: 'cache' });
    expect(box.target).toBe(join(box.home, '.cache', 'k6-acceptance', 'k6-v2.2.0-linux-x64', 'k6'));
    expect(box.said).toEqual([]);
  });

  test.each([
    ['another version', fakeK6('k6 v2.3.0 (go1.26.8, linux/amd64)'), 'is k6 2.3.0, not 2.2.0'],
    ['half a binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0]), ''],
    ['an empty file', '', 'prints no version of k6 but ""'],
  ])('is not used where it holds %s', async (_, content, reason) => {
    const sand = sandbox();
    executable(sand.target, content);
    await expect(sand.find()).rejects.toThrow(K6MissingError);
    expect(sand.said[0]).toContain(`The k6 in the cache is made anew: ${sand.target} ${reason}`);
  });
});

describe('where nothing works', () => {
  test('one error lists each way and why it failed', async () => {
    const box = sandbox();
    const old = executable(join(box.bin, 'k6'), oldK6);
    const failure = await box.find().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(K6MissingError);
    expect(String(failure).split('\n')).toEqual([
      'K6MissingError: No k6 2.0.0 or later was found, and none could be made. Tried:',
      '  - K6_BINARY: not set',
      `  - k6 on PATH: ${old} is k6 1.8.1, older than 2.0.0`,
      `  - cache: nothing is at ${box.target}`,
      '  - build with Go: there is no go on PATH',
      '  - release archive: http://127.0.0.1:1/v2.2.0/k6-v2.2.0-checksums.txt: fetch failed: bad port',
      'Install k6 with your package manager (apt, dnf: https://grafana.com/docs/k6/latest/set-up/install-k6/), ' +
        'or set K6_BINARY to the path of a k6 2.0.0 or later.',
    ]);
    expect(box.inCache()).toEqual([]);
  });

  test.each([
    ['darwin', 'Install k6 with `brew install k6` ('],
    ['win32', 'Install k6 with `winget install k6 --source winget` ('],
  ] as const)('it says how to install k6 on %s', (platform, hint) => {
    expect(k6Missing([], platform).message).toContain(hint);
  });

  test('it says that k6 is not released for the platform', async () => {
    await expect(sandbox().find({ arch: 'riscv64' })).rejects.toThrow('k6 is not released for linux on riscv64');
  });

  test('it says that the cache cannot be made', async () => {
    const box = sandbox();
    writeFileSync(join(box.home, '.cache'), 'a file');
    await expect(box.find()).rejects.toThrow(`cache: ${box.cache} cannot be used: ENOTDIR`);
  });

  test.each(['mirror.example/k6', 'ftp://mirror.example', 'http://'])(
    'it refuses %s as K6_DOWNLOAD_BASE',
    async (base) => {
      const box = sandbox();
      await expect(box.find({ env: { ...box.env, K6_DOWNLOAD_BASE: base } })).rejects.toThrow(
        `Invalid K6_DOWNLOAD_BASE: expected an http or https address, received "${base}".`,
      );
    },
  );
});

test('the environment is that of the process by default', async () => {
  const box = sandbox();
  const path = executable(join(box.bin, 'k6'), fakeK6());
  vi.stubEnv('PATH', box.bin);
  vi.stubEnv('K6_BINARY', undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect((await getK6({ say: () => undefined })).path).toBe(path);
});
