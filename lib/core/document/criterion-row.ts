import {
  codeOf,
  countFrom,
  described,
  named,
  number,
  object,
  orNull,
  text,
  withRules,
  wordOf,
  type JsonSchema,
  type TypeOf,
} from '../language/shape.ts';
import { indicatorShape } from './indicator-description.ts';
import { nativeResultShape } from './native-result.ts';
import { scopeShape } from './scope.ts';
import { rowVerdicts, severities } from './verdicts.ts';

/** Why a criterion has no verdict. */
const noDataCodes = [
  'phase-not-reached',
  'aborted',
  'too-few-samples',
  'never-sampled',
  'no-metric',
  'not-evaluated',
  'untimed-requests',
  'run-fault',
] as const;

const noDataShape = named('noData', object({ code: codeOf(noDataCodes), message: text }));
export type NoData = TypeOf<typeof noDataShape>;

/** A criterion, as the documents of a plan and of a run describe it. */
export const criterionFields = {
  indicator: indicatorShape,
  scope: scopeShape,
  target: described(text, 'Threshold expression of k6: what the criterion wants.'),
  bound: described(
    text,
    'Threshold expression of k6 that is looser than the target; the target where the criterion has no bound.',
  ),
  severity: described(wordOf(severities), 'What missing the bound means for the run.'),
  minimumSamples: countFrom(1),
};

const fields = object({
  ...criterionFields,
  observed: orNull(number),
  samples: orNull(countFrom(0)),
  verdict: wordOf(rowVerdicts),
  noData: described(orNull(noDataShape), 'Why there is no verdict; null where there is one.'),
  native: described(nativeResultShape, 'What k6 was asked of the metric that is judged: the bound.'),
  evidence: described(
    orNull(nativeResultShape),
    'What k6 was asked of the metric that proves the samples; null where k6 has none.',
  ),
});

/** One criterion with what was seen of it, and its verdict. */
export type CriterionRow = TypeOf<typeof fields>;

/** A schema of objects whose fields are together of one of these kinds. */
const anyOf = (...kinds: readonly Readonly<Record<string, unknown>>[]): JsonSchema => ({
  anyOf: kinds.map((properties) => ({ properties })),
});
const noDataWord = { const: 'NO_DATA' };
const otherWord = { not: noDataWord };
const thresholdOf = (type: string): JsonSchema => ({ properties: { threshold: { type } } });

export const criterionRowShape = named(
  'criterion',
  withRules(fields, [
    {
      field: 'noData',
      expects: 'a reason where the verdict is NO_DATA, and null elsewhere',
      holds: ({ verdict, noData }) => (verdict === 'NO_DATA') === (noData !== null),
      schema: anyOf(
        { verdict: noDataWord, noData: { type: 'object' } },
        { verdict: otherWord, noData: { type: 'null' } },
      ),
    },
    {
      field: 'observed',
      expects: 'a number where there is a verdict',
      holds: ({ verdict, observed }) => verdict === 'NO_DATA' || observed !== null,
      schema: anyOf({ verdict: noDataWord }, { observed: { type: 'number' } }),
    },
    {
      field: 'verdict',
      expects: 'no FAIL of a criterion that only warns',
      holds: ({ severity, verdict }) => severity === 'fail' || verdict !== 'FAIL',
      schema: anyOf({ severity: { const: 'fail' } }, { verdict: { not: { const: 'FAIL' } } }),
    },
    {
      field: 'native',
      expects: 'a threshold of k6 where the severity is fail, and null where it is warn',
      holds: ({ severity, native }) => (native.threshold === null) === (severity === 'warn'),
      schema: anyOf(
        { severity: { const: 'warn' }, native: thresholdOf('null') },
        { severity: { const: 'fail' }, native: thresholdOf('string') },
      ),
    },
  ]),
);
