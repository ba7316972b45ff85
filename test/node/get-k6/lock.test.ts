import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { withLock } from '../../../lib/node/get-k6/lock.ts';
import { sandbox } from './fixtures/sandbox.ts';

function lockIn(root: string): {
  lock: string;
  waits: string[];
  options: (waitMs: number) => Parameters<typeof withLock>[1];
} {
  const waits: string[] = [];
  return {
    lock: join(root, 'k6.lock'),
    waits,
    options: (waitMs) => ({ waitMs, onWait: (holder) => void waits.push(holder) }),
  };
}

function heldBy(lock: string, owner: string | undefined, silentForMs = 0): void {
  mkdirSync(lock);
  if (owner !== undefined) writeFileSync(join(lock, 'owner'), owner);
  const then = new Date(Date.now() - silentForMs);
  utimesSync(lock, then, then);
}

/** Something that happens once, and can be waited for. */
function moment(): { readonly came: Promise<void>; readonly comes: () => void } {
  let comes = (): void => undefined;
  const came = new Promise<void>((resolve) => (comes = resolve));
  return { came, comes: () => comes() };
}

/** The process id of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

test('holds the lock with this process id in it while the work is done, and frees it after', async () => {
  const { lock, options } = lockIn(sandbox().root);
  const result = await withLock(lock, options(1000), async () => readFileSync(join(lock, 'owner'), 'utf8'));
  expect(result).toMatch(new RegExp(`^${process.pid} `));
  expect(existsSync(lock)).toBe(false);
});

test('frees the lock after work that fails', async () => {
  const { lock, options } = lockIn(sandbox().root);
  await expect(withLock(lock, options(1000), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(lock)).toBe(false);
});

test('lets the second wait for the first, and tells it once', async () => {
  const { lock, waits, options } = lockIn(sandbox().root);
  const order: string[] = [];
  const [firstBegan, secondWaits] = [moment(), moment()];
  const first = withLock(lock, options(60_000), async () => {
    order.push('first begins');
    firstBegan.comes();
    await secondWaits.came;
    // Long enough for the second to look again.
    await sleep(350);
    order.push('first ends');
  });
  await firstBegan.came;
  const waiting = { waitMs: 60_000, onWait: (holder: string) => void (waits.push(holder), secondWaits.comes()) };
  await withLock(lock, waiting, async () => void order.push('second begins'));
  await first;
  expect(order).toEqual(['first begins', 'first ends', 'second begins']);
  expect(waits).toEqual([String(process.pid)]);
});

test('takes the lock of a dead process over at once', async () => {
  const { lock, waits, options } = lockIn(sandbox().root);
  heldBy(lock, `${deadPid()} abc`);
  await withLock(lock, options(60_000), async () => undefined);
  expect(waits).toEqual([]);
  expect(existsSync(lock)).toBe(false);
});

test.each([
  ['whose process id is in use again', `${process.pid} abc`],
  ['without an owner', undefined],
])('takes over a lock %s that has been silent for long', async (_, owner) => {
  const { lock, waits, options } = lockIn(sandbox().root);
  heldBy(lock, owner, 31_000);
  await withLock(lock, options(60_000), async () => undefined);
  expect(waits).toEqual([]);
});

test.each([
  ['of a live process', `${process.pid} abc`, String(process.pid)],
  ['without an owner yet', undefined, 'unknown'],
])('waits for a lock %s as long as it may, and then takes it', async (_, owner, holder) => {
  const { lock, waits, options } = lockIn(sandbox().root);
  heldBy(lock, owner, 20_000);
  const startedAt = Date.now();
  await withLock(lock, options(400), async () => undefined);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(400);
  expect(waits).toEqual([holder]);
});

test('leaves a lock alone that another took over', async () => {
  const { lock, options } = lockIn(sandbox().root);
  await withLock(lock, options(1000), async () => {
    rmSync(lock, { recursive: true });
    heldBy(lock, `${process.pid} other`);
  });
  expect(readFileSync(join(lock, 'owner'), 'utf8')).toBe(`${process.pid} other`);
});

test('shows that it is alive while it works', async () => {
  const { lock, options } = lockIn(sandbox().root);
  await withLock(lock, options(1000), async () => {
    const long = new Date(Date.now() - 60_000);
    utimesSync(lock, long, long);
    await vi.waitFor(() => expect(Date.now() - statSync(lock).mtimeMs).toBeLessThan(30_000), { timeout: 30_000 });
    const second = lockIn(join(lock, '..'));
    await withLock(lock, second.options(300), async () => undefined);
    expect(second.waits).toEqual([String(process.pid)]);
  });
});

test('fails at once if the lock cannot be made', async () => {
  const box = sandbox();
  writeFileSync(join(box.root, 'file'), '');
  const { options } = lockIn(box.root);
  const locking = withLock(join(box.root, 'file', 'k6.lock'), options(60_000), async () => undefined);
  await expect(locking).rejects.toThrow('ENOTDIR');
});
