import { isObject } from './is-object.ts';

/**
 * Whether a value is an object as a script writes it in braces. A promise, a Map, a list or an object of a class has
 * fields elsewhere, or none: whoever reads its own fields would find nothing, and say nothing.
 */
export function isLiteral(value: unknown): value is Record<string, unknown> {
  if (!isObject(value) || Object.prototype.toString.call(value) !== '[object Object]') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
