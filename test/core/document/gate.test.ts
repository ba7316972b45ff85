import { describe, expect, it } from 'vitest';
import type { CriterionRow } from '../../../lib/core/document/criterion-row.ts';
import { gate } from '../../../lib/core/document/gate.ts';
import { renderRunRecord } from '../../../lib/core/document/run-record.ts';
import { renderJson } from '../../../lib/core/render/json.ts';
import { acceptanceOf, dataOf, metricOf, planOf } from '../run-data.ts';
import { askedFor, fault, missed, native, noData, sound, warns, withField, withRow } from './sound-document.ts';

const text = renderJson(sound);

describe('a sound document', () => {
  it('of a run that passed gives 0 and its sentence', () => {
    expect(gate(text)).toEqual({ verdict: 'PASS', sentence: 'All 9 criteria hold.', exitCode: 0 });
  });

  it('of a run that failed gives 1', () => {
    const data = dataOf(planOf());
    metricOf(data, 'http_req_duration{expected_response:true,phase:peak}').values['p(95)'] = 301;
    expect(gate(renderJson(acceptanceOf(planOf(), data)))).toMatchObject({
      verdict: 'FAIL',
      exitCode: 1,
      sentence: expect.stringMatching(/^latency in phase "peak" was 301 ms/),
    });
  });

  it('of a run that proves nothing gives 2', () => {
    expect(gate(renderJson(acceptanceOf(planOf(), dataOf(planOf()), { differences: ['vus were 3.'] })))).toMatchObject({
      verdict: 'INVALID',
      exitCode: 2,
      sentence: expect.stringMatching(/^vus were 3\./),
    });
  });

  it('may be written in another way', () => {
    const turned = Object.fromEntries(Object.entries(JSON.parse(text)).toReversed());
    for (const other of [
      JSON.stringify(turned),
      JSON.stringify(turned, null, '\t'),
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('"p(95)<300"', String.raw`"p\u002895)<300"`),
    ]) {
      expect(gate(other)).toMatchObject({ verdict: 'PASS', exitCode: 0 });
    }
  });

  it('that warns gives 0, and 1 when that is strict', () => {
    const warning = withRow(missed, { verdict: 'WARN' });
    expect(gate(warning)).toMatchObject({ verdict: 'WARN', exitCode: 0 });
    expect(gate(warning, { strict: true })).toMatchObject({ verdict: 'WARN', exitCode: 1 });
    expect(gate(text, { strict: true })).toMatchObject({ verdict: 'PASS', exitCode: 0 });
  });

  it('may fail where k6 alone says so', () => {
    expect(gate(withRow({ verdict: 'FAIL' }, { verdict: 'FAIL' })), 'k6 failed a row whose value holds').toMatchObject({
      verdict: 'FAIL',
      exitCode: 1,
    });
  });
});

