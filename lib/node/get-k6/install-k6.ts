import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { reasonOf } from '../reason.ts';
import { buildK6, pinnedModuleFolder } from './build-k6.ts';
import { downloadK6 } from './download-k6.ts';
import { k6Version } from './k6-version.ts';
import { withLock } from './lock.ts';
import { moveIntoCache } from './move-into-cache.ts';
import { executableName, findOnPath } from './on-path.ts';
import { releaseArchiveFor } from './release-archive.ts';
import type { Search } from './search.ts';
import { inWorkFolder } from './work-folder.ts';

/** A way to put the pinned k6 into the cache. `install` throws why it does not work. */
type Way = {
  readonly name: string;
  readonly source: 'built' | 'downloaded';
  readonly install: (search: Search, folder: string, interrupted: AbortSignal) => Promise<void>;
};

const ways: readonly Way[] = [
  { name: 'build with Go', source: 'built', install: installBuilt },
  { name: 'release archive', source: 'downloaded', install: installDownloaded },
];

/**
 * How the pinned k6 came into the cache: `built` with Go, `downloaded`, or put there by a process that was faster
 * (`cache`); `undefined` if no way worked. Processes that install at the same time wait for the first. Nothing
 * unfinished is ever at the target, and nothing is left beside it.
 */
export async function installK6(search: Search): Promise<'cache' | Way['source'] | undefined> {
  const { cache, target, limits, say, probe, tried } = search;
  const lock = `${dirname(target)}.lock`;
  const onWait = (holder: string): void => say(`Process ${holder} is making k6 already (${lock}): waiting for it.`);
  try {
    await mkdir(cache, { recursive: true });
    return await withLock(lock, { waitMs: limits.lockMs, onWait }, async () => {
      if ('version' in (await probe(target, 'pinned'))) return 'cache';
      return inWorkFolder(cache, (folder, interrupted) => firstThatWorks(search, folder, interrupted));
    });
  } catch (error) {
    tried.push(`cache: ${cache} cannot be used: ${reasonOf(error)}`);
    return undefined;
  }
}

async function firstThatWorks(
  search: Search,
  folder: string,
  interrupted: AbortSignal,
): Promise<Way['source'] | undefined> {
  for (const { name, source, install } of ways) {
    if (interrupted.aborted) return undefined;
    try {
      await install(search, folder, interrupted);
      return source;
    } catch (error) {
      search.tried.push(`${name}: ${reasonOf(error)}`);
    }
  }
  return undefined;
}

async function installBuilt(search: Search, folder: string, interrupted: AbortSignal): Promise<void> {
  const { env, platform, limits, target, say } = search;
  const go = await findOnPath('go', env, platform);
  if (go === undefined) throw new Error('there is no go on PATH');
  say(`Building k6 v${k6Version} with Go, once: it takes about a minute on two cores.`);
  const startedAtMs = Date.now();
  const output = join(folder, executableName('k6', platform));
  try {
    const moduleFolder = search.moduleFolder ?? (await pinnedModuleFolder());
    await buildK6({ go, moduleFolder, output, scratch: folder, env, timeoutMs: limits.buildMs, signal: interrupted });
    await moveIntoCache(output, target, (path) => search.probe(path, 'pinned'));
  } catch (error) {
    say(`That failed: ${reasonOf(error)}`);
    throw error;
  }
  say(`Built ${target} in ${Math.round((Date.now() - startedAtMs) / 1000)} s.`);
}

async function installDownloaded(search: Search, folder: string, interrupted: AbortSignal): Promise<void> {
  const { env, platform, arch, limits, target, say } = search;
  const archive = releaseArchiveFor(platform, arch, env);
  say(`Downloading ${archive.url}, once.`);
  const candidate = await downloadK6(archive, folder, env, { stallMs: limits.stallMs, signal: interrupted });
  await moveIntoCache(candidate, target, (path) => search.probe(path, 'pinned'));
  say(`Downloaded and checked: ${target}.`);
}
