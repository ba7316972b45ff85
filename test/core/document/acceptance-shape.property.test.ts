// The reader's own check of the shape and the published schema, held against each other: neither lets through what the other
// does not.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { acceptanceDocumentShape, emergencyDocumentShape } from '../../../lib/core/document/acceptance-document.ts';
import { Place, writtenFile } from '../../../lib/core/language/place.ts';
import { fieldsOf, listOf, type Fields } from './second-derivation.ts';
import { anyAcceptance, anyEmergency, isDocument, isLaterDocument } from './schema-arbitrary.ts';

/** Whether it is of a minor version after the one that the library writes. */
const isLater = (value: unknown): boolean => Number(fieldsOf(value)['minorVersion']) > 0;

/** Whether the value is read, and as it is: in a later minor version but for what is passed over. */
function isRead(value: unknown): boolean {
  return [acceptanceDocumentShape, emergencyDocumentShape].some((shape) => {
    try {
      const read = shape.read(value, new Place(writtenFile('document', isLater(value))));
      if (isLater(value)) expect(value).toMatchObject(read);
      else expect(read).toEqual(value);
      return true;
    } catch (error) {
      expect(error).toMatchObject({ name: 'InvalidInputError' });
      return false;
    }
  });
}

type Spot = { readonly holder: Record<string, unknown>; readonly name: string };

/** Every spot in a document where a value stands. */
function spotsIn(value: unknown): Spot[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder: Record<string, unknown> = Object(value);
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...spotsIn(holder[name])]);
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
const at = (spots: Spot[], index: number): Spot | undefined => spots[index % spots.length];
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(), fc.constantFrom(...oddValues)).map(([index, value]): Change => (document) => {
    const spot = at(spotsIn(document), index);
    if (spot !== undefined) spot.holder[spot.name] = value;
  }),
  fc.nat().map((index): Change => (document) => {
    const spot = at(spotsIn(document), index);
    if (spot !== undefined && !Array.isArray(spot.holder)) delete spot.holder[spot.name];
  }),
  fc
    .tuple(fc.nat(), fc.constantFrom('emergency', 'digest', 'reason', 'constructor', 'toString', ''))
    .map(([index, name]): Change => (document) => {
      const spot = at(spotsIn(document), index);
      if (spot !== undefined && !Array.isArray(spot.holder)) spot.holder[name] = true;
    }),
  fc.constant((document: Record<string, unknown>) => {
    // JSON.parse makes a field of this name; writing it would change the prototype.
    Object.defineProperty(document, '__proto__', { value: {}, enumerable: true, configurable: true, writable: true });
  }),
);

const anyDocument = fc.oneof({ weight: 4, arbitrary: anyAcceptance }, { weight: 1, arbitrary: anyEmergency });
const anyChanges = fc.array(anyChange, { minLength: 1, maxLength: 2 });

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
    fc.property(anyDocument, anyChanges, (document, changes) => {
      document['minorVersion'] = 0;
      for (const change of changes) change(document);
      fc.pre(!isLater(document));
      const allowed = isDocument(document);
      seen[allowed ? 'allowed' : 'refused'] += 1;
      expect(isRead(document)).toBe(allowed);
    }),
    { numRuns: 3000 },
  );
  expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(50);
});

it('what is changed in a later minor version is read exactly where the schema allows it, but for other fields and codes', () => {
  const seen = { allowed: 0, other: 0, refused: 0 };
  fc.assert(
    fc.property(anyDocument, anyChanges, fc.integer({ min: 1, max: 9 }), (document, changes, minorVersion) => {
      for (const change of changes) change(document);
      document['minorVersion'] = minorVersion;
      const allowed = isLaterDocument(document);
      seen[isDocument(document) ? 'allowed' : allowed ? 'other' : 'refused'] += 1;
      expect(isRead(document)).toBe(allowed);
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(seen.allowed, seen.other, seen.refused)).toBeGreaterThan(50);
});

it.each([undefined, null, 1, 'text', [], [{}]])('%j is no document', (value) => {
  expect(isRead(value)).toBe(false);
  expect(isDocument(value)).toBe(false);
});

it('documents are made with rows of every kind, and each often enough', () => {
  const made = fc.sample(anyAcceptance, { numRuns: 2000, seed: 1 });
  const rows = made.flatMap(({ criteria }) => listOf(criteria));
  const share = (holds: (row: Fields) => boolean): number => rows.filter(holds).length / rows.length;
  const held = ({ native }: Fields): unknown => fieldsOf(native)['held'];
  const shares = {
    ...Object.fromEntries(
      ['PASS fail', 'PASS warn', 'WARN fail', 'WARN warn', 'FAIL fail', 'NO_DATA fail', 'NO_DATA warn'].map((kind) => [
        kind,
        share(({ verdict, severity }) => `${verdict} ${severity}` === kind),
      ]),
    ),
    'NO_DATA with a value': share(({ verdict, observed }) => verdict === 'NO_DATA' && observed !== null),
    'NO_DATA without a value': share(({ verdict, observed }) => verdict === 'NO_DATA' && observed === null),
    ...Object.fromEntries(
      [true, false, null].map((answer) => [
        `${answer} of k6 beside a verdict`,
        share((row) => row['verdict'] !== 'NO_DATA' && row['severity'] === 'fail' && held(row) === answer),
      ]),
    ),
    'no evidence': share(({ evidence }) => evidence === null),
    evidence: share(({ evidence }) => evidence !== null),
    'over the whole run': share(({ scope }) => fieldsOf(scope)['phase'] === null),
    'of several endpoints': share(({ scope }) => listOf(fieldsOf(scope)['endpoints']).length > 1),
  };
  expect(Object.entries(shares).filter(([, part]) => !(part > 0.05))).toEqual([]);
  expect(share(({ verdict, severity }) => verdict === 'FAIL' && severity === 'warn')).toBe(0);
});
