import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../../lib/core/language/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['1ms', 1],
    ['250ms', 250],
    ['1s', 1000],
    ['30s', 30_000],
    ['0.5s', 500],
    ['1m', 60_000],
    ['1m30s', 90_000],
    ['1.5h', 5_400_000],
    ['1h', 3_600_000],
    ['1d', 86_400_000],
    ['1d12h', 129_600_000],
    ['1h1m1s1ms', 3_661_001],
    ['5m5ms', 300_005],
    ['90m', 5_400_000],
    ['0h30s', 30_000],
    ['1s1s', 2000],
    ['00030s', 30_000],
    ['106751d', 9_223_286_400_000],
  ])('of %s is %d ms', (text, ms) => {
    expect(parseDuration(text, 'duration')).toBe(ms);
  });

  it.each([
    '',
    '0',
    '0s',
    '0ms',
    '0.0s',
    '0h0m0s',
    '30',
    '30 s',
    ' 30s',
    '30s ',
    '30s\n',
    '-5s',
    '+5s',
    '1m-30s',
    '.5s',
    '5.s',
    '1,5s',
    '1e3s',
    's',
    'ms',
    '5S',
    '5us',
    '5µs',
    '5ns',
    '5w',
    'NaN',
    'NaNs',
    'Infinitys',
    '0x10s',
    '५s',
    '5ss',
    '30s;',
    `${'9'.repeat(400)}s`,
    30,
    0,
    NaN,
    Infinity,
    null,
    undefined,
    {},
    ['30s'],
    true,
  ])('rejects %j', (text) => {
    expect(() => parseDuration(text, 'duration of phase "peak"')).toThrow(
      /^Invalid duration of phase "peak": expected a duration above zero in k6's notation, received .+\. Write numbers with units, such as 30s, 1m30s or 500ms\.$/,
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [0.4, '0s'],
    [0.5, '0.001s'],
    [1, '0.001s'],
    [500, '0.5s'],
    [999, '0.999s'],
    [1000, '1s'],
    [1001, '1.001s'],
    [1499.5, '1.5s'],
    [59_999, '59.999s'],
    [60_000, '1m'],
    [90_000, '1m30s'],
    [3_599_000, '59m59s'],
    [3_600_000, '1h'],
    [3_601_000, '1h1s'],
    [3_661_001, '1h1m1.001s'],
    [86_400_000, '24h'],
    [90_000_000, '25h'],
  ])('of %d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('is read back as the same milliseconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (ms) => {
        expect(parseDuration(formatDuration(ms), 'duration')).toBeCloseTo(ms, 6);
      }),
    );
  });
});
