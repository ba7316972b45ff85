import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { onInterrupt } from './on-interrupt.ts';

const namePrefix = '.making-';
/** Longer than any build or download takes: what is older was left by a process that was killed. */
const leftoverMs = 24 * 3_600_000;

/**
 * What `work` returns. It gets an empty folder of its own inside the cache, and a signal that aborts on an
 * interruption. The folder is gone afterwards, whatever happens: also after a failure, SIGINT, SIGTERM and SIGHUP.
 *
 * @param cache An existing folder. Because the folder is inside it, a finished file can be renamed into place in one
 * step.
 */
export async function inWorkFolder<Result>(
  cache: string,
  work: (folder: string, interrupted: AbortSignal) => Promise<Result>,
): Promise<Result> {
  await removeLeftovers(cache);
  const folder = await mkdtemp(join(cache, namePrefix));
  const interruption = new AbortController();
  const takeBack = onInterrupt(() => {
    interruption.abort(new Error('interrupted'));
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  try {
    return await work(folder, interruption.signal);
  } finally {
    takeBack();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function removeLeftovers(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(namePrefix)) continue;
    const folder = join(cache, name);
    const changed = await stat(folder).catch(() => undefined);
    if (changed !== undefined && Date.now() - changed.mtimeMs > leftoverMs) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
