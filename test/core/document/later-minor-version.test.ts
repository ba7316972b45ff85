import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../../lib/core/document/acceptance-document.ts';
import type { CriterionRow } from '../../../lib/core/document/criterion-row.ts';
import { gate } from '../../../lib/core/document/gate.ts';
import { renderJson } from '../../../lib/core/render/json.ts';
import { textOf } from './document-text.ts';
import { fault, sound, warns, withField, withRow } from './sound-document.ts';

const text = renderJson(sound);

/** A throughput that misses its target, or only warns. It is in no table. */
const failed = ({ native: asked }: CriterionRow): Partial<CriterionRow> => ({
  observed: 1,
  verdict: 'FAIL',
  native: { ...asked, held: false },
});
const warned = ({ native: asked }: CriterionRow): Partial<CriterionRow> => ({
  observed: 1,
  verdict: 'WARN',
  severity: 'warn',
  native: { ...asked, threshold: null, held: null },
});

/** Every object in the value, with the way to it. */
function objectsIn(value: unknown, path = ''): { readonly path: string; readonly object: Record<string, unknown> }[] {
  if (typeof value !== 'object' || value === null) return [];
  const object: Record<string, unknown> = Object(value);
  const inner = Object.entries(object).flatMap(([name, field]) =>
    objectsIn(field, Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`),
  );
  return Array.isArray(value) ? inner : [{ path, object }, ...inner];
}

describe('a document of a later minor version', () => {
  const later = (changes: Readonly<Record<string, unknown>> = {}): string => withField({ minorVersion: 1, ...changes });
  const addition = { since: '1.1', of: ['whatever', null, { deep: 5 }] };

  it('is taken for what it says, whatever minor version that is', () => {
    for (const minorVersion of [1, 2, 1000]) {
      expect(gate(withField({ minorVersion }))).toEqual({
        verdict: 'PASS',
        sentence: 'All 9 criteria hold.',
        exitCode: 0,
      });
    }
  });

  it.each([[0.5], [-1], ['1'], [null], [[]], [true]])('cannot be of minor version %j', (minorVersion) => {
    expect(gate(withField({ minorVersion }))).toMatchObject({
      exitCode: 2,
      sentence: expect.stringMatching(
        /^Invalid field minorVersion of the document: expected a whole number from 0, received /,
      ),
    });
  });

  it('has a minor version', () => {
    expect(gate(text.replace('  "minorVersion": 0,\n', '')).sentence).toMatch(
      /^Invalid field minorVersion of the document: expected a value, received nothing\. /,
    );
  });

  it('is of the same version: a later one is refused', () => {
    expect(gate(later({ version: 2 })).sentence).toMatch(/^Invalid document: expected version 1, received 2\. /);
  });

  it('may have fields that nobody knows yet, everywhere', () => {
    const document: unknown = JSON.parse(later());
    for (const { object } of objectsIn(document)) object['addition'] = addition;
    expect(gate(textOf(Object(document)))).toEqual({
      verdict: 'PASS',
      sentence: 'All 9 criteria hold.',
      exitCode: 0,
    });
  });

  it('is the only one that may: at its own minor version each is refused where it stands', () => {
    const paths = objectsIn(JSON.parse(text)).map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(60);
    for (const [index, path] of paths.entries()) {
      const document: unknown = JSON.parse(text);
      const { object } = objectsIn(document)[index] ?? {};
      if (object !== undefined) object['addition'] = addition;
      const where = path === '' ? '"addition"' : `${path}."addition"`;
      expect(gate(textOf(Object(document))).sentence).toMatch(
        `Invalid field ${where} of the document: expected no such field, received {"since":"1.1",`,
      );
    }
  });

  it('has the digest of these fields, too', () => {
    const document = later({ addition });
    expect(gate(document).exitCode).toBe(0);
    for (const changed of [
      document.replace('"deep": 5', '"deep": 6'),
      document.replace('"deep"', '"sweet"'),
      document.replace('"since": "1.1"', '"since": "1.2"'),
    ]) {
      expect(changed).not.toBe(document);
      expect(gate(changed)).toMatchObject({
        verdict: 'INVALID',
        exitCode: 2,
        sentence: expect.stringMatching(/^Invalid document: expected content of the digest crc32:/),
      });
    }
  });

  it('has each of these fields once, too', () => {
    expect(gate(later({ addition }).replace('"deep": 5', '"deep": 6, "deep": 5')).sentence).toMatch(
      /^Invalid document: expected each field once, /,
    );
  });

  const strangeNoData = {
    verdict: 'NO_DATA',
    noData: { code: 'out-of-tune', message: 'out of tune' },
    ...warns,
  } as const;
  const withNoData = (document: Readonly<Record<string, unknown>>): string =>
    withField({
      ...document,
      verdict: 'WARN',
      criteria: sound.criteria.map((row, index) => (index === 0 ? { ...row, ...strangeNoData } : row)),
    });
  const strangeWarning = { code: 'out-of-tune', message: 'It sounded odd.' };
  const strangeFault = { code: 'out-of-tune', message: 'It sounded odd.', phases: [] };
  const doubt = { verdict: 'INVALID', sentence: 'It sounded odd.', faults: [strangeFault] } as const;

  it('may have warnings, faults and reasons without data that nobody knows yet', () => {
    expect(gate(later({ warnings: [strangeWarning] }))).toMatchObject({ verdict: 'PASS', exitCode: 0 });
    expect(gate(withNoData({ minorVersion: 1 }))).toMatchObject({ verdict: 'WARN', exitCode: 0 });
    expect(gate(later(doubt))).toEqual({ verdict: 'INVALID', sentence: 'It sounded odd.', exitCode: 2 });
  });

  it.each([
    ['warnings[0].code', 'trial or proxied or ', withField({ warnings: [strangeWarning] })],
    ['faults[0].code', 'plan-replaced or preflight-failed or ', withField(doubt)],
    ['criteria[0].noData.code', 'phase-not-reached or aborted or ', withNoData({})],
  ])('is the only one that may: %s', (field, words, document) => {
    const { exitCode, sentence } = gate(document);
    expect(exitCode).toBe(2);
    expect(sentence).toContain(`Invalid field ${field} of the document: expected ${words}`);
    expect(sentence).toContain(', received "out-of-tune". ');
  });

  it.each(['', 'Odd', 'out of tune', 'out_of_tune', '-tune', 'tune2'])('has codes in small letters: not %j', (code) => {
    expect(gate(later({ warnings: [{ ...strangeWarning, code }] })).sentence).toContain(
      'Invalid field warnings[0].code of the document: expected trial or proxied or ',
    );
  });

  it.each<[what: string, changes: Partial<Acceptance> | { readonly verdict: string }, row: object, says: string]>([
    [
      'a verdict',
      { verdict: 'DOUBT' },
      {},
      'verdict of the document: expected PASS or WARN or FAIL or INVALID, received "DOUBT".',
    ],
    [
      'the verdict of a row',
      {},
      { verdict: 'SKIPPED' },
      'criteria[0].verdict of the document: expected PASS or WARN or FAIL or NO_DATA, received "SKIPPED".',
    ],
    [
      'a severity',
      {},
      { severity: 'info' },
      'criteria[0].severity of the document: expected fail or warn, received "info".',
    ],
  ])('has no other word for %s', (_, changes, row, says) => {
    const criteria = sound.criteria.map((one, index) => (index === 0 ? { ...one, ...row } : one));
    const { exitCode, sentence } = gate(later({ ...changes, criteria }));
    expect({ exitCode, sentence }).toEqual({ exitCode: 2, sentence: expect.stringContaining(`Invalid field ${says}`) });
  });

  it('is judged by its rows', () => {
    expect(gate(withRow({ observed: 300 }, { minorVersion: 1 })).sentence).toContain(
      'Criterion 1 says PASS, but its value makes it FAIL.',
    );
  });

  const made = {
    PASS: {},
    WARN: { criteria: sound.criteria.map((row, index) => (index === 3 ? { ...row, ...warned(row) } : row)) },
    FAIL: { criteria: sound.criteria.map((row, index) => (index === 3 ? { ...row, ...failed(row) } : row)) },
    INVALID: { faults: [fault] },
  } as const;

  it.each([
    ['PASS', ['PASS', 'WARN', 'FAIL', 'INVALID']],
    ['WARN', ['WARN', 'FAIL', 'INVALID']],
    ['FAIL', ['FAIL']],
    ['INVALID', ['INVALID']],
  ] as const)('may be worse than its rows and faults make it, and never better: %s', (due, may) => {
    for (const verdict of ['PASS', 'WARN', 'FAIL', 'INVALID'] as const) {
      const said = gate(later({ ...made[due], verdict, sentence: 'As a later version has it.' }));
      const own = gate(withField({ ...made[due], verdict, sentence: 'As this version has it.' }));
      const refusal = `The document says ${verdict}, but its criteria and faults make it ${due}. Take the file as it was written, or run the test again.`;
      const taken = (sentence: string): object => ({ verdict, sentence });
      const refused = { verdict: 'INVALID', sentence: refusal, exitCode: 2 };
      if (may.some((word) => word === verdict)) expect(said).toMatchObject(taken('As a later version has it.'));
      else expect(said).toEqual(refused);
      if (verdict === due) expect(own).toMatchObject(taken('As this version has it.'));
      else expect(own).toEqual(refused);
    }
  });
});
