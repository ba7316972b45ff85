import { join, posix, win32 } from 'node:path';
import { k6Version } from './k6-version.ts';
import { executableName } from './on-path.ts';

/**
 * The project's own folder among the user's caches, as an absolute path; it need not exist.
 * Linux and the other Unixes: `$XDG_CACHE_HOME`, else `~/.cache`. macOS: `~/Library/Caches`. Windows: `%LOCALAPPDATA%`.
 * A relative `$XDG_CACHE_HOME` is ignored, as its specification asks.
 *
 * @param home The user's home folder.
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function cacheFolderFor(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  const name = 'k6-acceptance';
  if (platform === 'win32') {
    return win32.join(env['LOCALAPPDATA'] || win32.join(home, 'AppData', 'Local'), name);
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Caches', name);
  const given = env['XDG_CACHE_HOME'] ?? '';
  return posix.join(posix.isAbsolute(given) ? given : posix.join(home, '.cache'), name);
}

/** Where the cache folder keeps the pinned k6 of this platform. */
export function cachedK6PathFor(cache: string, platform: NodeJS.Platform, arch: string): string {
  return join(cache, `k6-v${k6Version}-${platform}-${arch}`, executableName('k6', platform));
}
