import { mutantsOf, type Mutant } from '../mutant.ts';

const ofValue = mutantsOf('lib/core/document/row-verdict.ts');
const ofDocument = mutantsOf('lib/core/document/verdict.ts');
const ofFault = mutantsOf('lib/core/document/fault.ts');

/** Slips in what gives a row or a document its word. */
export const verdictSlips: readonly Mutant[] = [
  ofValue(
    'verdictOfValue',
    "k6's own threshold is not asked",
    (original) => (value) => original({ ...value, held: null }),
  ),
  ofValue('verdictOfValue', "only k6's own threshold is asked", (original) => (value) => {
    const word = original(value);
    return word === 'FAIL' && value.held !== false ? 'WARN' : word;
  }),
  ofValue(
    'verdictOfValue',
    'what misses its target passes',
    (original) => (value) => original({ ...value, target: value.bound }),
  ),
  ofValue(
    'verdictOfValue',
    'what lies between target and bound fails',
    (original) => (value) => original({ ...value, bound: value.target }),
  ),
  ofValue(
    'verdictOfValue',
    'what can only warn fails',
    (original) => (value) => original({ ...value, severity: 'fail' }),
  ),
  ofValue(
    'verdictOfValue',
    'what can fail only warns',
    (original) => (value) => original({ ...value, severity: 'warn' }),
  ),
  ofDocument('verdictOf', 'a criterion that failed does not fail the run', (original) => (document) => {
    const criteria = document.criteria.map((row) =>
      row.verdict === 'FAIL' ? { ...row, verdict: 'PASS' as const } : row,
    );
    return original({ ...document, criteria });
  }),
  ofDocument('verdictOf', 'a fault comes before a criterion that failed', (original) => (document) => {
    const others = document.criteria.filter(({ verdict }) => verdict !== 'FAIL');
    return original(document.faults.length === 0 ? document : { ...document, criteria: others });
  }),
  ofDocument('verdictOf', 'a run without a criterion that was judged passes', (original) => (document) => {
    const { criteria, faults } = document;
    const isUnknown = criteria.every(({ verdict, severity }) => verdict === 'NO_DATA' && severity === 'warn');
    const given = original(document);
    return criteria.length > 0 && faults.length === 0 && isUnknown ? { ...given, verdict: 'WARN' } : given;
  }),
  ofDocument('verdictOf', 'a warning without data spoils the run', (original) => (document) => {
    const criteria = document.criteria.map((row) =>
      row.verdict === 'NO_DATA' ? { ...row, severity: 'fail' as const } : row,
    );
    return original({ ...document, criteria });
  }),
  ofDocument('verdictOf', 'a warning without data hides a criterion without', (original) => (document) => {
    const first = document.criteria.find(({ verdict }) => verdict === 'NO_DATA');
    const criteria = document.criteria.map((row) =>
      row.verdict === 'NO_DATA' ? { ...row, severity: first?.severity ?? row.severity } : row,
    );
    return original({ ...document, criteria });
  }),
  ofDocument('verdictOf', 'a criterion that warns is not told', (original) => (document) => {
    const criteria = document.criteria.map((row) =>
      row.verdict === 'WARN' ? { ...row, verdict: 'PASS' as const } : row,
    );
    return original({ ...document, criteria });
  }),
  ofDocument('verdictOf', 'a warning without data is not told', (original) => (document) => {
    const given = original(document);
    const isOfRow = document.criteria.some(({ verdict }) => verdict === 'WARN');
    return given.verdict === 'WARN' && !isOfRow ? { ...given, verdict: 'PASS' } : given;
  }),
  ofDocument('verdictOf', 'a plan without criteria passes', (original) => (document) => {
    const given = original(document);
    return document.criteria.length + document.faults.length === 0 ? { ...given, verdict: 'PASS' } : given;
  }),
  ofDocument(
    'verdictOf',
    'a fault does not spoil the run',
    (original) => (document) => original({ ...document, faults: [] }),
  ),
  ofDocument('verdictOf', 'a criterion without data does not spoil the run', (original) => (document) => {
    const given = original(document);
    const isOfRow = document.faults.length === 0 && document.criteria.length > 0;
    return given.verdict === 'INVALID' && isOfRow ? { ...given, verdict: 'WARN' } : given;
  }),
  ofDocument(
    'verdictOf',
    'a trial does not say so',
    (original) => (document) => original({ ...document, timeScale: 1 }),
  ),
  ofDocument(
    'verdictOf',
    'what is left for a person to sign off is not told',
    (original) => (document) => original({ ...document, unverified: [] }),
  ),
  ofFault(
    'touches',
    'a fault of one phase spoils no criterion of the run',
    (original) => (fault, phase) => phase !== null && original(fault, phase),
  ),
  ofFault('touches', 'a fault of one phase spoils all', () => (fault) => fault.phases.length > 0),
];
