import { invalid } from '../language/invalid.ts';
import { isObject } from '../language/is-object.ts';

/**
 * Of a field that stands twice, JSON.parse keeps only the last, and other readers perhaps the first.
 *
 * @param value What was read of the text, with every field.
 * @throws When the text has more fields.
 */
export function requireEachFieldOnce(text: string, value: unknown, what: string): void {
  if (membersInText(text) !== membersOf(value)) {
    throw invalid(
      what,
      'each field once',
      'a field that stands twice',
      'Take the file as it was written, or run the test again',
    );
  }
}

/** The members of all objects in a JSON text. */
function membersInText(text: string): number {
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, '').split(':').length - 1;
}

function membersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, element: unknown) => sum + membersOf(element), 0);
  if (!isObject(value)) return 0;
  return Object.values(value).reduce((sum: number, element) => sum + 1 + membersOf(element), 0);
}
