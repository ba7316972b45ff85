/**
 * The one message template for everything a caller can get wrong. Thrown before load starts wherever k6 allows it.
 */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
}

/**
 * An error that reads `Invalid <what>: expected <rule>, received <value>. <What to do.>`
 *
 * @param what The thing that is wrong, as the caller knows it, for example `phase name`.
 * @param rule What would have been right.
 * @param value What came instead; shown as JSON, cut at 120 characters.
 * @param whatToDo A full sentence without its final stop.
 */
export function invalid(what: string, rule: string, value: unknown, whatToDo: string): InvalidInputError {
  return new InvalidInputError(`Invalid ${what}: expected ${rule}, received ${describe(value)}. ${whatToDo}.`);
}

/** As `invalid`, of a value that can be secret: `received` says what kind of a value it was. */
export function invalidUnshown(what: string, rule: string, received: string, whatToDo: string): InvalidInputError {
  return new InvalidInputError(`Invalid ${what}: expected ${rule}, received ${received}. ${whatToDo}.`);
}

/** A value from outside as one printable line of at most 120 characters, without control characters. */
export function describe(value: unknown): string {
  const text = value === undefined ? 'nothing' : typeof value === 'function' ? 'a function' : toJson(value);
  const printable = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '\uFFFD');
  return printable.length > 120 ? `${printable.slice(0, 117)}...` : printable;
}

/** The rule that a value is one of some names. */
export function oneOf(names: readonly string[]): string {
  return `one of ${names.map((name) => `"${name}"`).join(', ')}`;
}

function toJson(value: unknown): string {
  if (typeof value === 'number') return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'a value that is not JSON';
  }
}
