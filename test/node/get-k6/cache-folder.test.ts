import { expect, test } from 'vitest';
import { cacheFolderFor } from '../../../lib/node/get-k6/cache-folder.ts';

test.each([
  ['linux', {}, '/home/ada', '/home/ada/.cache/k6-acceptance'],
  ['linux', { XDG_CACHE_HOME: '/fast/cache' }, '/home/ada', '/fast/cache/k6-acceptance'],
  ['linux', { XDG_CACHE_HOME: '' }, '/home/ada', '/home/ada/.cache/k6-acceptance'],
  ['linux', { XDG_CACHE_HOME: 'relative' }, '/home/ada', '/home/ada/.cache/k6-acceptance'],
  ['freebsd', {}, '/home/ada', '/home/ada/.cache/k6-acceptance'],
  ['darwin', { XDG_CACHE_HOME: '/fast/cache' }, '/Users/ada', '/Users/ada/Library/Caches/k6-acceptance'],
  ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\ada', 'D:\\Local\\k6-acceptance'],
  ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Local\\k6-acceptance'],
] as const)('on %s with %o is a folder of the user', (platform, env, home, folder) => {
  expect(cacheFolderFor(platform, env, home)).toBe(folder);
});
