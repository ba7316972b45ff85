import { invalid } from './invalid.ts';
import { isRecord } from './json-object.ts';

/** Reads values that came from outside as what they have to be, and throws when they are not. */
export type ValueReader = {
  readonly record: (value: unknown, what: string) => Record<string, unknown>;
  readonly list: (value: unknown, what: string) => readonly unknown[];
  /** A list with at least one element. */
  readonly filledList: (value: unknown, what: string) => readonly unknown[];
  readonly text: (value: unknown, what: string) => string;
  readonly textOrNull: (value: unknown, what: string) => string | null;
  /** A number that is not negative. */
  readonly amount: (value: unknown, what: string) => number;
  readonly oneOf: <Word extends string | boolean>(value: unknown, words: readonly Word[], what: string) => Word;
};

/** @param whatToDo The sentence that every error ends with, without its final stop. */
export function valueReader(whatToDo: string): ValueReader {
  const fail = (what: string, rule: string, value: unknown): never => {
    throw invalid(what, rule, value, whatToDo);
  };
  const number = (value: unknown, what: string): number =>
    typeof value === 'number' && Number.isFinite(value) ? value : fail(what, 'a finite number', value);
  const text = (value: unknown, what: string): string =>
    typeof value === 'string' ? value : fail(what, 'a text', value);
  return {
    record: (value, what) => (isRecord(value) ? value : fail(what, 'an object', value)),
    list: (value, what) => (Array.isArray(value) ? value : fail(what, 'a list', value)),
    filledList: (value, what) =>
      Array.isArray(value) && value.length > 0 ? value : fail(what, 'a list with at least one element', value),
    text,
    textOrNull: (value, what) => (value === null ? null : text(value, what)),
    amount: (value, what) => (number(value, what) >= 0 ? number(value, what) : fail(what, 'a number from 0', value)),
    oneOf: (value, words, what) => words.find((word) => word === value) ?? fail(what, words.join(' or '), value),
  };
}