describe('rows between target and bound', () => {
  const looser = { bound: 'p(95)<=400' };

  it.each([
    [299.9, 'PASS', 'PASS', 0],
    [300, 'WARN', 'WARN', 0],
    [400, 'WARN', 'WARN', 0],
    [400.1, 'FAIL', 'FAIL', 1],
  ] as const)('%d ms are %s', (observed, word, verdict, exitCode) => {
    expect(gate(withRow({ ...looser, observed, verdict: word }, { verdict }))).toMatchObject({ verdict, exitCode });
    const held = askedFor(looser.bound, word !== 'FAIL');
    for (const other of (['PASS', 'WARN', 'FAIL'] as const).filter((candidate) => candidate !== word)) {
      const said = withRow({ ...looser, observed, native: held, verdict: other }, { verdict: other });
      expect(gate(said)).toMatchObject({
        verdict: 'INVALID',
        exitCode: 2,
        sentence: expect.stringContaining(`Criterion 1 says ${other}, but its value makes it ${word}.`),
      });
    }
  });

  it.each(['p(95)<400', 'p(95)<=300', 'p(95)<300'])('the bound %s is one of p(95)<300', (bound) => {
    expect(gate(withRow({ bound }))).toMatchObject({ verdict: 'PASS', exitCode: 0 });
  });

  it.each(['p(95)<299', 'p(95)>400', 'p(96)<400', 'p(95)!=300', 'p(95)==300', 'avg<400'])(
    'the bound %s is none of p(95)<300',
    (bound) => {
      expect(gate(withRow({ bound }))).toMatchObject({
        exitCode: 2,
        sentence: expect.stringContaining(`has a bound ${bound} that is not looser than its target p(95)<300.`),
      });
    },
  );

  it.each([
    ['p(95)<=300', 'p(95)<300'],
    ['p(95)>=300', 'p(95)>300'],
    ['p(95)>300', 'p(95)>301'],
    ['p(95)>300', 'p(95)<200'],
    ['p(95)==300', 'p(95)==301'],
    ['p(95)!=300', 'p(95)<400'],
  ])('a target %s is not one with the bound %s', (target, bound) => {
    expect(gate(withRow({ target, bound, observed: 300, verdict: 'FAIL' }, { verdict: 'FAIL' })).sentence).toContain(
      `has a bound ${bound} that is not looser than its target ${target}.`,
    );
  });

  it.each([
    ['p(95)>300', 'p(95)>=300'],
    ['p(95)>300', 'p(95)>299'],
    ['p(95)>=300', 'p(95)>=300'],
    ['p(95)!=300', 'p(95)!=300'],
  ])('a target %s may be one with the bound %s', (target, bound) => {
    expect(gate(withRow({ target, bound, observed: 301 }))).toMatchObject({ verdict: 'PASS' });
  });

  it.each([
    'p(95) < 300',
    'p(95.0)<300',
    'p(0)<300',
    'p(100)<300',
    'p95<300',
    'p(95)<3e2',
    'p(95)<0300',
    'p(95)<1e999',
    'p(95)=<300',
    'p(95)<',
    '',
  ])('%j is no expression of a document', (target) => {
    expect(gate(withRow({ target }))).toMatchObject({
      exitCode: 2,
      sentence: expect.stringMatching(
        /^Invalid field criteria\[0\]\.target of the document: expected a threshold expression as documents have it, received /,
      ),
    });
  });

  it('limits too small for plain digits are read', () => {
    expect(gate(withRow({ target: 'p(95)<1e-7', bound: 'p(95)<1e-7', observed: 1e-8 }))).toMatchObject({
      verdict: 'PASS',
    });
    expect(gate(withRow({ target: 'p(95)<1e+21', bound: 'p(95)<1e+21', observed: 1e20 }))).toMatchObject({
      verdict: 'PASS',
    });
  });
});

