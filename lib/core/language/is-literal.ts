import { invalidUnshown } from './invalid.ts';
import { isObject } from './is-object.ts';
import { kindOfValue } from './kind-of-value.ts';

/**
 * Whether a value is an object as a script writes it in braces. A promise, a Map, a list or an object of a class has
 * fields elsewhere, or none: whoever reads its own fields would find nothing, and say nothing.
 */
export function isLiteral(value: unknown): value is Record<string, unknown> {
  if (!isObject(value) || Object.prototype.toString.call(value) !== '[object Object]') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/**
 * The value, known to be a literal.
 *
 * @throws When it is something else. The error does not show it: it can be secret.
 */
export function literalOf(value: unknown, what: string, rule = 'an object'): Record<string, unknown> {
  if (isLiteral(value)) return value;
  throw invalidUnshown(what, rule, kindOfValue(value), 'Write it in braces, and await it before');
}
