import {
  constant,
  countFrom,
  described,
  flag,
  list,
  named,
  numberIn,
  object,
  orNull,
  text,
  textLike,
  wordOf,
  type TypeOf,
} from '../language/shape.ts';
import { checkRowShape } from './check-row.ts';
import { criterionRowShape } from './criterion-row.ts';
import { documentFormat, documentVersion } from './document-format.ts';
import { endpointRowShape } from './endpoint-row.ts';
import { errorRowShape } from './error-row.ts';
import { faultShape } from './fault.ts';
import { givenUpRowShape } from './given-up-row.ts';
import { count, measuredFields } from './measured.ts';
import { metricRowShape } from './metric-row.ts';
import { outsidePlanShape } from './outside-plan.ts';
import { phaseRowShape } from './phase-row.ts';
import { verdicts } from './verdicts.ts';
import { warningShape } from './warning.ts';

const moment = textLike(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const runField = described(
  orNull(text),
  'What the environment variable K6_ACCEPTANCE_RUN named the run; null without it.',
);

const acceptanceFields = {
  format: constant(documentFormat),
  version: constant(documentVersion),
  minorVersion: countFrom(0),
  library: described(text, 'The version of k6-acceptance that wrote the document.'),
  plan: text,
  run: runField,
  target: described(text, 'Without credentials.'),
  verdict: wordOf(verdicts),
  sentence: text,
  trial: described(flag, 'Whether TIME_SCALE shrank the phases.'),
  timeScale: numberIn({ above: 0, to: 1 }),
  loadStartedAt: described(orNull(moment), 'When setup had ended (ISO 8601, UTC); null where it never did.'),
  endedAt: described(moment, 'When the summary was made (ISO 8601, UTC).'),
  runDurationMs: described(numberIn({ from: 0 }), 'Of the whole run by k6, setup and teardown included.'),
  plannedDurationMs: described(numberIn({ above: 0 }), 'Of the phases as planned.'),
  percentiles: described(
    list(numberIn({ above: 0, to: 100 }), { least: 1 }),
    'The percentiles of every distribution, rising.',
  ),
  totals: object({
    ...measuredFields,
    iterations: count,
    droppedIterations: count,
    scriptExceptions: count,
  }),
  criteria: list(criterionRowShape, { least: 1 }),
  unverified: described(list(text), 'What no run can prove and a person has to sign off; it changes no verdict.'),
  phases: list(phaseRowShape, { least: 1 }),
  endpoints: list(endpointRowShape),
  metrics: described(list(metricRowShape), "The plan's own metrics, over the run and by phase."),
  checks: described(list(checkRowShape), 'Checks by name and group, over the run with setup and teardown.'),
  outsidePlan: outsidePlanShape,
  errors: list(errorRowShape),
  givenUp: described(list(givenUpRowShape), 'Iterations that the script gave up, by reason.'),
  faults: list(faultShape),
  warnings: list(warningShape),
};

const acceptanceShape = object(acceptanceFields);

/** The acceptance document: what one run says of its target. */
export type Acceptance = TypeOf<typeof acceptanceShape>;

/** Every acceptance document as it is written, with the digest of all else. */
export const acceptanceDocumentShape = named(
  'acceptance',
  object({ ...acceptanceFields, digest: textLike(/^crc32:[0-9a-f]{8}$/) }),
);
export type AcceptanceDocument = TypeOf<typeof acceptanceDocumentShape>;

/** Every document that stands in for one that could not be made. */
export const emergencyDocumentShape = named(
  'emergency',
  object({
    format: constant(documentFormat),
    version: constant(documentVersion),
    minorVersion: countFrom(0),
    plan: text,
    run: runField,
    verdict: constant('INVALID'),
    sentence: text,
    emergency: constant(true),
  }),
);
export type EmergencyDocument = TypeOf<typeof emergencyDocumentShape>;