describe("k6's threshold", () => {
  const [, , errors, throughput] = sound.criteria;
  const withOther = (row: CriterionRow | undefined, changes: Partial<CriterionRow>): string =>
    withField({ criteria: sound.criteria.map((one) => (one === row ? { ...one, ...changes } : one)) });

  it('is the bound of the criterion', () => {
    expect(gate(withRow({ native: askedFor('p(95)<301') }))).toMatchObject({
      exitCode: 2,
      sentence: expect.stringContaining('Criterion 1 has a threshold p(95)<301 of k6 that is not its bound p(95)<300.'),
    });
    expect(gate(withOther(errors, { native: askedFor('count<5') })).sentence).toContain(
      'Criterion 3 has a threshold count<5 of k6 that is not its bound rate<0.01.',
    );
    expect(gate(withRow({ native: askedFor('p(95) < 300') })).sentence).toMatch(
      /^Invalid field criteria\[0\]\.native\.threshold of the document: expected a threshold expression as documents have it, /,
    );
    expect(gate(withRow({ ...noData, native: askedFor('p(95)<301') }, { verdict: 'INVALID' })).sentence).toContain(
      'has a threshold p(95)<301',
    );
  });

  it('is a count where the bound is a rate per second', () => {
    expect(throughput).toMatchObject({ bound: 'rate>=80', native: { threshold: 'count>=800' } });
    expect(gate(withOther(throughput, { native: askedFor('rate>=80') })).sentence).toContain(
      'Criterion 4 has a threshold rate>=80 of k6 that is not its bound rate>=80.',
    );
  });

  it.each([
    ['fails a row that passes', { native: askedFor('p(95)<300', false) }, 'says PASS, but its value makes it FAIL.'],
    [
      'fails a row that warns',
      { bound: 'p(95)<400', native: askedFor('p(95)<400', false), observed: 350, verdict: 'WARN' },
      'says WARN, but its value makes it FAIL.',
    ],
    [
      'holds for a row that failed, whose value holds',
      { native: askedFor('p(95)<300', true), verdict: 'FAIL' },
      'says FAIL, but its value makes it PASS.',
    ],
    [
      'was not evaluated for a row that passes',
      { native: { ...native, held: null } },
      'says PASS, but k6 did not evaluate p(95)<300.',
    ],
    [
      'was not evaluated for a row that failed',
      { native: { ...native, held: null }, observed: 301, verdict: 'FAIL' },
      'says FAIL, but k6 did not evaluate p(95)<300.',
    ],
  ] as const)('%s: the document contradicts itself', (_, changes: Partial<CriterionRow>, says) => {
    const verdict = changes.verdict === 'FAIL' ? 'FAIL' : changes.verdict === 'WARN' ? 'WARN' : 'PASS';
    expect(gate(withRow(changes, { verdict }))).toEqual({
      verdict: 'INVALID',
      exitCode: 2,
      sentence: `Criterion 1 ${says} Take the file as it was written, or run the test again.`,
    });
  });

  it('may be left unevaluated where a row has no data, or only warns', () => {
    const unasked = { native: { ...native, held: null } };
    expect(gate(withRow({ ...noData, ...unasked }, { verdict: 'INVALID', sentence: 'No data.' })).sentence).toBe(
      'No data.',
    );
    expect(gate(withRow(missed, { verdict: 'WARN' }))).toMatchObject({ verdict: 'WARN', exitCode: 0 });
  });
});

describe('a trial', () => {
  const trial = withField({ trial: true, timeScale: 0.5 });

  it('accepts nothing', () => {
    expect(gate(trial)).toMatchObject({
      verdict: 'INVALID',
      exitCode: 2,
      sentence: expect.stringContaining('A trial accepts nothing.'),
    });
    expect(gate(trial, { trial: true })).toMatchObject({ verdict: 'PASS', exitCode: 0 });
  });
});

