// The gate's own check of the shape and the published schema, held against each other: neither lets through what the other
// does not.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { acceptanceDocument, emergencyDocument } from '../../../lib/core/document/document-shape.ts';
import { anyAcceptance, anyEmergency, isDocument } from './schema-arbitrary.ts';

function isRead(value: unknown): boolean {
  return [acceptanceDocument, emergencyDocument].some((read) => {
    try {
      expect(read(value, '')).toEqual(value);
      return true;
    } catch (error) {
      expect(error).toMatchObject({ name: 'InvalidInputError' });
      return false;
    }
  });
}

type Place = { readonly holder: Record<string, unknown>; readonly name: string };

/** Every place in a document where a value stands. */
function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder: Record<string, unknown> = Object(value);
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesIn(holder[name])]);
}

const oddValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  1,
  -1,
  0.5,
  1.5,
  2,
  1e308,
  -1e308,
  Number.MIN_VALUE,
  Number.MAX_SAFE_INTEGER + 1,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  '',
  'PASS',
  'WARN',
  'FAIL',
  'NO_DATA',
  'fail',
  'warn',
  'NaN',
  '0',
  'crc32:00000000',
  'crc32:0000000',
  'crc32:0000000G',
  '2026-01-31T12:00:00.000Z',
  '2026-01-31T12:00:00.000Z\n',
  [],
  [''],
  [null],
  {},
  { code: 'aborted', message: '' },
  { code: 'never', message: '' },
  undefined,
];

type Change = (document: Record<string, unknown>) => void;
const at = (places: Place[], index: number): Place | undefined => places[index % places.length];
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(), fc.constantFrom(...oddValues)).map(([index, value]): Change => (document) => {
    const place = at(placesIn(document), index);
    if (place !== undefined) place.holder[place.name] = value;
  }),
  fc.nat().map((index): Change => (document) => {
    const place = at(placesIn(document), index);
    if (place !== undefined && !Array.isArray(place.holder)) delete place.holder[place.name];
  }),
  fc
    .tuple(fc.nat(), fc.constantFrom('emergency', 'digest', 'reason', 'constructor', 'toString', ''))
    .map(([index, name]): Change => (document) => {
      const place = at(placesIn(document), index);
      if (place !== undefined && !Array.isArray(place.holder)) place.holder[name] = true;
    }),
  fc.constant((document: Record<string, unknown>) => {
    // JSON.parse makes a field of this name; writing it would change the prototype.
    Object.defineProperty(document, '__proto__', { value: {}, enumerable: true, configurable: true, writable: true });
  }),
);

it('every document of the schema is read as it is', () => {
  fc.assert(
    fc.property(fc.oneof(anyAcceptance, anyEmergency), (document) => {
      expect(isDocument(document)).toBe(true);
      expect(isRead(document)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('what is changed is read exactly where the schema allows it', () => {
  const seen = { allowed: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.oneof({ weight: 4, arbitrary: anyAcceptance }, { weight: 1, arbitrary: anyEmergency }),
      fc.array(anyChange, { minLength: 1, maxLength: 2 }),
      (document, changes) => {
        for (const change of changes) change(document);
        const allowed = isDocument(document);
        seen[allowed ? 'allowed' : 'refused'] += 1;
        expect(isRead(document)).toBe(allowed);
      },
    ),
    { numRuns: 3000 },
  );
  expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(50);
});

it.each([undefined, null, 1, 'text', [], [{}]])('%j is no document', (value) => {
  expect(isRead(value)).toBe(false);
  expect(isDocument(value)).toBe(false);
});
