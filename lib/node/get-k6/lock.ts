import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onInterrupt } from './on-interrupt.ts';

const pollMs = 100;
const beatMs = 2000;
/**
 * Fifteen beats. A holder this silent has ended, even if its process id seems alive: that may be reused, or of another
 * container.
 */
const silentMs = 30_000;

export type LockOptions = {
  /** After this long the lock is taken from whoever holds it. */
  readonly waitMs: number;
  /** Called once if somebody holds the lock: with the holder's process id, or with `unknown`. */
  readonly onWait: (holder: string) => void;
};

/**
 * What `work` returns, done while this process holds the lock.
 * The lock only saves work twice done: it can be taken from a slow holder, so `work` must be right without it.
 *
 * @param lock The path of the lock: a folder that exists while the lock is held. Its parent exists.
 * @throws When the lock cannot be made, and what `work` throws.
 */
export async function withLock<Result>(
  lock: string,
  options: LockOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  const owner = `${process.pid} ${randomUUID()}`;
  await acquire(lock, owner, options);
  const takeBack = onInterrupt(() => rmSync(lock, { recursive: true, force: true }));
  const heart = setInterval(() => void beat(lock), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(heart);
    takeBack();
    if ((await ownerOf(lock)) === owner) await remove(lock);
  }
}

async function acquire(lock: string, owner: string, { waitMs, onWait }: LockOptions): Promise<void> {
  const deadline = Date.now() + waitMs;
  let told = false;
  while (!(await take(lock, owner))) {
    if (await isAbandoned(lock)) {
      await remove(lock);
      continue;
    }
    if (!told) onWait(pidOf(await ownerOf(lock)) ?? 'unknown');
    told = true;
    if (Date.now() >= deadline) await remove(lock);
    else await sleep(pollMs);
  }
}

async function take(lock: string, owner: string): Promise<boolean> {
  if (!(await succeeds(mkdir(lock), 'EEXIST'))) return false;
  // Between the two steps another process may take the lock for abandoned, and remove it.
  return succeeds(writeFile(join(lock, 'owner'), owner), 'ENOENT');
}

/** Whether the step succeeds; false if it fails with this code. Any other failure is thrown. */
async function succeeds(step: Promise<unknown>, unlessCode: string): Promise<boolean> {
  try {
    await step;
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === unlessCode) return false;
    throw error;
  }
}

async function isAbandoned(lock: string): Promise<boolean> {
  const pid = pidOf(await ownerOf(lock));
  if (pid !== undefined && !isAlive(Number(pid))) return true;
  try {
    return Date.now() - (await stat(lock)).mtimeMs > silentMs;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function beat(lock: string): Promise<void> {
  const now = new Date();
  // Where the lock was taken over, it is gone, or the new holder's to keep.
  await utimes(lock, now, now).catch(() => undefined);
}

async function ownerOf(lock: string): Promise<string> {
  return readFile(join(lock, 'owner'), 'utf8').catch(() => '');
}

function pidOf(owner: string): string | undefined {
  return /^(\d+) /.exec(owner)?.[1];
}

async function remove(lock: string): Promise<void> {
  await rm(lock, { recursive: true, force: true, maxRetries: 3 });
}
