import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { K6Probe } from './probe-k6.ts';

/**
 * Moves a k6 that was seen to run to its place in the cache, in one step; resolves when a usable one is there. Where
 * the move is refused, as on Windows for a file in use, another process was faster. Its k6 will do if it is usable.
 *
 * @param candidate A file on the same file system as `target`.
 * @param probe Tells whether the k6 at a path is usable.
 * @throws When the candidate is not usable, or cannot be moved and no usable k6 is there.
 */
export async function moveIntoCache(
  candidate: string,
  target: string,
  probe: (path: string) => Promise<K6Probe>,
): Promise<void> {
  const result = await probe(candidate);
  if ('unusable' in result) throw new Error(`what came of it ${result.unusable}`);
  await mkdir(dirname(target), { recursive: true });
  try {
    await rename(candidate, target);
  } catch (error) {
    if ('unusable' in (await probe(target))) throw error;
  }
}
