import { isObject } from '../language/is-object.ts';
import { crc32 } from './crc-32.ts';
import { utf8 } from './utf-8.ts';

/**
 * The digest of a document's content: `crc32:` and eight hexadecimal digits, of its canonical JSON in UTF-8. It tells
 * that somebody changed a value, and does not depend on white space and on the order of fields. It is no signature: who
 * changes a value can compute it anew.
 *
 * @param content The document without its digest.
 */
export function digestOf(content: Readonly<Record<string, unknown>>): string {
  return `crc32:${crc32(utf8(canonicalJson(content)))
    .toString(16)
    .padStart(8, '0')}`;
}

/**
 * The value as JSON in its one spelling: no white space, fields in the order of their names' UTF-16 units.
 *
 * @see RFC 8785, JSON Canonicalization Scheme
 */
function canonicalJson(value: unknown): string {
  // By far the most of a document are numbers.
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`);
  return `{${fields.join(',')}}`;
}
