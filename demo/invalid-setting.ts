/** Something that the demo was given and cannot use. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
}

/** An error in the words that the library's errors have: the demo stands alone and imports none of it. */
export function invalid(what: string, rule: string, value: unknown, whatToDo: string): InvalidInputError {
  const received = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return new InvalidInputError(`Invalid ${what}: expected ${rule}, received ${received}. ${whatToDo}.`);
}
