import * as fc from 'fast-check';
import { crc32 as crc32OfNode } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../lib/core/document/crc-32.ts';
import { digestOf } from '../../../lib/core/document/digest.ts';
import { utf8 } from '../../../lib/core/document/utf-8.ts';

/** The digest of a canonical JSON text, by Node's own encoder and zlib. */
const digestOfText = (canonical: string): string =>
  `crc32:${crc32OfNode(Buffer.from(canonical)).toString(16).padStart(8, '0')}`;

describe('the CRC-32', () => {
  // The check value is the one of the catalogue of parametrised CRC algorithms (CRC-32/ISO-HDLC).
  it.each([
    ['123456789', 0xcbf43926],
    ['', 0],
    ['a', 0xe8b7be43],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j is the published one', (text, published) => {
    expect(crc32(utf8(text))).toBe(published);
  });

  it('is the one of zlib for any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        (bytes) => void expect(crc32(Buffer.from(bytes).toString('latin1'))).toBe(crc32OfNode(bytes)),
      ),
    );
  });
});

it('a text has the bytes that Node gives it in UTF-8', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 50 }),
      (text) => void expect(utf8(text)).toBe(Buffer.from(text).toString('latin1')),
    ),
  );
});

describe('the digest', () => {
  // RFC 8785, sections 3.2.2 and 3.2.3: the input, and its canonical form.
  it.each([
    [
      String.raw`{ "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] }`,
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    ],
    [
      String.raw`{ "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis" }`,
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ],
  ])('is taken of the canonical form of %s', (json, canonical) => {
    expect(digestOf(JSON.parse(json))).toBe(digestOfText(canonical));
  });

  it('depends on no white space and on no order, and on every value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (content) => {
        const turned = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(content, null, 3))).toReversed());
        expect(digestOf(turned)).toBe(digestOf(content));
        const [name = ''] = Object.keys(content);
        expect(digestOf({ ...content, [name]: 'another value' })).not.toBe(digestOf(content));
      }),
    );
  });
});
