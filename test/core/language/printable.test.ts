import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../../lib/core/language/printable.ts';

describe('printable', () => {
  it.each([
    ['plain text, ümläut, 商品, 🛒, 👩‍👩‍👧', 'plain text, ümläut, 商品, 🛒, 👩‍👩‍👧'],
    ['\u001b[31mred\u001b[0m', '\uFFFD[31mred\uFFFD[0m'],
    ['\u009b31m', '\uFFFD31m'],
    ['a\nb\r\nc\td', 'a\uFFFDb\uFFFD\uFFFDc\uFFFDd'],
    ['\u0000\u0007\u0008\u007f\u0085\u009f', '\uFFFD'.repeat(6)],
    ['a\u2028b\u2029c', 'a\uFFFDb\uFFFDc'],
    ['\u202egnp.exe', '\uFFFDgnp.exe'],
    ['\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069\ufeff', '\uFFFD'.repeat(12)],
    ['\ud83d', '\uFFFD'],
    ['\ude00\ud83d', '\uFFFD\uFFFD'],
    ['a\ud83dz', 'a\uFFFDz'],
    ['', ''],
  ])('of %j is %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('leaves nothing that acts instead of showing, and changes nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const shown = printable(text);
        expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        expect(encodeURIComponent(shown)).toBeTypeOf('string');
        expect([...shown]).toHaveLength([...text].length);
        expect(printable(shown)).toBe(shown);
      }),
      { numRuns: 500 },
    );
  });
});
