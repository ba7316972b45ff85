import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import schema from '../../../lib/core/document/acceptance.schema.json' with { type: 'json' };
import type { Acceptance, AcceptanceDocument } from '../../../lib/core/document/acceptance-document.ts';
import { digestOf } from '../../../lib/core/document/digest.ts';
import { documentJsonSchema } from '../../../lib/core/document/json-schema.ts';
import { acceptanceOf, dataOf, planOf, soundSamples } from '../run-data.ts';

const isDocument = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false }).compile(schema);

const plan = planOf({
  criteria: [
    { indicator: 'latency', phase: 'peak', target: 'p(95)<300', bound: 'p(95)<400' },
    { indicator: 'latency', phase: 'peak', target: 'p(95)<50', severity: 'warn' },
    { indicator: 'cache_hit', target: 'rate>0.5' },
  ],
  signOff: ['no data corruption'],
});
const judged = acceptanceOf(
  plan,
  dataOf(
    plan,
    soundSamples(plan).filter(({ metric }) => !metric.startsWith('cache_hit')),
  ),
);
const acceptance: AcceptanceDocument = { ...judged, digest: digestOf(judged) };

/** The document with other fields in one of its rows, as a hand may have edited it. */
const edited = (index: number, fields: object): unknown => ({
  ...acceptance,
  criteria: acceptance.criteria.map((row, place): Acceptance['criteria'][number] =>
    place === index ? { ...row, ...fields } : row,
  ),
});

describe('the schema', () => {
  // To write it anew: npx vitest run test/core/document/json-schema.test.ts --update
  it('is published as the descriptions of the document make it', async () => {
    await expect(`${JSON.stringify(documentJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../../lib/core/document/acceptance.schema.json',
    );
  });

  it('is one of draft 7, with every definition that it refers to and no other', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    const ajv = new Ajv({ strictTypes: false });
    expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
    const references = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)].map(([, name]) => name);
    expect([...new Set(references)].toSorted()).toEqual(Object.keys(schema.$defs).toSorted());
  });

  it('names the version of the document', () => {
    expect(schema.title).toBe('Acceptance document of k6-acceptance, version 1.0');
  });

  it('fits a PASS, a WARN and a NO_DATA', () => {
    expect(acceptance.criteria.map(({ verdict }) => verdict)).toEqual(['PASS', 'WARN', 'NO_DATA']);
    expect([isDocument(acceptance), isDocument.errors]).toEqual([true, null]);
  });

  it.each<[string, number, object]>([
    ['a severity of its own', 0, { severity: 'fatal' }],
    ['a warning that fails', 1, { verdict: 'FAIL' }],
    ['a warning with a threshold', 1, { native: { ...acceptance.criteria[1]?.native, threshold: 'p(95)<50' } }],
    ['no threshold on what can fail', 0, { native: { ...acceptance.criteria[0]?.native, threshold: null } }],
    ['what k6 was asked without its answer', 0, { native: { metric: 'm', threshold: 'p(95)<400' } }],
    ['a scope of no endpoint', 0, { scope: { phase: 'peak', endpoints: [], group: null, check: null } }],
    ['a scope that is a name', 0, { scope: 'peak' }],
    ['an indicator that is a name', 0, { indicator: 'latency' }],
    ['a bound that is a number', 0, { bound: 400 }],
    ['no data beside a verdict', 0, { noData: { code: 'never-sampled', message: 'never sampled' } }],
    ['NO_DATA without a reason', 2, { noData: null }],
    ['a reason without a code', 2, { noData: { message: 'never sampled' } }],
    ['a reason with a code of its own', 2, { noData: { code: 'tired', message: 'never sampled' } }],
    ['a verdict without a value', 0, { observed: null }],
    ['the field of another version', 0, { expression: 'p(95)<300' }],
  ])('does not fit %s', (_, index, fields) => {
    expect(isDocument(edited(index, fields))).toBe(false);
  });

  it.each([
    [{ unverified: undefined }],
    [{ unverified: [5] }],
    [{ minorVersion: undefined }],
    [{ minorVersion: 0.5 }],
    [{ minorVersion: -1 }],
    [{ percentiles: [] }],
    [{ loadStartedAt: '2026-01-31 12:00' }],
  ])('does not fit %j', (fields) => {
    expect(isDocument(JSON.parse(JSON.stringify({ ...acceptance, ...fields })))).toBe(false);
  });
});
