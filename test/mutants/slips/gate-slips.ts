import { mutantsOf, type Mutant } from '../mutant.ts';

const ofGate = mutantsOf('lib/core/document/gate.ts');
const ofReader = mutantsOf('lib/core/document/read-document.ts');
const ofContradiction = mutantsOf('lib/core/document/contradiction.ts');
const ofRow = mutantsOf('lib/core/document/row-contradiction.ts');
const ofScope = mutantsOf('lib/core/document/scope-contradiction.ts');
const ofTable = mutantsOf('lib/core/document/table-contradiction.ts');
const ofShape = mutantsOf('lib/core/language/shape.ts');
const ofPlace = mutantsOf('lib/core/language/place.ts');
const ofFields = mutantsOf('lib/core/document/each-field-once.ts');

/** Slips in what a document is worth. */
export const gateSlips: readonly Mutant[] = [
  ofGate('gate', 'INVALID is no worse than FAIL', (original) => (text, options) => {
    const result = original(text, options);
    return { ...result, exitCode: result.verdict === 'INVALID' ? 1 : result.exitCode };
  }),
  ofGate('gate', 'a document of the moment asked for is newer', (original) => (text, options = {}) => {
    const { newerThanMs } = options;
    return original(text, { ...options, newerThanMs: newerThanMs === undefined ? undefined : newerThanMs - 1 });
  }),
  ofGate(
    'gate',
    'a document of the future is newer',
    (original) => (text, options) => original(text, { ...options, nowMs: undefined }),
  ),
  ofGate(
    'gate',
    'a trial is taken for more',
    (original) => (text, options) => original(text, { ...options, trial: true }),
  ),
  ofGate('gate', 'WARN never fails', (original) => (text, options) => original(text, { ...options, strict: false })),
  ofGate('gate', 'how k6 ended does not matter', (original) => (text, options = {}) => {
    const record = options.record?.replace(/"exitCode": ?\d+/, '"exitCode": 0');
    return original(text, { ...options, record });
  }),
  ofGate('gate', 'the record of another run is taken', (original) => (text, options = {}) => {
    const [own = '""'] = /"run": ?"[^"]*"/.exec(text) ?? [];
    return original(text, { ...options, record: options.record?.replace(/"run": ?"[^"]*"/, own) });
  }),
  ofGate('gate', 'a document of a run needs no record', (original) => (text, options = {}) => {
    const [, run] = /"run": ?"([^"]*)"/.exec(text) ?? [];
    const made = { format: 'k6-acceptance-run', version: 1, run, exitCode: 0, signal: null };
    return original(text, { ...options, record: options.record ?? JSON.stringify(made) });
  }),
  ofReader(
    'readDocument',
    'any format is read',
    (original) => (text) => original(text.replace(/"format": ?"[^"]*"/, '"format": "k6-acceptance"')),
  ),
  ofReader(
    'readDocument',
    'any version is read',
    (original) => (text) => original(text.replace(/"version": ?\d+/, '"version": 1')),
  ),
  ofReader('readDocument', 'a document may have been edited', (original) => (text) => {
    try {
      return original(text);
    } catch (error) {
      if (String(error).includes('content of the digest')) return JSON.parse(text);
      throw error;
    }
  }),
  mutantsOf('lib/core/document/digest.ts')(
    'digestOf',
    'a digest does not cover what a later version adds',
    (original) =>
      ({ minorVersion, ...content }) =>
        original(Number(minorVersion) > 0 ? { minorVersion } : { minorVersion, ...content }),
  ),
  ofFields('requireEachFieldOnce', 'a field may stand twice', () => () => {}),
  ofFields('requireEachFieldOnce', 'a field of the record may stand twice', (original) => (text, value, what) => {
    if (what !== 'record of the run') original(text, value, what);
  }),
  ofPlace('writtenFile', 'a later minor version is read as this one', (original) => (whole) => original(whole, false)),
  ofPlace(
    'writtenFile',
    'a document of this version may have any field',
    (original) => (whole) => original(whole, true),
  ),
  ofShape('codeOf', 'a document of this version may have any code', (original) => (words) => {
    const shape = original(words);
    return { ...shape, read: (value, place) => (typeof value === 'string' ? value : shape.read(value, place)) };
  }),
  ofShape('withRules', 'the fields of a row need not fit together', () => (shape) => shape),
  ofContradiction('contradictionIn', 'a document that contradicts itself is taken', () => () => null),
  ofContradiction('contradictionIn', 'any verdict follows from the rows', (original) => (document, isLater) => {
    const contradiction = original(document, isLater);
    return contradiction?.startsWith('The document says') ? null : contradiction;
  }),
  ofContradiction('contradictionIn', 'a fault in the document does not spoil it', (original) => (document, isLater) => {
    const contradiction = original(document, isLater);
    return contradiction === null ? null : original({ ...document, faults: [] }, isLater) && contradiction;
  }),
  ofContradiction(
    'contradictionIn',
    'a row without data in the document does not spoil it',
    (original) => (document, isLater) => {
      const criteria = document.criteria.filter(({ verdict }) => verdict !== 'NO_DATA');
      const contradiction = original(document, isLater);
      return contradiction === null ? null : original({ ...document, criteria }, isLater) && contradiction;
    },
  ),
  ofContradiction(
    'contradictionIn',
    'a document of a later version may be better than its rows',
    (original) => (document, isLater) => {
      const contradiction = original(document, isLater);
      return isLater && contradiction?.startsWith('The document says') ? null : contradiction;
    },
  ),
  ofContradiction(
    'contradictionIn',
    'a document of a later version may not be worse than its rows',
    (original) => (document) => original(document, false),
  ),
  ofContradiction(
    'contradictionIn',
    'a document of this version may be worse than its rows',
    (original) => (document) => original(document, true),
  ),
  ofContradiction(
    'contradictionIn',
    'a criterion may look at what the document does not have',
    (original) => (document, isLater) => {
      const contradiction = original(document, isLater);
      return contradiction?.includes('that the document does not have') ? null : contradiction;
    },
  ),
  ofContradiction(
    'contradictionIn',
    'a criterion may be judged where a fault touches it',
    (original) => (document, isLater) => {
      const contradiction = original(document, isLater);
      return contradiction?.includes('in a phase that a fault of the run touches') ? null : contradiction;
    },
  ),
  ofRow('rowContradiction', 'k6 may have been asked for any threshold', (original) => (row, document, index) => {
    const { threshold } = row.native;
    const isCount = row.indicator.unit.endsWith('/s');
    const native = { ...row.native, threshold: threshold === null || isCount ? threshold : row.bound };
    return original({ ...row, native }, document, index);
  }),
  ofRow(
    'rowContradiction',
    'a row may be judged on too few samples',
    (original) => (row, document, index) =>
      original({ ...row, minimumSamples: 0, samples: row.samples ?? 0 }, document, index),
  ),
  ofRow('rowContradiction', 'a row may be judged without k6', (original) => (row, document, index) => {
    const contradiction = original(row, document, index);
    return contradiction?.includes('k6 did not evaluate') ? null : contradiction;
  }),
  ofRow('rowContradiction', 'a row may have any word', (original) => (row, document, index) => {
    const contradiction = original(row, document, index);
    return contradiction?.includes('but its value makes it') ? null : contradiction;
  }),
  ofRow(
    'rowContradiction',
    'a bound of a document may be stricter than its target',
    (original) => (row, document, index) => {
      const contradiction = original(row, document, index);
      return contradiction?.includes('that is not looser') ? null : contradiction;
    },
  ),
  ofScope(
    'scopeContradiction',
    'a criterion may have another value than its scope',
    (original) => (row, target, document) => {
      const contradiction = original(row, target, document);
      return contradiction?.startsWith('was ') ? null : contradiction;
    },
  ),
  ofScope(
    'scopeContradiction',
    'a criterion may have other samples than its scope',
    (original) => (row, target, document) => {
      const contradiction = original(row, target, document);
      return contradiction?.includes('but the table of its scope') ? null : contradiction;
    },
  ),
  ofScope(
    'scopeContradiction',
    'a criterion may have more samples than its scope has requests',
    (original) => (row, target, document) => {
      const contradiction = original(row, target, document);
      return contradiction?.endsWith(' requests') ? null : contradiction;
    },
  ),
  ofScope('hasItsErrorRatio', 'any error ratio is one of its counts', () => () => true),
  ofTable('tableContradiction', 'a distribution may have any length', (original) => (document) => {
    const contradiction = original(document);
    return contradiction?.startsWith('The distribution') ? null : contradiction;
  }),
  ofTable('tableContradiction', 'a count may be left open', (original) => (document) => {
    const contradiction = original(document);
    return contradiction?.startsWith('A count is missing') ? null : contradiction;
  }),
  ofTable('tableContradiction', 'the sums of the tables need not be all requests', (original) => (document) => {
    const contradiction = original(document);
    return contradiction?.endsWith('are not all requests.') ? null : contradiction;
  }),
];
