import { invalid } from './invalid.ts';
import { isRecord } from './json-object.ts';

/** What a field of a plan may hold; `any value` is looked at by whoever reads the field. */
export type FieldKind = keyof typeof kinds;

const kinds = {
  'a text': (value: unknown): boolean => typeof value === 'string',
  'a list': (value: unknown): boolean => Array.isArray(value),
  'a list, or a function that gives one': (value: unknown): boolean =>
    Array.isArray(value) || typeof value === 'function',
  'an object': (value: unknown): boolean => isRecord(value),
  'a function': (value: unknown): boolean => typeof value === 'function',
  'true or false': (value: unknown): boolean => typeof value === 'boolean',
  'any value': (): boolean => true,
};

/**
 * Holds an object of a plan against the fields that it may have. k6 strips types without a look at them, so a misspelt field
 * would be ignored without a word: `Phase` instead of `phase` would widen a criterion to the whole run.
 *
 * @throws When the value is no object, has a field beside these, or one holds something else.
 */
export function checkFields(
  value: unknown,
  what: string,
  required: Readonly<Record<string, FieldKind>>,
  optional: Readonly<Record<string, FieldKind>> = {},
): void {
  const names = [...Object.keys(required), ...Object.keys(optional)];
  if (!isRecord(value)) throw invalid(what, `an object with ${names.join(', ')}`, value, 'Write it in braces');
  for (const key of Object.keys(value)) {
    if (!names.includes(key)) {
      throw invalid(what, `no other fields than ${names.join(', ')}`, key, 'Check its spelling');
    }
  }
  for (const [key, kind] of Object.entries(required)) {
    if (!kinds[kind](value[key])) throw invalid(`${key} of ${what}`, kind, value[key], 'Give one');
  }
  for (const [key, kind] of Object.entries(optional)) {
    if (value[key] !== undefined && !kinds[kind](value[key])) {
      throw invalid(`${key} of ${what}`, kind, value[key], 'Correct it, or leave it out');
    }
  }
}
