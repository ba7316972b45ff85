import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../demo/settings.ts';

describe('parseSettings', () => {
  it.each([{}, { PORT: '', POOL_SIZE: '', DEMO_EXIT_WITH_STDIN: '' }])('gives the defaults for %j', (env) => {
    expect(parseSettings(env)).toEqual({ port: 3000, poolSize: 10, exitWithStdin: false });
  });

  it.each([
    [
      { PORT: '0', POOL_SIZE: '1', DEMO_EXIT_WITH_STDIN: '0' },
      { port: 0, poolSize: 1, exitWithStdin: false },
    ],
    [
      { PORT: '65535', POOL_SIZE: '40', DEMO_EXIT_WITH_STDIN: '1' },
      { port: 65_535, poolSize: 40, exitWithStdin: true },
    ],
  ])('accepts the ends of each range: %j', (env, expected) => {
    expect(parseSettings(env)).toEqual(expected);
  });

  it.each([
    ['PORT', '65536', 'a whole number from 0 to 65535', 3000],
    ['PORT', '-1', 'a whole number from 0 to 65535', 3000],
    ['PORT', 'http', 'a whole number from 0 to 65535', 3000],
    ['PORT', ' ', 'a whole number from 0 to 65535', 3000],
    ['POOL_SIZE', '0', 'a whole number from 1 to 40', 10],
    ['POOL_SIZE', '41', 'a whole number from 1 to 40', 10],
    ['POOL_SIZE', '2.5', 'a whole number from 1 to 40', 10],
    ['POOL_SIZE', '1e1', 'a whole number from 1 to 40', 10],
    ['DEMO_EXIT_WITH_STDIN', '2', 'a whole number from 0 to 1', 0],
    ['DEMO_EXIT_WITH_STDIN', 'true', 'a whole number from 0 to 1', 0],
  ])('rejects %s=%s', (name, text, rule, fallback) => {
    expect(() => parseSettings({ [name]: text })).toThrow(
      `Invalid ${name}: expected ${rule}, received "${text}". Change it, or unset it for ${fallback}.`,
    );
  });
});
