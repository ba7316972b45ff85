import { invalid } from './invalid.ts';
import { isObject } from './is-object.ts';
import { adviceFor } from './nearest.ts';
import { Place } from './place.ts';
import { anything, type Shape } from './shape.ts';

/** What the fields of an object may hold, by their names. */
export type FieldShapes = Readonly<Record<string, Shape<unknown>>>;

export const anyFunction: Shape<unknown> = {
  ...anything,
  expects: 'a function',
  read: (value, place) => (typeof value === 'function' ? value : place.refuse('a function', value)),
};
/** What `listOf` takes. */
export const listOrFunction: Shape<unknown> = {
  ...anything,
  expects: 'a list, or a function that gives one',
  read: (value, place) =>
    Array.isArray(value) || typeof value === 'function' ? value : place.refuse(listOrFunction.expects, value),
};

/**
 * Holds an object that an author wrote against the fields that it may have. k6 strips types without a look at them, so
 * a misspelt field would be ignored without a word: `Phase` instead of `phase` would widen a criterion to the whole
 * run.
 *
 * @throws When the value is no object, has a field beside these, or one holds something else.
 */
export function checkFields(value: unknown, what: string, required: FieldShapes, optional: FieldShapes = {}): void {
  const names = [...Object.keys(required), ...Object.keys(optional)];
  if (!isObject(value)) throw invalid(what, `an object with ${names.join(', ')}`, value, 'Write it in braces');
  for (const key of Object.keys(value)) {
    if (!names.includes(key)) {
      throw invalid(what, `no other fields than ${names.join(', ')}`, key, adviceFor(key, names));
    }
  }
  readFields(value, required, placeIn(what, 'Give one'));
  const given = Object.entries(optional).filter(([name]) => value[name] !== undefined);
  readFields(value, Object.fromEntries(given), placeIn(what, 'Correct it, or leave it out'));
}

function placeIn(what: string, whatToDo: string): Place {
  return new Place({ whole: what, part: (path) => `${path} of ${what}`, whatToDo });
}

function readFields(value: Readonly<Record<string, unknown>>, shapes: FieldShapes, place: Place): void {
  for (const [name, shape] of Object.entries(shapes)) shape.read(value[name], place.field(name));
}
