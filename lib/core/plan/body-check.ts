import { describe, invalid, invalidUnshown } from '../language/invalid.ts';
import { isLiteral } from '../language/is-literal.ts';
import { kindOfValue } from '../language/kind-of-value.ts';
import { isFile, type BodyKind } from './request-body.ts';

/**
 * Errors name the kind of a value and never the value: bodies carry passwords.
 *
 * @param contentType What a header says; undefined without one.
 * @param what Whose body it is, as the error says it.
 * @throws When something would be lost on the way: k6 sends `<nil>` for undefined in a form, and JSON has `{}` for a Map.
 */
export function checkBody(body: unknown, kind: BodyKind, contentType: string | undefined, what: string): void {
  if (kind === 'text' || kind === 'bytes') return;
  if (kind === 'multipart') return checkMultipart(body, contentType, what);
  if (contentType?.toLowerCase().startsWith('multipart/') === true) {
    throw invalid(
      `Content-Type of ${what}`,
      'a file of http.file() in a body that is multipart',
      contentType,
      'Leave the header out: k6 writes it with the file',
    );
  }
  if (kind === 'form') checkForm(body, what);
  else checkJson(body, what, []);
}

function checkForm(form: unknown, what: string): void {
  if (!isLiteral(form)) {
    throw invalidUnshown(
      what,
      'a text, or an object with the fields of a form',
      kindOfValue(form),
      'Write the fields in braces',
    );
  }
  checkFormValues(form, (name) => `field ${describe(name)} of ${what}`);
}

/**
 * @param nameOf The field, as an error says it.
 * @throws When a form, or a query, cannot carry a value.
 */
export function checkFormValues(fields: Readonly<Record<string, unknown>>, nameOf: (name: string) => string): void {
  for (const [name, value] of Object.entries(fields)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const one of values) {
      if (typeof one === 'string' || typeof one === 'boolean' || Number.isFinite(one)) continue;
      throw invalidUnshown(
        nameOf(name),
        'a text, a finite number, true or false, or a list of these',
        kindOfValue(one),
        'Leave out what has no value',
      );
    }
  }
}

/** k6 writes the fields beside a file by Go's rules, under which only a text is surely what it was. */
function checkMultipart(fields: unknown, contentType: string | undefined, what: string): void {
  if (contentType !== undefined) {
    throw invalid(
      `Content-Type of ${what}`,
      'none beside a file of http.file()',
      contentType,
      'Leave the header out: k6 writes it, with the boundary between the parts',
    );
  }
  for (const [name, value] of Object.entries(isLiteral(fields) ? fields : {})) {
    if (typeof value === 'string' || isFile(value)) continue;
    throw invalidUnshown(
      `field ${describe(name)} of ${what}`,
      'a text or a file of http.file() beside a file',
      kindOfValue(value),
      'Write the value as text',
    );
  }
}

/**
 * @param around The objects that the value is in.
 * @throws When JSON would keep nothing of the value, or of one in it.
 */
function checkJson(value: unknown, what: string, around: readonly unknown[]): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return;
  const received = around.includes(value) ? 'an object that holds itself' : kindOfValue(value);
  if (typeof value !== 'object' || around.includes(value) || isFile(value)) throw notJson(what, received);
  if ('toJSON' in value && typeof value.toJSON === 'function') return checkWritten(value, what, received);
  if (Array.isArray(value)) {
    // By number: a list can have gaps, which no iteration sees and JSON fills with null.
    for (let index = 0; index < value.length; index += 1) {
      checkJson(value[index], `field "${index}" of ${what}`, [...around, value]);
    }
    return;
  }
  const fields = Object.entries(value);
  // An object of a class of the script's own is its fields, if it has any.
  if (!isLiteral(value) && (fields.length === 0 || received !== 'an object')) throw notJson(what, received);
  for (const [name, field] of fields) checkJson(field, `field ${describe(name)} of ${what}`, [...around, value]);
}

/** What an object writes of itself: a date that is none writes null. */
function checkWritten(value: object, what: string, received: string): void {
  const written: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
  if (written === null) throw notJson(what, received);
}

function notJson(what: string, received: string): Error {
  return invalidUnshown(
    what,
    'a value that JSON can carry',
    received,
    'Make it of text, finite numbers, true, false, null, lists and objects, and leave out what has no value',
  );
}
