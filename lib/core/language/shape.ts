// What values from outside have to be. One description gives three things: the type of a value, the reader that checks
// it, and its JSON Schema.
import { describe } from './invalid.ts';
import { isObject } from './is-object.ts';
import type { Place } from './place.ts';

/** A part of a JSON Schema (draft 7). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schemas that others refer to, by their names. */
export type Definitions = Map<string, JsonSchema>;

/** What a value has to be. */
export type Shape<T> = {
  /** The rule, as an error says it: `a text`. */
  readonly expects: string;
  /**
   * The value, known to be of the shape.
   *
   * @throws When it, or anything in it, is something else.
   */
  readonly read: (value: unknown, place: Place) => T;
  /**
   * Whether a single value is of the shape: then no place has to be made for it. Shapes of lists and objects have none.
   */
  readonly is?: (value: unknown) => value is T;
  /** The shape for others. Named shapes are put into the definitions and referred to. */
  readonly schema: (definitions: Definitions) => JsonSchema;
};

/** The type of the values that a shape describes. */
export type TypeOf<S> = S extends Shape<infer T> ? T : never;

function valueThat<T>(expects: string, schema: JsonSchema, is: (value: unknown) => value is T): Shape<T> {
  return {
    expects,
    read: (value, place) => (is(value) ? value : place.refuse(expects, value)),
    is,
    schema: () => schema,
  };
}

/**
 * The value of a field. Summaries and documents hold thousands of numbers: none of them needs a place unless it is
 * refused.
 */
function readField<T>(shape: Shape<T>, value: unknown, name: string, place: Place): T {
  return shape.is?.(value) === true ? value : shape.read(value, place.field(name));
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

export const anything: Shape<unknown> = { expects: 'any value', read: (value) => value, schema: () => ({}) };
export const text: Shape<string> = valueThat('a text', { type: 'string' }, isText);
export const flag: Shape<boolean> = valueThat(
  'true or false',
  { type: 'boolean' },
  (value): value is boolean => typeof value === 'boolean',
);
export const number: Shape<number> = valueThat('a number', { type: 'number' }, isNumber);
export const anyList: Shape<readonly unknown[]> = valueThat('a list', { type: 'array' }, (value): value is unknown[] =>
  Array.isArray(value),
);
export const anyObject: Shape<Readonly<Record<string, unknown>>> = valueThat('an object', { type: 'object' }, isObject);
export const wholeNumber: Shape<number> = valueThat('a whole number', { type: 'integer' }, (value): value is number =>
  Number.isInteger(value),
);

export function textLike(pattern: RegExp): Shape<string> {
  return valueThat(
    `a text like ${pattern.source}`,
    { type: 'string', pattern: pattern.source },
    (value): value is string => isText(value) && pattern.test(value),
  );
}

/** A number with each of the limits that are given: `from` and `to` may be reached, `above` may not. */
export function numberIn(limits: {
  readonly from?: number;
  readonly above?: number;
  readonly to?: number;
}): Shape<number> {
  const { from = -Infinity, above = -Infinity, to = Infinity } = limits;
  const told = Object.entries(limits).map(([word, limit]) => ` ${word} ${limit}`);
  const schema = {
    type: 'number',
    ...(limits.from === undefined ? {} : { minimum: from }),
    ...(limits.above === undefined ? {} : { exclusiveMinimum: above }),
    ...(limits.to === undefined ? {} : { maximum: to }),
  };
  return valueThat(
    `a number${told.join('')}`,
    schema,
    (value): value is number => isNumber(value) && value >= from && value > above && value <= to,
  );
}

/** A whole number that is not below the least. */
export function countFrom(least: number): Shape<number> {
  return valueThat(
    `a whole number from ${least}`,
    { type: 'integer', minimum: least },
    (value): value is number => isNumber(value) && Number.isInteger(value) && value >= least,
  );
}

export function constant<const T extends string | number | boolean>(only: T): Shape<T> {
  return valueThat(describe(only), { const: only }, (value): value is T => value === only);
}

/** One of some words. */
export function wordOf<const Word extends string>(words: readonly Word[]): Shape<Word> {
  return valueThat(words.join(' or '), { enum: words }, (value): value is Word => words.some((word) => word === value));
}

/**
 * A code out of a list that later minor versions may lengthen: there, any text in small letters and hyphens will do.
 *
 * @typeParam Word The codes of this version, as which a foreign one is passed on.
 */
export function codeOf<const Word extends string>(words: readonly Word[]): Shape<Word | UnknownCode> {
  const known = wordOf(words);
  return {
    ...known,
    read: (value, place) =>
      place.source.isLater === true && isText(value) && /^[a-z][a-z-]*$/.test(value) ? value : known.read(value, place),
  };
}

/** The code of a later version. The intersection keeps the known ones in what an editor offers. */
export type UnknownCode = string & Record<never, never>;

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return {
    expects: `${shape.expects} or null`,
    read: (value, place) => (value === null ? null : shape.read(value, place)),
    schema: (definitions) => nullable(shape.schema(definitions)),
  };
}

