import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { downloadK6, k6Archive } from './k6-archive.ts';
import { buildK6, k6ModuleFolder } from './k6-build.ts';
import { inWorkFolder, settle } from './k6-cache.ts';
import { faultOf } from './k6-fault.ts';
import { withLock } from './k6-lock.ts';
import { executableName, onPath } from './k6-on-path.ts';
import type { K6Probe } from './k6-probe.ts';
import { k6Version } from './k6-version.ts';

export interface K6Installation {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** The cache folder; made if it is missing. */
  readonly cache: string;
  /** Where k6 is to be, inside the cache. */
  readonly target: string;
  /** The folder of the go.mod that pins k6; `undefined` for the one of this package. */
  readonly moduleFolder: string | undefined;
  readonly limits: { readonly buildMs: number; readonly stallMs: number; readonly lockMs: number };
  readonly say: (line: string) => void;
  /** Tells whether the file at a path is the pinned k6. */
  readonly pinned: (path: string) => Promise<K6Probe>;
  /** Takes each way that failed and why. */
  readonly tried: string[];
}

/**
 * How a sound k6 came to `target`: `built` with Go, `downloaded`, or from another process that was faster (`cache`);
 * `undefined` if no way worked.
 * Processes that install at the same time wait for the first. Nothing unfinished is ever at `target`, and nothing is
 * left beside it.
 */
export async function installK6(k6: K6Installation): Promise<'cache' | 'built' | 'downloaded' | undefined> {
  const { cache, target, limits, say, tried } = k6;
  const lock = `${dirname(target)}.lock`;
  const onWait = (holder: string): void => say(`Process ${holder} is making k6 already (${lock}): waiting for it.`);
  try {
    await mkdir(cache, { recursive: true });
    return await withLock(lock, { waitMs: limits.lockMs, onWait }, async () => {
      if ('version' in (await k6.pinned(target))) return 'cache';
      return inWorkFolder(cache, async (folder, interrupted) => {
        if (await isBuilt(k6, folder, interrupted)) return 'built';
        if (interrupted.aborted) return undefined;
        return (await isDownloaded(k6, folder, interrupted)) ? 'downloaded' : undefined;
      });
    });
  } catch (error) {
    tried.push(`cache: ${cache} cannot be used: ${faultOf(error)}`);
    return undefined;
  }
}

async function isBuilt(k6: K6Installation, folder: string, interrupted: AbortSignal): Promise<boolean> {
  const { env, platform, limits, target, say, tried } = k6;
  const go = await onPath('go', env, platform);
  if (go === undefined) {
    tried.push('build with Go: there is no go on PATH');
    return false;
  }
  say(`Building k6 v${k6Version} with Go, once: it takes about a minute on two cores.`);
  const startedAt = Date.now();
  try {
    const moduleFolder = k6.moduleFolder ?? (await k6ModuleFolder());
    const output = join(folder, executableName('k6', platform));
    await buildK6({ go, moduleFolder, output, scratch: folder, env, timeoutMs: limits.buildMs, signal: interrupted });
    await settle(output, target, k6.pinned);
    say(`Built ${target} in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
    return true;
  } catch (error) {
    tried.push(`build with Go: ${faultOf(error)}`);
    say(`That failed: ${faultOf(error)}`);
    return false;
  }
}

async function isDownloaded(k6: K6Installation, folder: string, interrupted: AbortSignal): Promise<boolean> {
  const { env, platform, arch, limits, target, say, tried } = k6;
  try {
    const archive = k6Archive(platform, arch, env);
    say(`Downloading ${archive.url}, once.`);
    const candidate = await downloadK6(archive, folder, env, { stallMs: limits.stallMs, signal: interrupted });
    await settle(candidate, target, k6.pinned);
    say(`Downloaded and checked: ${target}.`);
    return true;
  } catch (error) {
    tried.push(`release archive: ${faultOf(error)}`);
    return false;
  }
}
