import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { Place, writtenFile } from '../../../lib/core/language/place.ts';
import {
  anything,
  codeOf,
  constant,
  countFrom,
  described,
  flag,
  list,
  mapOf,
  named,
  number,
  numberIn,
  object,
  orNull,
  text,
  textLike,
  wholeNumber,
  withRules,
  wordOf,
  type Definitions,
  type JsonSchema,
  type Shape,
} from '../../../lib/core/language/shape.ts';

const whatToDo = 'Take the file as it was written, or run the test again';
const read = <T>(shape: Shape<T>, value: unknown, isLater = false): T =>
  shape.read(value, new Place(writtenFile('thing', isLater)));

/** The schema of a shape, and the schemas that it refers to. */
function schemaOf(shape: Shape<unknown>): { schema: JsonSchema; definitions: Record<string, JsonSchema> } {
  const definitions: Definitions = new Map();
  const schema = shape.schema(definitions);
  return { schema, definitions: Object.fromEntries(definitions) };
}

type Example = { readonly name: string; readonly count: number | null };
const example = object<Example>({ name: text, count: orNull(countFrom(1)) });
const spans = withRules(object({ from: number, to: number, open: flag }), [
  {
    field: 'to',
    expects: 'a number from "from" on',
    holds: ({ from, to }) => to >= from,
    // Not the whole rule: a schema cannot compare two fields.
    schema: {},
  },
  {
    field: 'open',
    expects: 'true from 100 on',
    holds: ({ from, open }) => open || from < 100,
    schema: { anyOf: [{ properties: { open: { const: true } } }, { properties: { from: { exclusiveMaximum: 100 } } }] },
  },
]);

describe('a shape reads', () => {
  it.each<[what: string, shape: Shape<unknown>, values: readonly unknown[]]>([
    ['anything', anything, [null, 0, '', [], {}, true]],
    ['text', text, ['', 'x', '5', 'null']],
    ['flag', flag, [true, false]],
    ['number', number, [0, -1.5, 1e300, Number.MIN_VALUE]],
    ['wholeNumber', wholeNumber, [0, -3, 1e300]],
    ['textLike', textLike(/^a+$/), ['a', 'aaa']],
    ['numberIn from and to', numberIn({ from: 0, to: 1 }), [0, 0.5, 1]],
    ['numberIn above', numberIn({ above: 0 }), [Number.MIN_VALUE, 1, 1e300]],
    ['numberIn without limits', numberIn({}), [-1e300, 0]],
    ['countFrom', countFrom(2), [2, 3, 1e15]],
    ['constant text', constant('x'), ['x']],
    ['constant number', constant(0), [0]],
    ['constant flag', constant(false), [false]],
    ['wordOf', wordOf(['pass', 'fail']), ['pass', 'fail']],
    ['codeOf', codeOf(['no-load', 'no-data']), ['no-load', 'no-data']],
    ['orNull', orNull(text), [null, '']],
    ['list', list(number), [[], [1], [1, 2, 1]]],
    ['list of at least one', list(text, { least: 1 }), [['x'], ['x', 'y']]],
    ['mapOf', mapOf(number), [{}, { a: 1 }, { constructor: 1, '': 2 }]],
    [
      'object',
      example,
      [
        { name: '', count: null },
        { count: 1, name: 'x' },
      ],
    ],
    ['object without fields', object({}), [{}]],
    [
      'withRules',
      spans,
      [
        { from: 1, to: 1, open: false },
        { from: 100, to: 200, open: true },
        { from: 99, to: 100, open: false },
      ],
    ],
    ['named', named('thing', example), [{ name: 'x', count: 2 }]],
    ['described', described(text, 'A text.'), ['x']],
  ])('%s', (_, shape, values) => {
    for (const value of values) expect(read(shape, value)).toStrictEqual(value);
  });

  it('a map with a name that means something to JavaScript as one of its fields', () => {
    const value: unknown = JSON.parse('{"__proto__":1,"toString":2}');
    const map = read(mapOf(number), value);
    expect(Object.entries(map)).toEqual([
      ['__proto__', 1],
      ['toString', 2],
    ]);
    expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
  });
});

