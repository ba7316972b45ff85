// One description gives a reader and a schema: whatever the shape and whatever the value, both say the same.
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
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
  type Shape,
} from '../../../lib/core/language/shape.ts';

/** A shape, and values that fit it. */
type Case = { readonly shape: Shape<unknown>; readonly fitting: fc.Arbitrary<unknown> };

const words = ['pass', 'fail', 'no-data'] as const;
const edge = fc.constantFrom(-1, 0, 0.5, 1, 2);
const leaves: readonly Case[] = [
  { shape: anything, fitting: fc.jsonValue() },
  { shape: text, fitting: fc.string() },
  { shape: flag, fitting: fc.boolean() },
  { shape: number, fitting: fc.oneof(edge, fc.double({ noNaN: true, noDefaultInfinity: true })) },
  { shape: wholeNumber, fitting: fc.integer() },
  { shape: textLike(/^[a-c]{1,3}$/), fitting: fc.stringMatching(/^[a-c]{1,3}$/) },
  { shape: numberIn({ from: 0, to: 1 }), fitting: fc.double({ min: 0, max: 1, noNaN: true }) },
  { shape: numberIn({ above: 0 }), fitting: fc.double({ min: 0.001, max: 9, noNaN: true }) },
  { shape: countFrom(1), fitting: fc.integer({ min: 1 }) },
  { shape: constant('x'), fitting: fc.constant('x') },
  { shape: constant(1), fitting: fc.constant(1) },
  { shape: constant(false), fitting: fc.constant(false) },
  { shape: wordOf(words), fitting: fc.constantFrom(...words) },
  { shape: codeOf(words), fitting: fc.constantFrom(...words) },
];
const takesNull = ({ shape }: Case): boolean => {
  try {
    shape.read(null, new Place(writtenFile('thing')));
    return true;
  } catch {
    return false;
  }
};

const objectOf = (fields: Readonly<Record<string, Case>>): Case => ({
  shape: object(Object.fromEntries(Object.entries(fields).map(([name, { shape }]) => [name, shape]))),
  fitting: fc.record(Object.fromEntries(Object.entries(fields).map(([name, { fitting }]) => [name, fitting]))),
});

/** `on` only where the amount is above 0, said twice. */
const ruled: Case = {
  shape: withRules(object({ on: flag, amount: number }), [
    {
      field: 'amount',
      expects: 'an amount above 0 where it is on',
      holds: ({ on, amount }) => !on || amount > 0,
      schema: {
        anyOf: [{ properties: { on: { const: false } } }, { properties: { amount: { exclusiveMinimum: 0 } } }],
      },
    },
  ]),
  fitting: fc.oneof(
    fc.record({ on: fc.constant(false), amount: edge }),
    fc.record({ on: fc.constant(true), amount: fc.constantFrom(0.5, 1, 2) }),
  ),
};

const { shapes } = fc.letrec<{ shapes: Case }>((tie) => ({
  shapes: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...leaves),
    fc.constant(ruled),
    fc.tuple(tie('shapes'), fc.integer({ min: 0, max: 2 })).map(([{ shape, fitting }, least]) => ({
      shape: list(shape, { least }),
      fitting: fc.array(fitting, { minLength: least, maxLength: 3 }),
    })),
    tie('shapes').map(({ shape, fitting }) => ({
      shape: mapOf(shape),
      fitting: fc.dictionary(fc.constantFrom('a', 'b', '', '__proto__', 'toString'), fitting),
    })),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('shapes'), { noNullPrototype: true }).map(objectOf),
    // What takes null already has no use for it, and its schema would let null through twice.
    tie('shapes').map((one) => (takesNull(one) ? one : { shape: orNull(one.shape), fitting: fc.option(one.fitting) })),
    tie('shapes').map(({ shape, fitting }) => ({ shape: described(shape, 'What it is.'), fitting })),
  ),
}));

/** Each shape also under a name, so that the schema refers to it. */
const cases = fc
  .tuple(shapes, fc.boolean())
  .map(([one, isNamed]) =>
    isNamed ? { ...one, shape: object({ it: named('it', one.shape) }), fitting: fc.record({ it: one.fitting }) } : one,
  );

/** The value, or the value with one thing in it replaced, removed or added. */
function nearly(value: unknown): fc.Arbitrary<unknown> {
  const other = fc.oneof(
    edge,
    fc.boolean(),
    fc.constantFrom(...words, 'x', 'no-network', null),
    fc.jsonValue({ maxDepth: 1 }),
  );
  if (Array.isArray(value)) {
    const changed = value.map((element: unknown, index) => nearly(element).map((near) => value.with(index, near)));
    return fc.oneof(other, fc.constant(value.slice(1)), fc.constant([...value, null]), ...changed);
  }
  if (typeof value !== 'object' || value === null) return other;
  const changed = Object.entries(value).flatMap(([name, field]) => [
    nearly(field).map((near) => ({ ...value, [name]: near })),
    fc.constant(Object.fromEntries(Object.entries(value).filter(([one]) => one !== name))),
  ]);
  return fc.oneof(other, fc.constant({ ...value, more: 1 }), ...changed);
}

function reads(shape: Shape<unknown>, value: unknown): boolean {
  try {
    expect(shape.read(value, new Place(writtenFile('thing')))).toEqual(value);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidInputError') return false;
    throw error;
  }
}

it('the reader takes what the schema takes, and nothing else', () => {
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(
      cases.chain(({ shape, fitting }) =>
        fc.tuple(fc.constant(shape), fitting, fitting.chain(nearly), fc.jsonValue({ maxDepth: 2 })),
      ),
      ([shape, fits, near, foreign]) => {
        const definitions: Definitions = new Map();
        const schema = shape.schema(definitions);
        const isTaken = new Ajv({ strict: false }).compile({ ...schema, $defs: Object.fromEntries(definitions) });
        expect([reads(shape, fits), isTaken(fits)]).toEqual([true, true]);
        for (const value of [near, foreign]) {
          expect(reads(shape, value)).toBe(isTaken(value));
          seen[isTaken(value) ? 'taken' : 'refused'] += 1;
        }
      },
    ),
    { numRuns: 250 },
  );
  // Both sides were really there.
  expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(10);
});
