import { generatorFaults } from '../faults/generator-faults.ts';
import { ladderFaults } from '../faults/ladder-faults.ts';
import { overrideFaults } from '../faults/override-faults.ts';
import { scriptFaults } from '../faults/script-faults.ts';
import { targetFaults } from '../faults/target-faults.ts';
import { gateDetectors } from './gate-detectors.ts';
import { named, saying } from './meant-faults.ts';
import { mutantsOf, type Detector } from './mutant.ts';

const ofLoadSpan = mutantsOf('lib/core/judge/faults/load-span.ts');
const ofAbort = mutantsOf('lib/core/judge/own-abort.ts');
const ofObservation = mutantsOf('lib/core/judge/observation.ts');
const ofThresholds = mutantsOf('lib/core/compile/thresholds.ts');
const ofDifferences = mutantsOf('lib/core/compile/plan-differences.ts');

/** What finds the faults of the table, each with the faults that it finds. */
export const detectors: readonly Detector[] = [
  {
    ...mutantsOf('lib/core/document/row-verdict.ts')(
      'verdictOfValue',
      'criteria are not held against their bounds',
      () => () => 'PASS',
    ),
    faults: named([...targetFaults, ...ladderFaults, ...scriptFaults], ({ verdict }) => verdict === 'FAIL'),
  },
  {
    ...mutantsOf('lib/core/judge/faults/run-faults.ts')(
      'runFaults',
      'a failed pre-flight is no fault',
      (original) =>
        (...run) =>
          original(...run).filter(({ code }) => code !== 'preflight-failed'),
    ),
    faults: ['down from the start', 'a name that does not resolve', 'network unreachable', 'exception in setup'],
  },
  {
    ...mutantsOf('lib/core/judge/faults/generator-errors.ts')(
      'generatorErrors',
      'errors of the generator are no fault',
      () => () => [],
    ),
    faults: saying(generatorFaults, 'Requests that failed on the side of k6'),
  },
  {
    ...mutantsOf('lib/core/judge/faults/unsent-requests.ts')(
      'unsentRequests',
      'calls without a request are no fault',
      () => () => [],
    ),
    faults: saying(scriptFaults, 'Calls that k6 could send no request for'),
  },
  {
    ...mutantsOf('lib/core/judge/faults/load-not-delivered.ts')(
      'deliveryOf',
      'undelivered load is no fault',
      (original) =>
        (...run) => ({ ...original(...run), faults: [] }),
    ),
    faults: ['too few VUs'],
  },
  {
    ...ofLoadSpan(
      'loadSpanFaults',
      'a load that was cut short is no fault',
      (original) => (plan, measurements) => original(plan, measurements).filter(({ code }) => code !== 'cut-short'),
    ),
    faults: [
      'SIGINT',
      'SIGTERM',
      'SIGINT, with a slow setup and a slow teardown',
      'phase never reached',
      'a step breaks, with an exception in it',
    ],
  },
  {
    ...ofAbort('endingCriterionOf', 'the end that a criterion puts to a run is any other', () => () => null),
    faults: [...named(ladderFaults, ({ verdict }) => verdict === 'FAIL'), ...saying(ladderFaults, 'abortOnFail of')],
  },
  {
    ...ofAbort(
      'endingCriterionOf',
      'k6 may end a run before it may look',
      (original) => (observations, run, faults) => original(observations, { ...run, durationMs: Infinity }, faults),
    ),
    faults: ['SIGINT in a step that breaks, before k6 may end the run'],
  },
  {
    ...mutantsOf('lib/core/judge/under-way.ts')(
      'iterationsUnderWay',
      'iterations under way were never started',
      () => () => 0,
    ),
    faults: named(ladderFaults, ({ fault }) => fault.includes('under way')),
  },
  {
    ...ofAbort('isUnfinished', 'what a criterion kept from being measured does not say so', () => () => false),
    faults: named(ladderFaults, ({ verdict }) => verdict === 'FAIL'),
  },
  {
    ...ofThresholds(
      'thresholdsFor',
      'no criterion ends a run',
      (original) => (plan, cells) =>
        Object.fromEntries(
          Object.entries(original(plan, cells)).map(([key, thresholds]) => [
            key,
            thresholds.map((threshold) => (typeof threshold === 'string' ? threshold : threshold.threshold)),
          ]),
        ),
    ),
    faults: named(ladderFaults, ({ exitCode }) => exitCode === 99),
  },
  {
    ...ofLoadSpan(
      'loadSpanFaults',
      'interrupted iterations are no fault',
      (original) => (plan, measurements) =>
        original(plan, measurements).filter(({ code }) => code !== 'iterations-interrupted'),
    ),
    faults: saying(scriptFaults, 'Iterations had not ended'),
  },
  {
    ...ofLoadSpan(
      'loadSpanFaults',
      'a missing teardown is no fault',
      (original) => (plan, measurements) =>
        original(plan, measurements).filter(({ code }) => code !== 'teardown-missing'),
    ),
    faults: saying(scriptFaults, 'Teardown did not run'),
  },
  {
    ...mutantsOf('lib/core/judge/faults/untagged-iterations.ts')(
      'untaggedIterations',
      'iterations without a phase are no fault',
      () => () => [],
    ),
    faults: saying(scriptFaults, 'Iterations without a phase'),
  },
  {
    ...mutantsOf('lib/core/judge/faults/metrics-missing.ts')(
      'metricsMissing',
      'metrics that are missing are no fault',
      () => () => [],
    ),
    faults: saying(scriptFaults, 'k6 did not show metrics'),
  },
  {
    ...mutantsOf('lib/core/judge/faults/script-exceptions.ts')(
      'scriptExceptions',
      'exceptions of the script are no fault',
      () => () => [],
    ),
    faults: [
      ...saying(scriptFaults, 'Iterations that ended in an exception'),
      ...named(ladderFaults, ({ fault }) => fault.includes('exception')),
    ],
  },
  {
    ...ofObservation(
      'observe',
      'what iterations do after the plan is of the plan',
      (original) => (criterion, measured) => original(criterion, { ...measured, overrun: 0 }),
    ),
    faults: ['iterations that outlast the plan'],
  },
  {
    ...mutantsOf('lib/k6/recorder.ts')(
      'sampleTags',
      'a sample is of the phase in which it is recorded',
      (original) => (plan, type, recorded) => ({
        ...original(plan, type, recorded),
        ...(recorded === undefined ? {} : { phase: recorded }),
      }),
    ),
    faults: ['samples recorded after their phase'],
  },
  {
    ...ofThresholds(
      'gatingThresholds',
      'k6 has no threshold on exceptions',
      (original) => (plan, cells) => original(plan, cells).filter(({ cell }) => cell !== cells.run.exceptions),
    ),
    // A sample that is no number crosses another one as well: that on its evidence.
    faults: ['exception in an iteration', 'rejected promise in an iteration'],
  },
  {
    ...ofThresholds(
      'gatingThresholds',
      'k6 has no threshold on the evidence',
      (original) => (plan, cells) =>
        original(plan, cells).filter(({ cell, criterion }) => {
          const own = criterion === null ? undefined : cells.criteria[criterion];
          return own === undefined || cell.key === own.value.key;
        }),
    ),
    faults: named(scriptFaults, ({ fault }) => fault.startsWith('criterion never sampled')),
  },
  {
    ...ofObservation('observe', 'a criterion without samples is judged', (original) => (criterion, measured) => {
      const seen = original(criterion, measured);
      return seen.samples === 0 ? { ...seen, observed: 0, noData: null, verdict: 'PASS' } : seen;
    }),
    faults: named(scriptFaults, ({ fault }) => fault.startsWith('criterion never sampled')),
  },
  {
    ...ofObservation(
      'observe',
      'plain http calls prove a throughput',
      (original) => (criterion, measured) =>
        original(criterion, { ...measured, value: measured.withUntimed ?? measured.value }),
    ),
    faults: ['plain http calls that outlast the plan'],
  },
  {
    ...ofObservation('observe', 'five samples are enough', (original) => (criterion, measured) => ({
      ...original({ ...criterion, minimumSamples: 5 }, measured),
      criterion,
    })),
    faults: ['five samples for a p99'],
  },
  {
    ...mutantsOf('lib/k6/emergency.ts')(
      'emergencyReports',
      'an exception of our own leaves no document',
      () => (_plan, _run, error) => {
        throw error;
      },
    ),
    faults: [
      ...named(scriptFaults, ({ breaks }) => breaks !== undefined),
      ...saying(overrideFaults, 'No report could be made'),
    ],
  },
  {
    ...mutantsOf('lib/core/measure/run-summary.ts')(
      'parseRunSummary',
      'the machine-readable summary is read as any other',
      (original) => (data) => {
        const { version: _, ...others } = Object(data);
        return original(others);
      },
    ),
    faults: saying(overrideFaults, 'No report could be made'),
  },
  {
    ...ofDifferences(
      'planDifferences',
      'options that differ are no fault',
      (original) => (planned, actual) =>
        original(planned, actual).filter((sentence) => !sentence.includes(', the plan says')),
    ),
    faults: named(overrideFaults, ({ reason }) => reason.includes('the plan says')),
  },
  {
    ...ofDifferences(
      'planDifferences',
      'system tags that are left out are no fault',
      (original) => (planned, actual) =>
        original(planned, actual).filter((sentence) => !sentence.startsWith('systemTags leave out')),
    ),
    faults: saying(overrideFaults, 'systemTags leave out'),
  },
  {
    ...ofDifferences(
      'planDifferences',
      'tags of the plan on every sample are no fault',
      (original) => (planned, actual) =>
        original(planned, actual).filter((sentence) => !sentence.startsWith('tags set')),
    ),
    faults: saying(overrideFaults, 'tags set phase'),
  },
  {
    ...mutantsOf('lib/core/judge/faults/thresholds-disabled.ts')(
      'thresholdsDisabled',
      'thresholds that k6 did not evaluate are no fault',
      () => () => [],
    ),
    faults: saying(overrideFaults, 'k6 evaluated no threshold'),
  },
  {
    ...mutantsOf('lib/k6/report-folder-check.ts')(
      'requireReportFolder',
      'a missing report folder is found out after the load',
      () => () => {},
    ),
    faults: ['report folder not there'],
  },
  ...gateDetectors,
];