describe('a document that contradicts itself gives 2 and says how', () => {
  it.each<[what: string, text: string, says: string]>([
    [
      'a missed criterion that passes',
      withRow({ observed: 300 }),
      'Criterion 1 says PASS, but its value makes it FAIL.',
    ],
    [
      'a warning that passes',
      withRow({ ...missed, verdict: 'PASS' }),
      'Criterion 1 says PASS, but its value makes it WARN.',
    ],
    ['too few samples', withRow({ samples: 71 }), 'Criterion 1 says PASS of 71 samples where 72 are needed.'],
    ['no samples', withRow({ samples: null }), 'Criterion 1 says PASS of no samples where 72 are needed.'],
    [
      'a row that failed',
      withRow({ observed: 300, verdict: 'FAIL' }),
      'The document says PASS, but its criteria and faults make it FAIL.',
    ],
    ['a row without data', withRow(noData), 'The document says PASS, but its criteria and faults make it INVALID.'],
    [
      'a row without data that only warns',
      withRow({ ...noData, ...warns }),
      'The document says PASS, but its criteria and faults make it WARN.',
    ],
    ['a row that warns', withRow(missed), 'The document says PASS, but its criteria and faults make it WARN.'],
    [
      'no row with a verdict',
      withField({ verdict: 'WARN', criteria: sound.criteria.map((row) => ({ ...row, ...noData, ...warns })) }),
      'The document says WARN, but its criteria and faults make it INVALID.',
    ],
    ['a fault', withField({ faults: [fault] }), 'The document says PASS, but its criteria and faults make it INVALID.'],
    [
      'a doubt without a reason',
      withField({ verdict: 'INVALID', sentence: 'k6 saw a threshold crossed.' }),
      'The document says INVALID, but its criteria and faults make it PASS.',
    ],
    [
      'a doubt beside a row that failed',
      withRow({ observed: 300, verdict: 'FAIL' }, { verdict: 'INVALID' }),
      'The document says INVALID, but its criteria and faults make it FAIL.',
    ],
    [
      'a warning without a reason',
      withField({ verdict: 'WARN' }),
      'The document says WARN, but its criteria and faults make it PASS.',
    ],
    [
      'a failure without a row',
      withField({ verdict: 'FAIL' }),
      'The document says FAIL, but its criteria and faults make it PASS.',
    ],
    [
      'a fault in the phase of a row',
      withField({ verdict: 'INVALID', faults: [{ ...fault, phases: ['peak'] }] }),
      'says PASS in a phase that a fault of the run touches.',
    ],
    [
      'a fault in a phase, and a row of the whole run',
      withField({
        verdict: 'INVALID',
        faults: [{ ...fault, phases: ['users'] }],
        criteria: sound.criteria.map((row) => (row.scope.phase === null ? row : { ...row, ...noData })),
      }),
      'Criterion 3 says PASS in a phase that a fault of the run touches.',
    ],
    [
      'a fault in an unknown phase',
      withField({
        verdict: 'INVALID',
        faults: [{ ...fault, phases: ['valley'] }],
        criteria: sound.criteria.map((row) => ({ ...row, ...noData })),
      }),
      'A fault touches a phase that the document does not have.',
    ],
    [
      'an unknown phase',
      withRow({ scope: { phase: 'valley', endpoints: null, group: null, check: null } }),
      'Criterion 1 looks at a phase that the document does not have.',
    ],
    [
      'an unknown endpoint',
      withRow({ scope: { phase: 'peak', endpoints: ['nothing'], group: null, check: null } }),
      'Criterion 1 looks at an endpoint that the document does not have.',
    ],
    [
      'an unknown endpoint beside a known one',
      withRow({ scope: { phase: 'peak', endpoints: ['list items', 'nothing'], group: null, check: null } }),
      'Criterion 1 looks at an endpoint that the document does not have.',
    ],
    [
      'a request too many in the phases',
      withField({ outsidePlan: { ...sound.outsidePlan, afterPlan: 1 } }),
      'The requests of the phases and outside them are not all requests.',
    ],
    [
      'a request too many in the endpoints',
      withField({ outsidePlan: { ...sound.outsidePlan, redirects: 1 } }),
      'The requests of the endpoints and outside them are not all requests.',
    ],
    [
      'failed requests that are in no error ratio',
      withField({ phases: sound.phases.map((row, index) => (index === 1 ? { ...row, failedRequests: 39 } : row)) }),
      'The error ratio of phase 2 is not the one of its requests.',
    ],
    [
      'more errors of the generator than failed requests',
      withField({
        endpoints: sound.endpoints.map((row, index) => (index === 1 ? { ...row, generatorErrors: 1 } : row)),
      }),
      'The error ratio of endpoint 2 is not the one of its requests.',
    ],
    [
      'a day that never was',
      withField({ endedAt: '2026-02-30T12:00:00.000Z' }),
      'There is no such moment as the one at which the run ended.',
    ],
    [
      'a day on which no load ever started',
      withField({ loadStartedAt: '2026-13-01T12:00:00.000Z' }),
      'There is no such moment as the one at which the load started.',
    ],
    [
      'a trial at full scale',
      withField({ trial: true }),
      'The document is a trial by one of its fields, and none by another.',
    ],
    [
      'a scaled run that is no trial',
      withField({ timeScale: 0.5 }),
      'The document is a trial by one of its fields, and none by another.',
    ],
  ])('%s', (_, document, says) => {
    expect(gate(document)).toMatchObject({ verdict: 'INVALID', exitCode: 2, sentence: expect.stringContaining(says) });
  });
});