describe('a shape refuses', () => {
  it.each<[rule: string, shape: Shape<unknown>, values: readonly unknown[]]>([
    ['a text', text, [5, null, undefined, ['x'], Object('x')]],
    ['true or false', flag, ['true', 0, null, undefined]],
    ['a number', number, ['5', null, NaN, Infinity, -Infinity, [5], undefined]],
    ['a whole number', wholeNumber, [0.5, '5', NaN, Infinity, null]],
    ['a text like ^a+$', textLike(/^a+$/), ['', 'b', 'ab', 5, null]],
    ['a number from 0 to 1', numberIn({ from: 0, to: 1 }), [-Number.MIN_VALUE, 1.000_001, NaN, '0', null]],
    ['a number from 0', numberIn({ from: 0 }), [-1, Infinity, null]],
    ['a number above 0', numberIn({ above: 0 }), [0, -1, NaN, '1']],
    ['a number to 5', numberIn({ to: 5 }), [5.1, -Infinity]],
    ['a whole number from 2', countFrom(2), [1, 2.5, -2, '2', null, Infinity]],
    ['"x"', constant('x'), ['y', '', 'X', null]],
    ['1', constant(1), ['1', 2, true]],
    ['true', constant(true), [false, 'true', 1]],
    ['pass or fail', wordOf(['pass', 'fail']), ['Pass', '', null, 0, ['pass']]],
    ['no-load or no-data', codeOf(['no-load', 'no-data']), ['no-network', 'No-load', '', null]],
    ['a text', orNull(text), [5, undefined, []]],
    ['an object', orNull(example), [5, []]],
    ['a list', list(number), [{}, 'x', null, { length: 0 }, undefined]],
    ['a list of at least 2', list(number, { least: 2 }), [[], [1]]],
    ['an object', mapOf(number), [[], null, 'x', 5, undefined]],
    ['an object', example, [[], null, 'x', 5, undefined]],
    ['an object', spans, [[], null]],
    ['a text', named('thing', text), [5]],
    ['a text', described(text, 'A text.'), [5]],
  ])('what is not %s', (rule, shape, values) => {
    for (const value of values) {
      expect(() => read(shape, value)).toThrow(`Invalid thing: expected ${rule}, received `);
      expect(() => read(shape, value)).toThrow(new RegExp(`\\. ${whatToDo}\\.$`));
    }
  });

  it.each<[shape: Shape<unknown>, value: unknown, message: string]>([
    [list(number), [1, 'x'], 'field [1] of the thing: expected a number, received "x"'],
    [mapOf(number), { a: 1, b: null }, 'field b of the thing: expected a number, received null'],
    [mapOf(list(text)), { a: ['x', 5] }, 'field a[1] of the thing: expected a text, received 5'],
    [
      list(example),
      [{ name: 'x', count: 0 }],
      'field [0].count of the thing: expected a whole number from 1, received 0',
    ],
    [example, { name: 'x' }, 'field count of the thing: expected a value, received nothing'],
    [
      example,
      { name: 'x', count: undefined },
      'field count of the thing: expected a whole number from 1, received nothing',
    ],
    [example, {}, 'field name of the thing: expected a value, received nothing'],
    [example, Object.create({ name: 'x', count: 1 }), 'field name of the thing: expected a value, received nothing'],
    [example, { name: 'x', count: 1, more: 5 }, 'field "more" of the thing: expected no such field, received 5'],
    [example, { more: 5 }, 'field "more" of the thing: expected no such field, received 5'],
    [
      example,
      JSON.parse('{"name":"x","count":1,"__proto__":5}'),
      'field "__proto__" of the thing: expected no such field, received 5',
    ],
    [example, { name: 'x', count: 1, constructor: 5 }, 'field "constructor" of the thing: expected no such field'],
    [list(example), [{ name: 'x', count: 1, more: 5 }], 'field [0]."more" of the thing: expected no such field'],
    [spans, { from: 2, to: 1, open: true }, 'field to of the thing: expected a number from "from" on, received 1'],
    [spans, { from: 100, to: 100, open: false }, 'field open of the thing: expected true from 100 on, received false'],
    // The first rule that does not hold, and none before the fields are what they have to be.
    [spans, { from: 200, to: 1, open: false }, 'field to of the thing: expected a number from "from" on, received 1'],
    [spans, { from: 200, to: 1, open: 0 }, 'field open of the thing: expected true or false, received 0'],
  ])('%#: %j', (shape, value, message) => {
    expect(() => read(shape, value)).toThrow(`Invalid ${message}`);
  });

  it('a name from outside in one printable line', () => {
    expect(() => read(example, { name: 'x', count: 1, '\u001b[31m\n': 5 })).toThrow(
      'Invalid field "\\u001b[31m\\n" of the thing: expected no such field, received 5.',
    );
  });
});

