import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { invalid } from '../../core/invalid.ts';
import { printable } from '../../core/render/printable.ts';
import { cacheFolder } from './cache-folder.ts';
import { cachedK6 } from './k6-cache.ts';
import { installK6 } from './k6-install.ts';
import { k6Missing } from './k6-missing.ts';
import { onPath } from './k6-on-path.ts';
import { type K6Probe, probeK6 } from './k6-probe.ts';
import { k6Version, oldestK6Version } from './k6-version.ts';

/** How long each step may take, in milliseconds. A build takes a minute on two cores. */
const k6Limits = {
  /** For `k6 version` to answer. */
  probeMs: 20_000,
  buildMs: 15 * 60_000,
  /** For a server to send nothing. */
  stallMs: 30_000,
  /** For another process that is putting k6 into the cache. */
  lockMs: 20 * 60_000,
};

export interface K6BinaryOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  readonly arch?: string;
  /** The user's home folder. */
  readonly home?: string;
  /** The folder of the go.mod that pins k6; by default the one of this package. */
  readonly moduleFolder?: string;
  /** Takes one line on what is going on; standard error by default. */
  readonly say?: (line: string) => void;
  readonly limits?: Partial<typeof k6Limits>;
}

export interface K6Binary {
  /** Absolute. */
  readonly path: string;
  /** Without `v`. */
  readonly version: string;
  readonly source: 'K6_BINARY' | 'PATH' | 'cache' | 'built' | 'downloaded';
}

/** The k6 as one line that can be shown, without its end: `k6 2.2.0 (cache): /home/…/k6`. */
export function renderK6({ path, version, source }: K6Binary): string {
  return `k6 ${version} (${source}): ${printable(path)}`;
}

/**
 * A k6 that was just seen to run, and where it comes from.
 * The order: `K6_BINARY`; `k6` on PATH if it is 2.0.0 or later; the user's cache; else the pinned version is put into the
 * cache, built with Go where there is Go, otherwise or if that fails from the official release archive.
 * A `K6_BINARY` that will not do is an error and never passed over; an empty one counts as not set.
 *
 * @throws InvalidInputError if `K6_BINARY` is set to something else than a supported k6.
 * @throws K6MissingError if no way works.
 */
export async function k6Binary(options: K6BinaryOptions = {}): Promise<K6Binary> {
  const search = searchFor(options);
  return (
    (await fromVariable(search)) ?? (await fromPath(search)) ?? (await fromCache(search)) ?? (await intoCache(search))
  );
}

type Search = ReturnType<typeof searchFor>;

function searchFor(options: K6BinaryOptions) {
  const { env = process.env, platform = process.platform, arch = process.arch, home = homedir() } = options;
  const { say = (line: string): void => void process.stderr.write(`${line}\n`), moduleFolder } = options;
  const limits = { ...k6Limits, ...options.limits };
  const cache = cacheFolder(platform, env, home);
  const target = cachedK6(cache, platform, arch);
  const pinned = (path: string): Promise<K6Probe> => probeK6(path, 'pinned', env, limits.probeMs);
  const tried: string[] = [];
  return { env, platform, arch, moduleFolder, say, limits, cache, target, pinned, tried };
}

async function fromVariable({ env, limits, tried }: Search): Promise<K6Binary | undefined> {
  const value = env['K6_BINARY'] ?? '';
  if (value === '') {
    tried.push('K6_BINARY: not set');
    return undefined;
  }
  const path = resolve(value);
  const probe = await probeK6(path, 'supported', env, limits.probeMs);
  if ('version' in probe) return { path, version: probe.version, source: 'K6_BINARY' };
  const rule = `the path of a k6 ${oldestK6Version} or later that runs`;
  throw invalid(
    'K6_BINARY',
    rule,
    value,
    `This one ${probe.fault}. Correct it, or unset it to have k6 found or fetched`,
  );
}

async function fromPath({ env, platform, limits, say, tried }: Search): Promise<K6Binary | undefined> {
  const path = await onPath('k6', env, platform);
  if (path === undefined) {
    tried.push('k6 on PATH: there is none');
    return undefined;
  }
  const probe = await probeK6(path, 'supported', env, limits.probeMs);
  if ('version' in probe) return { path, version: probe.version, source: 'PATH' };
  tried.push(`k6 on PATH: ${path} ${probe.fault}`);
  say(`The k6 on PATH is not used: ${path} ${probe.fault}.`);
  return undefined;
}

async function fromCache({ target, pinned, say, tried }: Search): Promise<K6Binary | undefined> {
  if ((await stat(target).catch(() => undefined)) === undefined) {
    tried.push(`cache: nothing is at ${target}`);
    return undefined;
  }
  const probe = await pinned(target);
  if ('version' in probe) return { path: target, version: probe.version, source: 'cache' };
  tried.push(`cache: ${target} ${probe.fault}`);
  say(`The k6 in the cache is made anew: ${target} ${probe.fault}.`);
  return undefined;
}

async function intoCache(search: Search): Promise<K6Binary> {
  const source = await installK6(search);
  if (source === undefined) throw k6Missing(search.tried, search.platform);
  return { path: search.target, version: k6Version, source };
}