describe('what is no document of this version gives 2 and says so', () => {
  it.each<[what: string, text: string, says: RegExp]>([
    ['nothing', '', /^Invalid document: expected JSON, received nothing\. /],
    ['half a document', text.slice(0, text.length / 2), /^Invalid document: expected JSON, received /],
    ['a byte order mark', `\uFEFF${text}`, /^Invalid document: expected JSON, /],
    [
      'a number that is none',
      text.replace(/"observed": [\d.]+/, '"observed": NaN'),
      /^Invalid document: expected JSON, /,
    ],
    [
      'a number in quotes',
      text.replace(/"observed": ([\d.]+)/, '"observed": "$1"'),
      /^Invalid field criteria\[0\]\.observed of the document: expected a number, received "\d+"\. /,
    ],
    [
      'a number beyond all others',
      text.replace(/"observed": [\d.]+/, '"observed": 1e999'),
      /^Invalid field criteria\[0\]\.observed of the document: expected a number, received Infinity\. /,
    ],
    ['a list', '[]', /^Invalid document: expected the format k6-acceptance, received \[\]\. /],
    ['null', 'null', /^Invalid document: expected the format k6-acceptance, received null\. /],
    [
      'another format',
      '{"format":"junit"}',
      /^Invalid document: expected the format k6-acceptance, received "junit"\. /,
    ],
    [
      'another version',
      withField({ version: 2 }),
      /^Invalid document: expected version 1, received 2\. Read it with the k6-acceptance that wrote it\.$/,
    ],
    [
      'a field too few',
      text.replace('  "trial": false,\n', ''),
      /^Invalid field trial of the document: expected a value, received nothing\. /,
    ],
    [
      'a field too many',
      withField({ seal: 'yes' }),
      /^Invalid field "seal" of the document: expected no such field, received "yes"\. /,
    ],
    [
      'a field that stands twice',
      text.replace('"verdict": "PASS"', '"verdict": "FAIL",\n  "verdict": "PASS"'),
      /^Invalid document: expected each field once, /,
    ],
    [
      'a failure where it only warns',
      withRow({ ...missed, verdict: 'FAIL' }),
      /^Invalid field criteria\[0\]\.verdict of the document: expected no FAIL of a criterion that only warns, received "FAIL"\. /,
    ],
    [
      'a severity that k6 did not know of',
      withRow({ severity: 'warn' }),
      /^Invalid field criteria\[0\]\.native of the document: expected a threshold of k6 where the severity is fail, and null where it is warn, received \{"metric":"http_req_duration\{expected_response:true,phase:peak\}","threshold":"p\(95\)<300","held":true\}\. /,
    ],
    [
      'a threshold that k6 did not have',
      withRow({ native: askedFor(null) }),
      /^Invalid field criteria\[0\]\.native of the document: expected a threshold of k6 where .*, received \{"metric":".*","threshold":null,"held":null\}\. /,
    ],
    [
      'a verdict without a value',
      withRow({ observed: null }),
      /^Invalid field criteria\[0\]\.observed of the document: expected a number where there is a verdict, received null\. /,
    ],
    [
      'no data and no reason',
      withRow({ verdict: 'NO_DATA' }),
      /^Invalid field criteria\[0\]\.noData of the document: expected a reason where the verdict is NO_DATA, and null elsewhere, received null\. /,
    ],
    [
      'a changed value',
      text.replace(/"observed": [\d.]+/, '"observed": 1'),
      /^Invalid document: expected content of the digest crc32:[0-9a-f]{8}, received "crc32:[0-9a-f]{8}"\. Somebody changed it after the run: /,
    ],
    [
      'another digest',
      text.replace(/"digest": "crc32:.{8}"/, '"digest": "crc32:00000000"'),
      /^Invalid document: expected content of the digest crc32:00000000, /,
    ],
    [
      'an emergency',
      JSON.stringify({
        format: 'k6-acceptance',
        version: 1,
        minorVersion: 0,
        plan: 'shop',
        run: null,
        verdict: 'INVALID',
        sentence: 'No report could be made.',
        emergency: true,
      }),
      /^No report could be made\.$/,
    ],
    [
      'an emergency that passes',
      JSON.stringify({
        format: 'k6-acceptance',
        version: 1,
        minorVersion: 0,
        plan: 'shop',
        run: null,
        verdict: 'PASS',
        sentence: 'All is well.',
        emergency: true,
      }),
      /^Invalid field verdict of the document: expected "INVALID", received "PASS"\. /,
    ],
    [
      'a document and an emergency',
      withField({ emergency: true }),
      /^Invalid field "library" of the document: expected no such field, received "0\.1\.0"\. /,
    ],
  ])('%s', (_, document, says) => {
    expect(gate(document)).toEqual({ verdict: 'INVALID', exitCode: 2, sentence: expect.stringMatching(says) });
  });
});