describe('of a later minor version', () => {
  it('fields that are not known are passed over, at every depth', () => {
    const nested = object({ rows: list(example), last: orNull(example) });
    const value = {
      rows: [{ name: 'x', count: 1, more: 5 }],
      last: { name: 'y', count: null, more: {} },
      later: [1],
    };
    expect(read(nested, value, true)).toStrictEqual({
      rows: [{ name: 'x', count: 1 }],
      last: { name: 'y', count: null },
    });
    expect(() => read(nested, value)).toThrow('Invalid field "later" of the thing: expected no such field');
  });

  it('the known fields are held against their shapes all the same', () => {
    expect(() => read(example, { name: 5, count: 1, more: 5 }, true)).toThrow(
      'Invalid field name of the thing: expected a text, received 5.',
    );
    expect(() => read(example, { name: 'x', more: 5 }, true)).toThrow(
      'Invalid field count of the thing: expected a value, received nothing.',
    );
    expect(() => read(spans, { from: 2, to: 1, open: true, more: 5 }, true)).toThrow('Invalid field to of the thing');
  });

  const code = codeOf(['no-load', 'no-data']);
  it.each(['no-load', 'no-network', 'x', 'a-b-c'])('the code %s is passed on', (value) => {
    expect(read(code, value, true)).toBe(value);
  });

  it.each(['', 'No-network', '-x', 'no network', 'x1', 'x\n', 5, null, ['x']])('%j is no code', (value) => {
    expect(() => read(code, value, true)).toThrow('Invalid thing: expected no-load or no-data, received ');
  });

  it('a word that is no code is still one of those that are known', () => {
    expect(() => read(wordOf(['pass', 'fail']), 'warn', true)).toThrow(
      'Invalid thing: expected pass or fail, received "warn".',
    );
  });
});

describe('the schema of a shape', () => {
  it.each<[what: string, shape: Shape<unknown>, schema: JsonSchema]>([
    ['anything', anything, {}],
    ['text', text, { type: 'string' }],
    ['flag', flag, { type: 'boolean' }],
    ['number', number, { type: 'number' }],
    ['wholeNumber', wholeNumber, { type: 'integer' }],
    ['textLike', textLike(/^a+$/), { type: 'string', pattern: '^a+$' }],
    ['numberIn', numberIn({ from: 0, to: 1 }), { type: 'number', minimum: 0, maximum: 1 }],
    ['numberIn above', numberIn({ above: 0 }), { type: 'number', exclusiveMinimum: 0 }],
    ['countFrom', countFrom(1), { type: 'integer', minimum: 1 }],
    ['constant', constant('x'), { const: 'x' }],
    ['wordOf', wordOf(['pass', 'fail']), { enum: ['pass', 'fail'] }],
    ['codeOf', codeOf(['pass', 'fail']), { enum: ['pass', 'fail'] }],
    ['list', list(text), { type: 'array', items: { type: 'string' } }],
    ['list of at least one', list(text, { least: 1 }), { type: 'array', minItems: 1, items: { type: 'string' } }],
    ['mapOf', mapOf(text), { type: 'object', additionalProperties: { type: 'string' } }],
    [
      'object',
      object({ a: text, b: flag }),
      {
        type: 'object',
        properties: { a: { type: 'string' }, b: { type: 'boolean' } },
        required: ['a', 'b'],
        additionalProperties: false,
      },
    ],
    ['orNull of a type', orNull(countFrom(1)), { type: ['integer', 'null'], minimum: 1 }],
    ['orNull of words', orNull(wordOf(['a'])), { oneOf: [{ type: 'null' }, { enum: ['a'] }] }],
    ['described', described(text, 'What it is.'), { type: 'string', description: 'What it is.' }],
    [
      'orNull of what is described',
      orNull(described(text, 'What it is.')),
      { type: ['string', 'null'], description: 'What it is.' },
    ],
    [
      'orNull of described words',
      orNull(described(wordOf(['a']), 'What it is.')),
      { oneOf: [{ type: 'null' }, { enum: ['a'] }], description: 'What it is.' },
    ],
  ])('of %s', (_, shape, schema) => {
    expect(schemaOf(shape)).toStrictEqual({ schema, definitions: {} });
  });

  it('says the rules between the fields beside the shape', () => {
    const { schema } = schemaOf(spans);
    expect(schema['type']).toBe('object');
    expect(schema['allOf']).toEqual([
      {},
      { anyOf: [{ properties: { open: { const: true } } }, { properties: { from: { exclusiveMaximum: 100 } } }] },
    ]);
    const isSpan = new Ajv({ strict: false }).compile(schema);
    expect([isSpan({ from: 100, to: 100, open: false }), isSpan({ from: 99, to: 100, open: false })]).toEqual([
      false,
      true,
    ]);
  });

  it('refers to a named shape, and defines it once', () => {
    const leaf = named('leaf', object({ name: text }));
    const tree = named('tree', object({ first: leaf, others: list(leaf), last: orNull(leaf) }));
    const reference = { $ref: '#/$defs/leaf' };
    expect(schemaOf(tree)).toStrictEqual({
      schema: { $ref: '#/$defs/tree' },
      definitions: {
        leaf: {
          type: 'object',
          properties: { name: { type: 'string' } },
          required: ['name'],
          additionalProperties: false,
        },
        tree: {
          type: 'object',
          properties: {
            first: reference,
            others: { type: 'array', items: reference },
            last: { oneOf: [{ type: 'null' }, reference] },
          },
          required: ['first', 'others', 'last'],
          additionalProperties: false,
        },
      },
    });
  });
});
