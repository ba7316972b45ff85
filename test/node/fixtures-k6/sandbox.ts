import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { cacheFolder } from '../../../lib/node/cache-folder.ts';
import { type K6Binary, type K6BinaryOptions, k6Binary } from '../../../lib/node/k6-binary.ts';
import { cachedK6 } from '../../../lib/node/k6-cache.ts';

/** A home, a cache and a PATH without k6 and Go, removed after the test. Its platform is always linux on x64. */
export interface Sandbox {
  readonly root: string;
  readonly home: string;
  /** The only folder on PATH. Holds what unpacking needs. */
  readonly bin: string;
  readonly cache: string;
  /** Where the cached k6 belongs. */
  readonly target: string;
  readonly env: Record<string, string>;
  /** What `k6Binary` said. */
  readonly said: string[];
  readonly find: (options?: K6BinaryOptions) => Promise<K6Binary>;
  /** What lies in the cache; empty if there is no cache. */
  readonly inCache: () => string[];
}

export function sandbox(): Sandbox {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'k6-acceptance-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [home, bin] = [join(root, 'home'), join(root, 'bin')];
  mkdirSync(home);
  mkdirSync(bin);
  for (const command of ['tar', 'gzip']) symlinkSync(whereIs(command), join(bin, command));
  // fetch refuses port 1 without a connection, so no test reaches the network by mistake.
  const env: Record<string, string> = { PATH: bin, K6_DOWNLOAD_BASE: 'http://127.0.0.1:1' };
  const cache = cacheFolder('linux', env, home);
  const said: string[] = [];
  return {
    root,
    home,
    bin,
    cache,
    target: cachedK6(cache, 'linux', 'x64'),
    env,
    said,
    find: (options = {}) =>
      k6Binary({ env, platform: 'linux', arch: 'x64', home, say: (line) => void said.push(line), ...options }),
    inCache: () => {
      try {
        return readdirSync(cache);
      } catch {
        return [];
      }
    },
  };
}

export const versionLine = 'k6 v2.2.0 (go1.26.8, linux/amd64)';

/** A shell script that prints this line whatever it is asked. */
export function fakeK6(line = versionLine): string {
  return `#!/bin/sh\necho '${line}'\n`;
}

/** Writes an executable file and the folders above it; returns its path. */
export function executable(path: string, content: string | Buffer): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode: 0o755 });
  return path;
}

/** A program in Node, for fakes that need more than an `echo`. */
export function nodeProgram(path: string, source: string): string {
  return executable(path, `#!${process.execPath}\n${source}`);
}

function whereIs(command: string): string {
  return execFileSync('/bin/sh', ['-c', `command -v ${command}`], { encoding: 'utf8' }).trim();
}
