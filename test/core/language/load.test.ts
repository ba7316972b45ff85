import { describe, expect, it } from 'vitest';
import { loadAmount, parseLoad } from '../../../lib/core/language/load.ts';

describe('an arrival rate', () => {
  it.each([
    ['50/s', 50, 1000, 50],
    ['90/m', 90, 60_000, 1.5],
    ['7200/h', 7200, 3_600_000, 2],
    ['864/d', 864, 86_400_000, 0.01],
    ['100/10s', 100, 10_000, 10],
    ['3/1m30s', 3, 90_000, 1 / 30],
    ['5/500ms', 5, 500, 10],
    ['5/ms', 5, 1, 5000],
    ['0/s', 0, 1000, 0],
    ['2.5/s', 2.5, 1000, 2.5],
    ['1000000/s', 1_000_000, 1000, 1_000_000],
  ])('of %s is so many iterations in so many ms, per second', (text, iterations, periodMs, perSecond) => {
    const load = parseLoad(text, 'load');
    expect(load).toEqual({ model: 'open', iterations, periodMs });
    expect(loadAmount(load)).toBeCloseTo(perSecond, 12);
  });
});

describe('a number of VUs', () => {
  it.each([
    ['50 VUs', 50],
    ['1 VUs', 1],
    ['0 VUs', 0],
    ['2.0 VUs', 2],
  ])('of %s is closed', (text, vus) => {
    const load = parseLoad(text, 'load');
    expect(load).toEqual({ model: 'closed', vus });
    expect(loadAmount(load)).toBe(vus);
  });
});

describe('a text that is no load', () => {
  it.each([
    '',
    '50',
    '/s',
    's',
    '50/',
    '50/ s',
    '50 /s',
    ' 50/s',
    '50/s ',
    '-50/s',
    '+50/s',
    '.5/s',
    '5./s',
    '1e3/s',
    'NaN/s',
    'Infinity/s',
    '50/x',
    '50/S',
    '50/0s',
    '50/-1s',
    '50/10',
    '50/s/s',
    '50\n/s',
    '2.5 VUs',
    '-1 VUs',
    '50VUs',
    '50  VUs',
    '50 vus',
    '50 VU',
    '50 VUs ',
    'VUs',
    'NaN VUs',
    '1e400 VUs',
    '9007199254740993 VUs',
    50,
    NaN,
    null,
    undefined,
    {},
    ['50/s'],
  ])('is rejected: %j', (text) => {
    expect(() => parseLoad(text, 'load of phase "peak"')).toThrow('Invalid load of phase "peak": expected ');
  });

  it.each([`${'9'.repeat(400)}/s`, `${'9'.repeat(400)} VUs`, '1000001/s', '1000001 VUs', '1001/ms'])(
    'is rejected when no generator reaches it: %#',
    (text) => {
      expect(() => parseLoad(text, 'load')).toThrow(
        'Invalid load: expected at most 1000000 VUs or iterations per second, received ',
      );
    },
  );

  it('may be the largest of all', () => {
    expect([parseLoad('1000000/s', 'load'), parseLoad('1000000 VUs', 'load')].map(loadAmount)).toEqual([
      1_000_000, 1_000_000,
    ]);
    expect(loadAmount(parseLoad('7200000/h', 'load'))).toBe(2000);
  });
});
