// The shape of the document, as `acceptance.schema.json` describes it to others. The types tell a field or a word that is
// missing here, and a property test holds both against each other.
import {
  documentFormat,
  documentVersion,
  type AcceptanceDocument,
  type CriterionRow,
  type EmergencyDocument,
  type EndpointRow,
  type ErrorRow,
  type Fault,
  type Latency,
  type Measurements,
  type NoData,
  type OutsidePlan,
  type PhaseRow,
  type Warning,
} from './acceptance.ts';
import {
  anyNumber,
  constant,
  countFrom,
  flag,
  list,
  numberIn,
  orNull,
  record,
  refuse,
  text,
  textLike,
  wholeNumber,
  wordOf,
  type Read,
} from '../language/shape.ts';

const count = countFrom(0);
const amount = numberIn({ from: 0 });
const span = numberIn({ above: 0 });
const share = orNull(numberIn({ from: 0, to: 1 }));
const milliseconds = orNull(amount);

/** The fields of whatever was measured in a scope. */
const measured: Fields<Measurements> = {
  requests: count,
  failedRequests: count,
  generatorErrors: count,
  errorRatio: share,
  checks: record({ passed: count, failed: count }),
  latency: record<Latency>({
    samples: count,
    averageMs: milliseconds,
    minimumMs: milliseconds,
    medianMs: milliseconds,
    p90Ms: milliseconds,
    p95Ms: milliseconds,
    p99Ms: milliseconds,
    maximumMs: milliseconds,
  }),
  metrics: record({ latency: text, requests: text, checks: text }),
};

type Fields<T> = { readonly [Name in keyof T]-?: Read<T[Name]> };

const criterionFields = record<CriterionRow>({
  indicator: text,
  phase: orNull(text),
  endpoint: orNull(text),
  target: text,
  bound: text,
  severity: wordOf({ fail: true, warn: true }),
  observed: orNull(anyNumber),
  unit: text,
  samples: orNull(count),
  minimumSamples: countFrom(1),
  verdict: wordOf({ PASS: true, WARN: true, FAIL: true, NO_DATA: true }),
  noData: orNull(
    record<NoData>({
      code: wordOf({
        'phase-not-reached': true,
        aborted: true,
        'too-few-samples': true,
        'never-sampled': true,
        'no-metric': true,
        'not-evaluated': true,
        'run-fault': true,
      }),
      message: text,
    }),
  ),
  metric: text,
  threshold: orNull(text),
  evidenceMetric: text,
});

const criterion: Read<CriterionRow> = (value, where) => {
  const row = criterionFields(value, where);
  if ((row.verdict === 'NO_DATA') !== (row.noData !== null)) {
    return refuse(`${where}.noData`, 'a reason where the verdict is NO_DATA, and null elsewhere', row.noData);
  }
  if (row.verdict !== 'NO_DATA' && row.observed === null) {
    return refuse(`${where}.observed`, 'a number where there is a verdict', row.observed);
  }
  if (row.severity === 'warn' && row.verdict === 'FAIL') {
    return refuse(`${where}.verdict`, 'no FAIL of a criterion that only warns', row.verdict);
  }
  if ((row.threshold === null) !== (row.severity === 'warn')) {
    return refuse(
      `${where}.threshold`,
      'a threshold of k6 where the severity is fail, and null where it is warn',
      row.threshold,
    );
  }
  return row;
};

const phase = record<PhaseRow>({
  ...measured,
  name: text,
  kind: wordOf({ hold: true, ramp: true }),
  model: wordOf({ open: true, closed: true }),
  loadFrom: amount,
  loadTo: amount,
  startMs: amount,
  durationMs: span,
  intendedIterations: orNull(amount),
  startedIterations: count,
  throughputPerSec: amount,
  judged: flag,
});

const fault = record<Fault>({
  code: wordOf({
    'plan-replaced': true,
    'preflight-failed': true,
    'thresholds-disabled': true,
    'teardown-missing': true,
    'cut-short': true,
    'iterations-interrupted': true,
    'untagged-iterations': true,
    'script-exception': true,
    'generator-errors': true,
    'unsent-requests': true,
    'load-not-delivered': true,
  }),
  message: text,
  phases: list(text),
});

const warning = record<Warning>({
  code: wordOf({
    trial: true,
    proxied: true,
    'target-saturated': true,
    'coordinated-omission': true,
    'dropped-iterations': true,
    'requests-without-endpoint': true,
    'unclassified-errors': true,
    'verdicts-disagree': true,
  }),
  message: text,
});

/** Every acceptance document. */
export const acceptanceDocument: Read<AcceptanceDocument> = record<AcceptanceDocument>({
  format: constant(documentFormat),
  version: constant(documentVersion),
  plan: text,
  run: orNull(text),
  target: text,
  verdict: wordOf({ PASS: true, WARN: true, FAIL: true, INVALID: true }),
  sentence: text,
  trial: flag,
  timeScale: numberIn({ above: 0, to: 1 }),
  endedAt: textLike(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  runDurationMs: amount,
  plannedDurationMs: span,
  totals: record<AcceptanceDocument['totals']>({
    ...measured,
    iterations: count,
    droppedIterations: count,
    scriptExceptions: count,
  }),
  criteria: list(criterion, { least: 1 }),
  unverified: list(text),
  phases: list(phase, { least: 1 }),
  endpoints: list(record<EndpointRow>({ ...measured, name: text, method: text, path: text }), { least: 1 }),
  outsidePlan: record<OutsidePlan>({
    setup: wholeNumber,
    teardown: wholeNumber,
    redirects: wholeNumber,
    withoutEndpoint: wholeNumber,
    afterPlan: wholeNumber,
    withoutPhase: wholeNumber,
  }),
  errors: list(
    record<ErrorRow>({
      endpoint: text,
      errorClass: text,
      side: wordOf({ target: true, generator: true }),
      count: countFrom(1),
      shareRatio: share,
      metric: text,
    }),
  ),
  faults: list(fault),
  warnings: list(warning),
  digest: textLike(/^crc32:[0-9a-f]{8}$/),
});

/** Every document that stands in for one that could not be made. */
export const emergencyDocument: Read<EmergencyDocument> = record<EmergencyDocument>({
  format: constant(documentFormat),
  version: constant(documentVersion),
  plan: text,
  run: orNull(text),
  verdict: constant('INVALID'),
  sentence: text,
  emergency: constant(true),
});
