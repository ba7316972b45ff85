import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describe as shown, invalid, InvalidInputError } from '../../../lib/core/language/invalid.ts';
import { isObject } from '../../../lib/core/language/is-object.ts';

describe('an error of the caller', () => {
  it('reads by the one template', () => {
    const error = invalid('phase name', 'a text', 5, 'Quote it');
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error.name).toBe('InvalidInputError');
    expect(error.message).toBe('Invalid phase name: expected a text, received 5. Quote it.');
  });
});

describe('a value from outside', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  const hostile = {
    toJSON: () => {
      throw new Error('no');
    },
  };

  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    ['', '""'],
    ['a "b"', '"a \\"b\\""'],
    [5, '5'],
    [-0, '0'],
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [true, 'true'],
    [{ a: 1 }, '{"a":1}'],
    [[], '[]'],
    [() => 1, 'a function'],
    [cyclic, 'a value that is not JSON'],
    [10n, 'a value that is not JSON'],
    [hostile, 'a value that is not JSON'],
    [Symbol('s'), 'Symbol(s)'],
  ])('is one line: %#', (value, text) => {
    expect(shown(value)).toBe(text);
  });

  it('is cut at 120 characters', () => {
    expect(shown('x'.repeat(118))).toBe(`"${'x'.repeat(118)}"`);
    expect(shown('x'.repeat(119))).toBe(`"${'x'.repeat(116)}...`);
  });

  it('holds no control character and never more than 120 characters', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary', maxLength: 300 })), (value) => {
        const text = shown(value);
        expect(text.length).toBeLessThanOrEqual(120);
        expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
      }),
    );
  });
});

describe('isObject', () => {
  it.each([
    [{}, true],
    [Object.create(null), true],
    [[], false],
    [null, false],
    [undefined, false],
    ['', false],
    [5, false],
    [() => 1, false],
  ])('of %j is %s', (value, expected) => {
    expect(isObject(value)).toBe(expected);
  });
});
