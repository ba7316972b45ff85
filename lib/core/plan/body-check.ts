import { describe, invalid } from '../language/invalid.ts';
import { isObject } from '../language/is-object.ts';
import { isFile, type BodyKind } from './request-body.ts';

/**
 * @param what Whose body it is, as the error says it.
 * @throws When a value would be lost on the way: k6 sends `<nil>` for undefined in a form, and JSON has `{}` for a Map.
 */
export function checkBody(body: unknown, kind: BodyKind, what: string): void {
  if (kind === 'json') checkJson(body, what);
  if (kind === 'form') checkForm(body, what);
  if (kind === 'multipart') checkMultipart(body, what);
}

function checkForm(form: unknown, what: string): void {
  if (!isObject(form)) {
    throw invalid(what, 'a text, or an object with the fields of a form', form, 'Write the fields in braces');
  }
  for (const [name, value] of Object.entries(form)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const one of values) {
      if (typeof one === 'string' || typeof one === 'boolean' || Number.isFinite(one)) continue;
      throw invalid(
        `field ${describe(name)} of ${what}`,
        'a text, a finite number, true or false, or a list of these',
        one,
        'Leave out what has no value',
      );
    }
  }
}

/** k6 writes the fields beside a file by Go's rules, under which only a text is surely what it was. */
function checkMultipart(fields: unknown, what: string): void {
  for (const [name, value] of Object.entries(isObject(fields) ? fields : {})) {
    if (typeof value === 'string' || isFile(value)) continue;
    throw invalid(
      `field ${describe(name)} of ${what}`,
      'a text or a file of http.file() beside a file',
      value,
      'Write the value as text',
    );
  }
}

function checkJson(value: unknown, what: string): void {
  const text: string | undefined = jsonOf(value);
  // JSON writes one of these for whatever it cannot carry. Few bodies have them, and no other has to be searched.
  if (text !== undefined && !text.includes('{}') && !text.includes('null') && !text.includes('"0":')) return;
  const lost = lostInJson(value, what);
  if (lost !== undefined) {
    throw invalid(
      lost.what,
      'a value that JSON can carry',
      lost.received,
      'Make it of text, numbers, true, false, null, lists and objects',
    );
  }
}

/** Undefined of a value that is no JSON, or that holds itself. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

type Lost = { readonly what: string; readonly received: string };

/**
 * The first value of which JSON would keep nothing. A field that is undefined, or a function, is none: JSON leaves it
 * out, and many scripts mean that.
 */
function lostInJson(value: unknown, what: string, around: readonly unknown[] = []): Lost | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { what, received: String(value) };
  if (typeof value !== 'object') return { what, received: describe(value) };
  if (around.includes(value)) return { what, received: 'an object that holds itself' };
  if ('toJSON' in value && typeof value.toJSON === 'function') return undefined;
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind !== 'Object' && kind !== 'Array') return { what, received: kind };
  for (const [name, field] of Object.entries(value)) {
    const isLeftOut = kind === 'Object' && (field === undefined || typeof field === 'function');
    const lost = isLeftOut ? undefined : lostInJson(field, `field ${describe(name)} of ${what}`, [...around, value]);
    if (lost !== undefined) return lost;
  }
  return undefined;
}
