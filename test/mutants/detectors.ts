import { generatorFaults } from '../faults/generator-faults.ts';
import { ladderFaults } from '../faults/ladder-faults.ts';
import { overrideFaults } from '../faults/override-faults.ts';
import { scriptFaults } from '../faults/script-faults.ts';
import { targetFaults } from '../faults/target-faults.ts';
import { gateDetectors } from './gate-detectors.ts';
import { named, saying } from './meant-faults.ts';
import type { Detector } from './mutant.ts';

const loadSpan = 'lib/core/judge/faults/load-span.ts';
const script = 'lib/core/judge/faults/script.ts';
const ownAbort = 'lib/core/judge/own-abort.ts';
const noData = 'lib/core/judge/no-data.ts';
const planDifferences = 'lib/core/compile/plan-differences.ts';
const k6Options = 'lib/core/compile/k6-options.ts';

/** What finds the faults of the table, each with the faults that it finds. */
export const detectors: readonly Detector[] = [
  {
    what: 'criteria are not held against their bounds',
    file: 'lib/core/judge/judge-criterion.ts',
    from: 'if (observed === null || native !== true || !holds(bound, observed)) return missed;',
    to: "if (observed !== null) return 'PASS';",
    faults: named([...targetFaults, ...ladderFaults, ...scriptFaults], ({ verdict }) => verdict === 'FAIL'),
  },
  {
    what: 'a failed pre-flight is no fault',
    file: 'lib/core/judge/faults.ts',
    from: 'if (startMs === null) return [...replaced, preflightFault(plan, summary)];',
    to: 'if (startMs === null) return replaced;',
    faults: ['down from the start', 'a name that does not resolve', 'network unreachable', 'exception in setup'],
  },
  {
    what: 'errors of the generator are no fault',
    file: 'lib/core/judge/faults.ts',
    from: '    ...generatorFault(plan, summary),\n',
    to: '',
    faults: saying(generatorFaults, 'Requests that failed on the side of k6'),
  },
  {
    what: 'calls without a request are no fault',
    file: 'lib/core/judge/faults/unsent-requests.ts',
    from: 'if (unsent.length === 0) return [];',
    to: 'if (unsent.length !== Infinity) return [];',
    faults: saying(scriptFaults, 'Calls that k6 could send no request for'),
  },
  {
    what: 'undelivered load is no fault',
    file: 'lib/core/judge/faults/delivery.ts',
    from: 'if (started >= required) return null;',
    to: 'if (started >= 0) return null;',
    faults: ['too few VUs'],
  },
  {
    what: 'a load that was cut short is no fault',
    file: loadSpan,
    from: 'if (!(loadMs >= dueMs - clockErrorMs(dueMs))) {',
    to: 'if (Number.isNaN(loadMs)) {',
    faults: [
      'SIGINT',
      'SIGTERM',
      'SIGINT, with a slow setup and a slow teardown',
      'phase never reached',
      'a step breaks, with an exception in it',
    ],
  },
  {
    what: 'the end that a criterion puts to a run is any other',
    file: ownAbort,
    from: 'return row === undefined || loadMs === null ? null :',
    to: 'return row !== null || loadMs === null ? null :',
    faults: [...named(ladderFaults, ({ verdict }) => verdict === 'FAIL'), ...saying(ladderFaults, 'abortOnFail of')],
  },
  {
    what: 'k6 may end a run before it may look',
    file: ownAbort,
    from: 'return summary.durationMs >= Math.floor(',
    to: 'return summary.durationMs >= 0 * Math.floor(',
    faults: ['SIGINT in a step that breaks, before k6 may end the run'],
  },
  {
    what: 'iterations under way were never started',
    file: 'lib/core/judge/faults/under-way.ts',
    from: 'return Math.max(0, due - ended - droppedIterations(summary));',
    to: 'return Math.min(0, due - ended);',
    faults: named(ladderFaults, ({ fault }) => fault.includes('under way')),
  },
  {
    what: 'what a criterion kept from being measured does not say so',
    file: ownAbort,
    from: "return { ...row, verdict: 'NO_DATA', noData };",
    to: 'return row;',
    faults: named(ladderFaults, ({ verdict }) => verdict === 'FAIL'),
  },
  {
    what: 'no criterion ends a run',
    file: k6Options,
    from: 'if (criterion === undefined) return threshold;',
    to: 'if (criterion !== null) return threshold;',
    faults: named(ladderFaults, ({ exitCode }) => exitCode === 99),
  },
  {
    what: 'interrupted iterations are no fault',
    file: loadSpan,
    from: 'if (loadMs >= plan.durationMs + plan.gracefulStopMs) {',
    to: 'if (Number.isNaN(loadMs)) {',
    faults: saying(scriptFaults, 'Iterations had not ended'),
  },
  {
    what: 'a missing teardown is no fault',
    file: loadSpan,
    from: '  if (endMs === null) {',
    to: '  if (endMs === null) return [];\n  if (endMs === undefined) {',
    faults: saying(scriptFaults, 'Teardown did not run'),
  },
  {
    what: 'iterations without a phase are no fault',
    file: script,
    from: 'if (untagged === 0) return [];',
    to: 'if (untagged !== null) return [];',
    faults: saying(scriptFaults, 'Iterations without a phase'),
  },
  {
    what: 'exceptions of the script are no fault',
    file: script,
    from: 'const count = countOf(summary, scriptExceptionsMetric) ?? 0;\n  if (count === 0)',
    to: 'const count = countOf(summary, scriptExceptionsMetric) ?? 0;\n  if (count >= 0)',
    faults: [
      ...saying(scriptFaults, 'Iterations that ended in an exception'),
      ...named(ladderFaults, ({ fault }) => fault.includes('exception')),
    ],
  },
  {
    what: 'what iterations do after the plan is of the plan',
    file: 'lib/core/judge/judge-criterion.ts',
    from: 'countOf(summary, overrunKey);',
    to: '0;',
    faults: ['iterations that outlast the plan'],
  },
  {
    what: 'a sample is of the phase in which it is recorded',
    file: 'lib/k6/recorder.ts',
    from: 'now === undefined ? {} : { plan }',
    to: 'now === undefined ? {} : { plan, phase: now }',
    faults: ['samples recorded after their phase'],
  },
  {
    what: 'k6 has no threshold on exceptions',
    file: k6Options,
    from: "[scriptExceptionsMetric, ['count<1']], ",
    to: '',
    // A sample that is no number crosses another one as well: that on its evidence.
    faults: ['exception in an iteration', 'rejected promise in an iteration'],
  },
  {
    what: 'k6 has no threshold on the evidence',
    file: k6Options,
    from: 'gate(criterion.evidenceKey, evidenceThreshold);',
    to: '',
    faults: saying(scriptFaults, '1 of 1 criterion without data'),
  },
  {
    what: 'a criterion without samples is judged',
    file: noData,
    from: "if (samples === 0) return { code: 'never-sampled', message: 'never sampled' };",
    to: '',
    faults: saying(scriptFaults, '1 of 1 criterion without data'),
  },
  {
    what: 'five samples are enough',
    file: noData,
    from: 'if (samples < minimumSamples)',
    to: 'if (samples < 0)',
    faults: ['five samples for a p99'],
  },
  {
    what: 'an exception of our own leaves no document',
    file: 'lib/k6/declare.vu-0.ts',
    from: 'return emergencyReports(spec.name, __ENV[runVariable], error);',
    to: 'throw error;',
    faults: [
      ...named(scriptFaults, ({ breaks }) => breaks !== undefined),
      ...saying(overrideFaults, 'No report could be made'),
    ],
  },
  {
    what: 'the machine-readable summary is read as any other',
    file: 'lib/core/measure/run-summary.ts',
    from: "if ('results' in root && 'version' in root) {",
    to: "if ('results' in root && !('version' in root)) {",
    faults: saying(overrideFaults, 'No report could be made'),
  },
  {
    what: 'options that differ are no fault',
    file: planDifferences,
    from: 'return difference === null ? [] : [difference];',
    to: 'return [];',
    faults: named(overrideFaults, ({ reason }) => reason.includes('the plan says')),
  },
  {
    what: 'system tags that are left out are no fault',
    file: planDifferences,
    from: 'missingTags.length === 0 ? []',
    to: 'missingTags.length >= 0 ? []',
    faults: saying(overrideFaults, 'systemTags leave out'),
  },
  {
    what: 'tags of the plan on every sample are no fault',
    file: planDifferences,
    from: 'clashingTags.length === 0 ? []',
    to: 'clashingTags.length >= 0 ? []',
    faults: saying(overrideFaults, 'tags set phase'),
  },
  {
    what: 'thresholds that k6 did not evaluate are no fault',
    file: 'lib/core/judge/faults/thresholds.ts',
    from: 'if (missing.length === 0) return [];',
    to: 'if (missing.length >= 0) return [];',
    faults: saying(overrideFaults, 'k6 evaluated no threshold'),
  },
  {
    what: 'a missing report folder is found out after the load',
    file: 'lib/k6/declare.vu-0.ts',
    from: '  requireReportFolder(folder);\n',
    to: '',
    faults: ['report folder not there'],
  },
  ...gateDetectors,
];
