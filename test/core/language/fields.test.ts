import { describe, expect, it } from 'vitest';
import { anyFunction, checkFields, listOrFunction } from '../../../lib/core/language/fields.ts';
import { anything, text, type Shape, anyList, anyObject } from '../../../lib/core/language/shape.ts';

const check = (value: unknown): void =>
  checkFields(
    value,
    'thing',
    { name: anything, list: anyList },
    { text, object: anyObject, run: anyFunction, other: anything },
  );

describe('the fields of a plan', () => {
  it.each([
    [{ name: 1, list: [] }],
    [{ name: undefined, list: [1] }],
    [{ name: 1, list: [], text: '', object: {}, run: () => 1, other: null }],
    [{ name: 1, list: [], text: undefined, object: undefined, run: undefined, other: undefined }],
  ])('may be %j', (value) => {
    expect(() => check(value)).not.toThrow();
  });

  it.each([
    [
      null,
      'Invalid thing: expected an object with name, list, text, object, run, other, received null. Write it in braces.',
    ],
    [undefined, 'Invalid thing: expected an object with name, list, text, object, run, other, received nothing.'],
    [[], 'Invalid thing: expected an object'],
    ['name', 'Invalid thing: expected an object'],
    [
      { name: 1, list: [], Text: 'x' },
      'Invalid thing: expected no other fields than name, list, text, object, run, other, received "Text". Check its spelling: perhaps "text".',
    ],
    [JSON.parse('{"name":1,"list":[],"__proto__":1}'), 'Invalid thing: expected no other fields than'],
    [{ name: 1, list: [], constructor: 1 }, 'Invalid thing: expected no other fields than'],
    [{ name: 1 }, 'Invalid list of thing: expected a list, received nothing. Give one.'],
    [{ name: 1, list: {} }, 'Invalid list of thing: expected a list, received {}.'],
    [
      { name: 1, list: [], text: 5 },
      'Invalid text of thing: expected a text, received 5. Correct it, or leave it out.',
    ],
    [{ name: 1, list: [], text: null }, 'Invalid text of thing: expected a text, received null.'],
    [{ name: 1, list: [], object: [] }, 'Invalid object of thing: expected an object, received [].'],
    [{ name: 1, list: [], run: 'x' }, 'Invalid run of thing: expected a function, received "x".'],
    [{ name: 1, list: 'text' }, 'Invalid list of thing: expected a list, received "text".'],
    [{ name: 1, list: { length: 0 } }, 'Invalid list of thing: expected a list, received {"length":0}.'],
    [{ name: 1, list: null }, 'Invalid list of thing: expected a list, received null. Give one.'],
    [{ name: 1, list: [], text: ['x'] }, 'Invalid text of thing: expected a text, received ["x"].'],
    [{ name: 1, list: [], text: Object('x') }, 'Invalid text of thing: expected a text, received "x".'],
    [{ name: 1, list: [], object: null }, 'Invalid object of thing: expected an object, received null.'],
    [{ name: 1, list: [], object: 'x' }, 'Invalid object of thing: expected an object, received "x".'],
    [{ name: 1, list: [], object: () => 1 }, 'Invalid object of thing: expected an object, received a function.'],
    [
      { name: 1, list: [], run: {} },
      'Invalid run of thing: expected a function, received {}. Correct it, or leave it out.',
    ],
    [{ name: 1, list: [], run: null }, 'Invalid run of thing: expected a function, received null.'],
    [{ name: 1, list: [], 'name ': 1 }, 'received "name ". Check its spelling: perhaps "name".'],
    [{ name: 1, list: [], '': 1 }, 'received "". Check its spelling.'],
    [{ name: 1, list: 5, unknown: 1 }, 'received "unknown". Check its spelling.'],
    [
      () => 1,
      'Invalid thing: expected an object with name, list, text, object, run, other, received a function. Write it in braces.',
    ],
  ])('may not be %j', (value, message) => {
    expect(() => check(value)).toThrow(message);
  });
});

describe('the optional fields', () => {
  it('may be none', () => {
    expect(() => checkFields({ name: 'x' }, 'thing', { name: text })).not.toThrow();
    expect(() => checkFields({}, 'thing', {})).not.toThrow();
    expect(() => checkFields({ more: 1 }, 'thing', { name: text })).toThrow(
      'Invalid thing: expected no other fields than name, received "more".',
    );
  });
});

describe('a required field', () => {
  it.each<[kind: string, shape: Shape<unknown>, right: unknown, wrong: unknown]>([
    ['a text', text, 'x', 5],
    ['a list', anyList, [], {}],
    ['an object', anyObject, {}, []],
    ['a function', anyFunction, () => 1, {}],
    ['a list, or a function that gives one', listOrFunction, [], {}],
    ['a list, or a function that gives one', listOrFunction, () => [], 'x'],
    ['a list', anyList, [], () => []],
  ])('that is %s is held against it', (kind, shape, right, wrong) => {
    expect(() => checkFields({ it: right }, 'thing', { it: shape })).not.toThrow();
    expect(() => checkFields({ it: wrong }, 'thing', { it: shape })).toThrow(
      `Invalid it of thing: expected ${kind}, received `,
    );
    expect(() => checkFields({}, 'thing', { it: shape })).toThrow(
      `Invalid it of thing: expected ${kind}, received nothing. Give one.`,
    );
  });
});
