import { describe, expect, it } from 'vitest';
import { parseVus } from '../../../lib/core/plan/vus.ts';

describe('vus', () => {
  it.each([1, 500, 1_000_000, undefined])('may be %s', (vus) => {
    expect(parseVus(vus)).toBe(vus);
  });

  it.each([0, -1, 2.5, NaN, Infinity, '5', null, 1_000_001, 2 ** 53])('may not be %s', (vus) => {
    expect(() => parseVus(vus)).toThrow('Invalid vus: expected a whole number from 1 to 1000000, received ');
  });
});
