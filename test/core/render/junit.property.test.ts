// Documents of every kind that the schema allows, with the verdict that follows from them.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { acceptanceDocumentShape, type Acceptance } from '../../../lib/core/document/acceptance-document.ts';
import { verdictOf } from '../../../lib/core/document/verdict.ts';
import { Place, writtenFile } from '../../../lib/core/language/place.ts';
import { renderJunit } from '../../../lib/core/render/junit.ts';
import { anyAcceptance } from '../document/schema-arbitrary.ts';
import { isRed, readJunit } from './read-junit.ts';

const judged: fc.Arbitrary<Acceptance> = anyAcceptance.map((fields) => {
  const document = acceptanceDocumentShape.read({ ...fields, minorVersion: 0 }, new Place(writtenFile('document')));
  return { ...document, ...verdictOf(document), trial: document.timeScale < 1 };
});

it('a report is XML whose names differ, and is red exactly where the run is FAIL, INVALID or a trial', () => {
  const seen = { PASS: 0, WARN: 0, FAIL: 0, INVALID: 0 };
  let trials = 0;
  fc.assert(
    fc.property(judged, (document) => {
      const junit = readJunit(renderJunit(document));
      const { verdict, trial, criteria, unverified } = document;
      seen[verdict] += 1;
      if (trial) trials += 1;
      expect(junit.cases).toHaveLength(1 + criteria.length + unverified.length);
      expect(isRed(junit)).toBe(trial || verdict === 'FAIL' || verdict === 'INVALID');
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(...Object.values(seen), trials, 2000 - trials)).toBeGreaterThan(20);
});
