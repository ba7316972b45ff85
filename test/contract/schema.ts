import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../lib/core/document/acceptance.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(Object(schema));

/** Asserts that the value is an acceptance document by the published schema. */
export function expectDocument(value: unknown): void {
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
}
