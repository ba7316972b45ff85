import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onInterrupt } from './k6-interrupt.ts';
import { executableName } from './k6-on-path.ts';
import type { K6Probe } from './k6-probe.ts';
import { k6Version } from './k6-version.ts';

const workPrefix = '.making-';
/** Longer than any build or download takes: what is older was left by a process that was killed. */
const leftoverMs = 24 * 3_600_000;

/** Where the pinned k6 for this platform is kept inside the cache folder. */
export function cachedK6(cache: string, platform: NodeJS.Platform, arch: string): string {
  return join(cache, `k6-v${k6Version}-${platform}-${arch}`, executableName('k6', platform));
}

/**
 * What `work` returns, given an empty folder of its own inside the cache and a signal that tells of an interruption.
 * Whatever happens the folder is gone afterwards, also on SIGINT, SIGTERM and SIGHUP.
 *
 * @param cache An existing folder. Being inside it, a finished file can be renamed into place in one step.
 */
export async function inWorkFolder<T>(
  cache: string,
  work: (folder: string, interrupted: AbortSignal) => Promise<T>,
): Promise<T> {
  await removeLeftovers(cache);
  const folder = await mkdtemp(join(cache, workPrefix));
  const interruption = new AbortController();
  const forget = onInterrupt(() => {
    interruption.abort(new Error('interrupted'));
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  try {
    return await work(folder, interruption.signal);
  } finally {
    forget();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * Moves a k6 that was proved to run to its place in the cache; resolves when a sound one is there.
 * The move replaces what is there in one step. Where that is refused, as on Windows for a file in use, another
 * process was faster, and its k6 will do if it is sound.
 *
 * @param candidate A file on the same file system as `target`.
 * @param probe Tells whether the k6 at a path is sound.
 * @throws Error if the candidate is not sound, or if it cannot be moved and no sound one is there.
 */
export async function settle(
  candidate: string,
  target: string,
  probe: (path: string) => Promise<K6Probe>,
): Promise<void> {
  const proof = await probe(candidate);
  if ('fault' in proof) throw new Error(`what came of it ${proof.fault}`);
  await mkdir(dirname(target), { recursive: true });
  try {
    await rename(candidate, target);
  } catch (error) {
    if ('fault' in (await probe(target))) throw error;
  }
}

async function removeLeftovers(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(workPrefix)) continue;
    const folder = join(cache, name);
    const changed = await stat(folder).catch(() => undefined);
    if (changed !== undefined && Date.now() - changed.mtimeMs > leftoverMs) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