describe('a document that has to be newer', () => {
  const endedAtMs = Date.parse(sound.endedAt);

  it.each([
    [endedAtMs - 1, 0],
    [endedAtMs, 2],
    [endedAtMs + 1, 2],
  ] as const)('than %d gives %d', (newerThanMs, exitCode) => {
    expect(gate(text, { newerThanMs }).exitCode).toBe(exitCode);
  });

  it.each([
    [endedAtMs - 300_000, 0],
    [endedAtMs - 300_001, 2],
    [endedAtMs + 1e9, 0],
  ] as const)('and is looked at at %d gives %d', (nowMs, exitCode) => {
    expect(gate(text, { newerThanMs: endedAtMs - 1, nowMs }).exitCode).toBe(exitCode);
    expect(gate(text, { nowMs }), 'the time does not matter where nothing has to be newer').toMatchObject({
      exitCode: 0,
    });
  });

  it('and is of the future says both moments', () => {
    expect(gate(text, { newerThanMs: 0, nowMs: 0 }).sentence).toBe(
      `The run ended at ${sound.endedAt}, and it is only 1970-01-01T00:00:00.000Z: the document tells no time that could be newer.`,
    );
  });

  it('and is not says both moments', () => {
    expect(gate(text, { newerThanMs: endedAtMs }).sentence).toBe(
      `The run ended at ${sound.endedAt}, which is not after ${sound.endedAt}: the document is of an older run.`,
    );
  });
});

