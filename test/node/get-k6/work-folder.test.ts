import { existsSync, mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { moveIntoCache } from '../../../lib/node/get-k6/move-into-cache.ts';
import { onInterrupt } from '../../../lib/node/get-k6/on-interrupt.ts';
import { probeK6 } from '../../../lib/node/get-k6/probe-k6.ts';
import { inWorkFolder } from '../../../lib/node/get-k6/work-folder.ts';
import { executable, fakeK6, sandbox } from './fixtures/sandbox.ts';

const pinned = (path: string) => probeK6(path, 'pinned', process.env, 20_000);

test.each([
  ['done', async () => undefined],
  ['failed', () => Promise.reject(new Error('no'))],
])('the work folder is gone when the work is %s', async (_, work) => {
  const { root } = sandbox();
  const before = readdirSync(root);
  await inWorkFolder(root, (folder) => {
    writeFileSync(join(folder, 'part'), 'half');
    return work();
  }).catch(() => undefined);
  expect(readdirSync(root)).toEqual(before);
});

test('a work folder left by a killed process goes after a day, a younger one and other folders stay', async () => {
  const { cache } = sandbox();
  for (const [name, hours] of [
    ['.making-old', 25],
    ['.making-young', 23],
    ['k6-v2.1.0-linux-x64', 1000],
  ] as const) {
    mkdirSync(join(cache, name), { recursive: true });
    const then = new Date(Date.now() - hours * 3_600_000);
    utimesSync(join(cache, name), then, then);
  }
  await inWorkFolder(cache, async () => undefined);
  expect(readdirSync(cache).sort()).toEqual(['.making-young', 'k6-v2.1.0-linux-x64']);
});

test('a k6 that is not sound is not moved', async () => {
  const { root, target } = sandbox();
  const candidate = executable(join(root, 'candidate'), '#!/bin/sh\nexit 1\n');
  await expect(moveIntoCache(candidate, target, pinned)).rejects.toThrow('what came of it ended with exit code 1');
  expect(existsSync(join(target, '..'))).toBe(false);
});

test('a k6 takes the place of the one that is there', async () => {
  const { root, target } = sandbox();
  executable(target, 'old');
  await moveIntoCache(executable(join(root, 'candidate'), fakeK6()), target, pinned);
  expect(readFileSync(target, 'utf8')).toBe(fakeK6());
});

test('where the move is refused, the k6 of another process will do if it is sound', async () => {
  const { root, target } = sandbox();
  const candidate = executable(join(root, 'candidate'), fakeK6());
  // A folder in the way stands for a file in use: it refuses the move.
  mkdirSync(target, { recursive: true });
  await expect(moveIntoCache(candidate, target, pinned)).rejects.toThrow('EISDIR');
  await moveIntoCache(candidate, target, async (path) => (path === target ? { version: '2.2.0' } : pinned(path)));
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s cleans up once and leaves the rest to who else listens',
  (signal) => {
    const cleanUp = vi.fn<() => void>();
    const other = vi.fn<() => void>();
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    onTestFinished(() => kill.mockRestore());
    const listeners = process.listenerCount(signal);
    process.on(signal, other);
    onInterrupt(cleanUp);
    process.emit(signal, signal);
    process.emit(signal, signal);
    process.off(signal, other);
    expect(kill).not.toHaveBeenCalled();
    expect(cleanUp).toHaveBeenCalledTimes(1);
    expect(other).toHaveBeenCalledTimes(2);
    expect(process.listenerCount(signal)).toBe(listeners);
  },
);

test('a clean-up that was taken back does not happen', () => {
  const cleanUp = vi.fn<() => void>();
  const listeners = process.listenerCount('SIGINT');
  onInterrupt(cleanUp)();
  expect(process.listenerCount('SIGINT')).toBe(listeners);
});
