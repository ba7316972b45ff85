import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { invalid } from '../../core/language/invalid.ts';
import { printable } from '../../core/language/printable.ts';
import { installK6 } from './install-k6.ts';
import { k6Version, oldestK6Version } from './k6-version.ts';
import { k6Missing } from './k6-missing.ts';
import { findOnPath } from './on-path.ts';
import { type GetK6Options, type Search, searchFor } from './search.ts';

export type K6Binary = {
  /** Absolute. */
  readonly path: string;
  /** Without `v`. */
  readonly version: string;
  readonly source: 'K6_BINARY' | 'PATH' | 'cache' | 'built' | 'downloaded';
};

/** The k6 as one line that can be shown, without its end: `k6 2.2.0 (cache): /home/…/k6`. */
export function renderK6({ path, version, source }: K6Binary): string {
  return `k6 ${version} (${source}): ${printable(path)}`;
}

/**
 * A k6 that was just seen to run, and where it comes from. The order: `K6_BINARY`; `k6` on PATH, if it is 2.0.0 or
 * later; the user's cache. Else the pinned version is put into the cache: built with Go, or, where there is no Go or
 * the build fails, from the official release archive. A `K6_BINARY` that will not do is an error, and never passed
 * over. An empty one counts as not set.
 *
 * @throws InvalidInputError when `K6_BINARY` is set to something else than a supported k6.
 * @throws K6MissingError when no way works.
 */
export async function getK6(options: GetK6Options = {}): Promise<K6Binary> {
  const search = searchFor(options);
  for (const way of [fromVariable, fromPath, fromCache, fromInstallation]) {
    const k6 = await way(search);
    if (k6 !== undefined) return k6;
  }
  throw k6Missing(search.tried, search.platform);
}

async function fromVariable({ env, probe, tried }: Search): Promise<K6Binary | undefined> {
  const value = env['K6_BINARY'] ?? '';
  if (value === '') {
    tried.push('K6_BINARY: not set');
    return undefined;
  }
  const path = resolve(value);
  const result = await probe(path, 'supported');
  if ('version' in result) return { path, version: result.version, source: 'K6_BINARY' };
  throw invalid(
    'K6_BINARY',
    `the path of a k6 ${oldestK6Version} or later that runs`,
    value,
    `This one ${result.unusable}. Correct it, or unset it to have k6 found or fetched`,
  );
}

async function fromPath({ env, platform, probe, say, tried }: Search): Promise<K6Binary | undefined> {
  const path = await findOnPath('k6', env, platform);
  if (path === undefined) {
    tried.push('k6 on PATH: there is none');
    return undefined;
  }
  const result = await probe(path, 'supported');
  if ('version' in result) return { path, version: result.version, source: 'PATH' };
  tried.push(`k6 on PATH: ${path} ${result.unusable}`);
  say(`The k6 on PATH is not used: ${path} ${result.unusable}.`);
  return undefined;
}

async function fromCache({ target, probe, say, tried }: Search): Promise<K6Binary | undefined> {
  if ((await stat(target).catch(() => undefined)) === undefined) {
    tried.push(`cache: nothing is at ${target}`);
    return undefined;
  }
  const result = await probe(target, 'pinned');
  if ('version' in result) return { path: target, version: result.version, source: 'cache' };
  tried.push(`cache: ${target} ${result.unusable}`);
  say(`The k6 in the cache is made anew: ${target} ${result.unusable}.`);
  return undefined;
}

async function fromInstallation(search: Search): Promise<K6Binary | undefined> {
  const source = await installK6(search);
  return source === undefined ? undefined : { path: search.target, version: k6Version, source };
}
