import { describe, invalid } from './invalid.ts';
import { isRecord } from './json-object.ts';

/**
 * A value from outside, as what it has to be.
 *
 * @param where The way to the value from the document's root, `criteria[0].target`; empty for the root.
 * @throws When it, or anything in it, is otherwise.
 */
export type Read<T> = (value: unknown, where: string) => T;

/** @throws Always: the value at that place is not what the rule says. */
export function refuse(where: string, rule: string, value: unknown): never {
  throw invalid(
    where === '' ? 'document' : `field ${where} of the document`,
    rule,
    value,
    'Take the file as it was written, or run the test again',
  );
}

export const text: Read<string> = (value, where) =>
  typeof value === 'string' ? value : refuse(where, 'a text', value);

export function textLike(pattern: RegExp): Read<string> {
  return (value, where) =>
    pattern.test(text(value, where)) ? text(value, where) : refuse(where, `a text like ${pattern.source}`, value);
}

export const flag: Read<boolean> = (value, where) =>
  typeof value === 'boolean' ? value : refuse(where, 'true or false', value);

export const anyNumber: Read<number> = (value, where) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(where, 'a number', value);

/** A number with each of the limits that are given: `from` and `to` may be reached, `above` may not. */
export function numberIn({
  from,
  above,
  to,
}: {
  readonly from?: number;
  readonly above?: number;
  readonly to?: number;
}): Read<number> {
  const rule = [
    'a number',
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(to === undefined ? [] : [`to ${to}`]),
  ].join(' ');
  return (value, where) => {
    const number = anyNumber(value, where);
    const isIn =
      (from === undefined || number >= from) &&
      (above === undefined || number > above) &&
      (to === undefined || number <= to);
    return isIn ? number : refuse(where, rule, value);
  };
}

export const wholeNumber: Read<number> = (value, where) =>
  Number.isInteger(anyNumber(value, where)) ? anyNumber(value, where) : refuse(where, 'a whole number', value);

/** A whole number that is not below the least. */
export function countFrom(least: number): Read<number> {
  return (value, where) =>
    wholeNumber(value, where) >= least
      ? wholeNumber(value, where)
      : refuse(where, `a whole number from ${least}`, value);
}

export function constant<const T extends string | number | boolean>(only: T): Read<T> {
  return (value, where) => (value === only ? only : refuse(where, describe(only), value));
}

/** One of the words that are the keys of `all`: an object, so that the compiler tells a word that is missing. */
export function wordOf<Word extends string>(all: Readonly<Record<Word, true>>): Read<Word> {
  return (value, where) => {
    for (const word in all) if (word === value) return word;
    return refuse(where, Object.keys(all).join(' or '), value);
  };
}

export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value, where) => (value === null ? null : read(value, where));
}

export function list<T>(read: Read<T>, { least = 0 }: { readonly least?: number } = {}): Read<readonly T[]> {
  return (value, where) => {
    if (!Array.isArray(value)) return refuse(where, 'a list', value);
    if (value.length < least) return refuse(where, `a list of at least ${least}`, value);
    return value.map((element: unknown, index) => read(element, `${where}[${index}]`));
  };
}

/** An object with each of the fields, and no other. */
export function record<T extends object>(fields: { readonly [Name in keyof T]-?: Read<T[Name]> }): Read<T> {
  const isWhole = (candidate: Partial<T>): candidate is T =>
    Object.keys(fields).every((name) => Object.hasOwn(candidate, name));
  return (value, where) => {
    if (!isRecord(value)) return refuse(where, 'an object', value);
    const inside = (name: string): string => (where === '' ? name : `${where}.${name}`);
    const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
    if (unknown !== undefined) return refuse(inside(describe(unknown)), 'no such field', value[unknown]);
    const read: Partial<T> = {};
    for (const name in fields) {
      if (!Object.hasOwn(value, name)) return refuse(inside(name), 'a value', undefined);
      read[name] = fields[name](value[name], inside(name));
    }
    return isWhole(read) ? read : refuse(where, 'every field', value);
  };
}