describe('a document of k6-acceptance run', () => {
  const ofRun = withField({ run: 'one' });

  it('needs the record that k6 ended with 0', () => {
    expect(gate(ofRun, { record: renderRunRecord({ run: 'one', exitCode: 0, signal: null }) })).toMatchObject({
      verdict: 'PASS',
      exitCode: 0,
    });
  });

  it.each<[what: string, record: string | undefined, says: RegExp]>([
    [
      'no record',
      undefined,
      /^The document says PASS, but the record of how k6 ended, which k6-acceptance run writes beside it, is not there\.$/,
    ],
    [
      'the record of another run',
      renderRunRecord({ run: 'two', exitCode: 0, signal: null }),
      /^The document says PASS, but the record beside it is of another run\.$/,
    ],
    [
      'another exit code',
      renderRunRecord({ run: 'one', exitCode: 110, signal: null }),
      /^The document says PASS, but k6 ended with exit code 110\.$/,
    ],
    [
      'a signal',
      renderRunRecord({ run: 'one', exitCode: null, signal: 'SIGKILL' }),
      /^The document says PASS, but k6 ended with SIGKILL\.$/,
    ],
    [
      'a signal beside an exit code',
      renderRunRecord({ run: 'one', exitCode: 0, signal: 'SIGTERM' }),
      /^The document says PASS, but k6 ended with SIGTERM\.$/,
    ],
    [
      'no exit code',
      renderRunRecord({ run: 'one', exitCode: null, signal: null }),
      /^The document says PASS, but k6 ended with no exit code\.$/,
    ],
    [
      'half a record',
      renderRunRecord({ run: 'one', exitCode: 0, signal: null }).slice(0, 20),
      /^Invalid record of the run: expected JSON, /,
    ],
    [
      'a field that stands twice',
      renderRunRecord({ run: 'one', exitCode: 0, signal: null }).replace(
        '"exitCode": 0',
        '"exitCode": 110, "exitCode": 0',
      ),
      /^Invalid record of the run: expected each field once, /,
    ],
    ['another file', '{}', /^Invalid record of the run: expected the format k6-acceptance-run, received {}\. /],
    [
      'another version',
      renderRunRecord({ run: 'one', exitCode: 0, signal: null }).replace('1', '2'),
      /^Invalid field version of the record of the run: expected 1, received 2\. /,
    ],
  ])('with %s gives 2', (_, record, says) => {
    expect(gate(ofRun, { record })).toEqual({ verdict: 'INVALID', exitCode: 2, sentence: expect.stringMatching(says) });
  });

  it('fails without one, because k6 ends with 99 then', () => {
    expect(gate(withRow({ observed: 300, verdict: 'FAIL' }, { verdict: 'FAIL', run: 'one' }))).toMatchObject({
      verdict: 'FAIL',
      exitCode: 1,
    });
  });
});

describe('a wrong call', () => {
  it.each<[options: unknown, says: string]>([
    [
      null,
      'Invalid options of gate: expected an object with record, newerThanMs, nowMs, trial, strict, received null.',
    ],
    ['strict', 'Invalid options of gate: expected an object with '],
    [
      { newerThan: 5 },
      'Invalid options of gate: expected no other fields than record, newerThanMs, nowMs, trial, strict, received "newerThan". Check its spelling: perhaps "newerThanMs".',
    ],
    [
      { newerThanMs: Number.NaN },
      'Invalid newerThanMs of options of gate: expected a moment in milliseconds since 1970, received NaN. Correct it, or leave it out.',
    ],
    [
      { newerThanMs: null },
      'Invalid newerThanMs of options of gate: expected a moment in milliseconds since 1970, received null.',
    ],
    [{ newerThanMs: '2026-01-31' }, 'expected a moment in milliseconds since 1970, received "2026-01-31".'],
    [{ newerThanMs: Number.POSITIVE_INFINITY }, 'received Infinity.'],
    [{ newerThanMs: 8.64e15 + 1 }, 'expected a moment in milliseconds since 1970'],
    [{ nowMs: null }, 'Invalid nowMs of options of gate: expected a moment'],
    [{ record: null }, 'Invalid record of options of gate: expected a text, received null.'],
    [{ strict: 'no' }, 'Invalid strict of options of gate: expected true or false, received "no".'],
    [{ trial: 1 }, 'Invalid trial of options of gate: expected true or false, received 1.'],
  ])('%j throws', (options, says) => {
    expect(() => Reflect.apply(gate, undefined, [text, options])).toThrow(says);
  });

  it.each([[undefined], [null], [5], [new Uint8Array(2)]])('of %j instead of a text throws', (document) => {
    expect(() => Reflect.apply(gate, undefined, [document])).toThrow('Invalid document: expected a text, received ');
  });

  it('is none with options that are left out', () => {
    expect(
      gate(text, { record: undefined, newerThanMs: undefined, nowMs: undefined, trial: undefined, strict: undefined })
        .exitCode,
    ).toBe(0);
    expect(gate(text, { newerThanMs: -8.64e15 }).exitCode).toBe(0);
  });
});
