import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absent,
  inUnit,
  renderAbout,
  renderBytes,
  renderDuration,
  renderLoad,
  renderValue,
} from '../../../lib/core/language/quantity.ts';

describe('renderValue', () => {
  it.each([
    [12.345, 'ms', '12.3 ms'],
    [123.45, 'ms', '123 ms'],
    [1234.4, 'ms', '1234 ms'],
    [0.012_345, 'ms', '0.0123 ms'],
    [0, 'ms', '0 ms'],
    [250, 'ms', '250 ms'],
    [99.96, 'ms', '100.0 ms'],
    [-5.25, 'ms', '-5.25 ms'],
    [0.004_2, 'ratio', '0.420 %'],
    [0.01, 'ratio', '1 %'],
    [1, 'ratio', '100 %'],
    [0, 'ratio', '0 %'],
    [0.123_456, 'ratio', '12.3 %'],
    [118, '/s', '118/s'],
    [80.5, '/s', '80.5/s'],
    [4.5, 'orders/s', '4.50 orders/s'],
    [3, '', '3'],
    [2.5, '', '2.50'],
    [7, 'orders', '7 orders'],
    [20, 'VUs', '20 VUs'],
  ])('of %d in %j is %s', (value, unit, text) => {
    expect(renderValue(value, unit)).toBe(text);
  });

  it.each(['ms', 'ratio', '/s', '', 'orders'])('of nothing in %j is a dash, never 0', (unit) => {
    expect(renderValue(null, unit)).toBe('—');
    expect(absent).toBe('—');
  });

  it('keeps three significant digits of whatever it shows', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (value) => {
        const shown = Number(renderValue(value, '').replace(/[^\d.eE+-]/g, ''));
        expect(Math.abs(shown - value)).toBeLessThanOrEqual(0.005 * value);
      }),
    );
  });
});

describe('renderDuration', () => {
  it.each([
    [0, '0 s'],
    [40, '0 s'],
    [150, '0.2 s'],
    [999, '1 s'],
    [1500, '1.5 s'],
    [8000, '8 s'],
    [59_900, '59.9 s'],
    [59_949, '59.9 s'],
    [59_960, '1 min'],
    [60_000, '1 min'],
    [61_000, '1 min 1 s'],
    [90_400, '1 min 30 s'],
    [119_600, '2 min'],
    [150_000, '2 min 30 s'],
    [3_600_000, '60 min'],
    [3_661_000, '61 min 1 s'],
  ])('of %d ms is %s', (ms, text) => {
    expect(renderDuration(ms)).toBe(text);
  });
});

describe('renderAbout', () => {
  it.each([
    [0.186_4, '', '0.19'],
    [4.45, 's', '4.5 s'],
    [0.027_9, 'ratio', '2.8 %'],
    [480, '/s', '480/s'],
    [1234, '', '1200'],
    [0, 's', '0 s'],
    [null, 's', '—'],
  ])('of %d in %j is %s', (value, unit, text) => {
    expect(renderAbout(value, unit)).toBe(text);
  });
});

describe('renderBytes', () => {
  it.each([
    [0, '0 B'],
    [812, '812 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [941_600, '942 kB'],
    [999_400, '999 kB'],
    [999_500, '1 MB'],
    [54_000_000, '54 MB'],
    [1_250_000_000, '1.25 GB'],
    [2e12, '2000 GB'],
    [null, '—'],
  ])('of %d is %s', (bytes, text) => {
    expect(renderBytes(bytes)).toBe(text);
  });
});

describe('renderLoad', () => {
  it.each([
    ['hold', 'open', 40, 40, '40/s'],
    ['hold', 'open', 2.5, 2.5, '2.50/s'],
    ['ramp', 'open', 0, 50, '0 → 50/s'],
    ['ramp', 'open', 50, 0, '50 → 0/s'],
    ['hold', 'closed', 20, 20, '20 VUs'],
    ['ramp', 'closed', 0, 20, '0 → 20 VUs'],
  ] as const)('of a %s, %s from %d to %d is %s', (kind, model, loadFrom, loadTo, text) => {
    expect(renderLoad({ kind, model, loadFrom, loadTo })).toBe(text);
  });
});

describe('inUnit', () => {
  it.each([
    [0.07, 'ratio', 7],
    [0.14, 'ratio', 14],
    [0.57, 'ratio', 57],
    [0.07, 'ms', 0.07],
    [0.07, '', 0.07],
  ])('of %d in %j is %d, without what binary adds', (value, unit, shown) => {
    expect(inUnit(value, unit)).toBe(shown);
  });
});