function nullable(schema: JsonSchema): JsonSchema {
  const { type, description, ...rest } = schema;
  const told = description === undefined ? {} : { description };
  if (typeof type === 'string' && !('enum' in rest)) return { type: [type, 'null'], ...rest, ...told };
  return { oneOf: [{ type: 'null' }, { ...(type === undefined ? {} : { type }), ...rest }], ...told };
}

export function list<T>(of: Shape<T>, { least = 0 }: { readonly least?: number } = {}): Shape<readonly T[]> {
  return {
    expects: 'a list',
    read: (value, place) => {
      if (!Array.isArray(value)) return place.refuse('a list', value);
      if (value.length < least) return place.refuse(`a list of at least ${least}`, value);
      return value.map((element: unknown, index) =>
        of.is?.(element) === true ? element : of.read(element, place.element(index)),
      );
    },
    schema: (definitions) => ({
      type: 'array',
      ...(least > 0 ? { minItems: least } : {}),
      items: of.schema(definitions),
    }),
  };
}

/** An object with any names for its fields, all of one shape. */
export function mapOf<T>(of: Shape<T>): Shape<Readonly<Record<string, T>>> {
  const isMap = (value: Record<string, unknown>): value is Record<string, T> =>
    of.is !== undefined && Object.values(value).every(of.is);
  return {
    expects: 'an object',
    read: (value, place) => {
      if (!isObject(value)) return place.refuse('an object', value);
      if (isMap(value)) return value;
      // Not by assignment: a field named __proto__ would become the prototype.
      return Object.fromEntries(Object.keys(value).map((name) => [name, of.read(value[name], place.field(name))]));
    },
    schema: (definitions) => ({ type: 'object', additionalProperties: of.schema(definitions) }),
  };
}

/** The fields of an object, each with its shape. */
export type Fields<T> = { readonly [Name in keyof T]-?: Shape<T[Name]> };

/** An object with each of the fields, and no other. In a later minor version others are passed over. */
export function object<T extends object>(fields: Fields<T>): Shape<T> {
  // Made once: in the engine of k6, a loop over the fields of an object weighs twice what the object does.
  const names: (keyof T & string)[] = [];
  for (const name in fields) names.push(name);
  const isWhole = (candidate: Partial<T>): candidate is T => names.every((name) => Object.hasOwn(candidate, name));
  return {
    expects: 'an object',
    read: (value, place) => {
      if (!isObject(value)) return place.refuse('an object', value);
      if (place.source.isLater !== true) {
        const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
        if (unknown !== undefined) return place.field(describe(unknown)).refuse('no such field', value[unknown]);
      }
      const read: Partial<T> = {};
      names.forEach((name) => {
        if (!Object.hasOwn(value, name)) place.field(name).refuse('a value', undefined);
        read[name] = readField(fields[name], value[name], name, place);
      });
      return isWhole(read) ? read : place.refuse('every field', value);
    },
    schema: (definitions) => ({
      type: 'object',
      properties: Object.fromEntries(
        Object.entries<Shape<unknown>>(fields).map(([name, field]) => [name, field.schema(definitions)]),
      ),
      required: Object.keys(fields),
      additionalProperties: false,
    }),
  };
}

/** A rule between the fields of an object, and the schema that says the same. */
export type Rule<T> = {
  /** The field that an error names. */
  readonly field: keyof T & string;
  readonly expects: string;
  readonly holds: (value: T) => boolean;
  readonly schema: JsonSchema;
};

/** The objects of a shape for which all the rules hold. */
export function withRules<T extends object>(shape: Shape<T>, rules: readonly Rule<T>[]): Shape<T> {
  return {
    expects: shape.expects,
    read: (value, place) => {
      const read = shape.read(value, place);
      const broken = rules.find((rule) => !rule.holds(read));
      return broken === undefined ? read : place.field(broken.field).refuse(broken.expects, read[broken.field]);
    },
    schema: (definitions) => ({ ...shape.schema(definitions), allOf: rules.map((rule) => rule.schema) }),
  };
}

/** The shape under a name, by which schemas refer to it. */
export function named<T>(name: string, shape: Shape<T>): Shape<T> {
  return {
    ...shape,
    schema: (definitions) => {
      if (!definitions.has(name)) definitions.set(name, shape.schema(definitions));
      return { $ref: `#/$defs/${name}` };
    },
  };
}

/** The shape with a sentence for the readers of its schema. */
export function described<T>(shape: Shape<T>, description: string): Shape<T> {
  return { ...shape, schema: (definitions) => ({ ...shape.schema(definitions), description }) };
}
