import type { Mutant } from './mutant.ts';

const mutantsOf = (file: string, changes: readonly (readonly [what: string, from: string, to: string])[]): Mutant[] =>
  changes.map(([what, from, to]) => ({ what, file, from, to }));

/** Slips of the pen in what judges: a unit test has to fail for each. */
export const judgingMutants: readonly Mutant[] = [
  ...mutantsOf('lib/core/judge/judge-criterion.ts', [
    ["k6's own threshold is not asked", 'native !== true || ', ''],
    ["only k6's own threshold is asked", ' || !holds(bound, observed)', ''],
    ['what misses its target passes', "holds(target, observed) ? 'PASS' : 'WARN'", "'PASS'"],
    [
      'what lies between target and bound fails',
      "holds(target, observed) ? 'PASS' : 'WARN'",
      "holds(target, observed) ? 'PASS' : missed",
    ],
    ['target and bound are mixed up', '!holds(bound, observed)', '!holds(target, observed)'],
    ['what can only warn fails', "severity === 'warn' ? 'WARN' : 'FAIL'", "'FAIL'"],
    ['what can fail only warns', "severity === 'warn' ? 'WARN' : 'FAIL'", "'WARN'"],
    [
      'a rate is sampled by what passed',
      'return metric.passes + metric.fails - generatorErrors;',
      'return metric.passes - generatorErrors;',
    ],
    [
      'errors of the generator are samples',
      'return metric.passes + metric.fails - generatorErrors;',
      'return metric.passes + metric.fails;',
    ],
    [
      "errors of the generator are the target's",
      '(metric.passes - generatorErrors) / (metric',
      'metric.passes / (metric',
    ],
    [
      'a counter is divided by seconds as if they were milliseconds',
      '((count - overrun) * 1000) / durationMs',
      '(count - overrun) / durationMs',
    ],
    ['what comes after the plan is throughput of the plan', '((count - overrun) * 1000)', '(count * 1000)'],
    [
      'nothing came after the plan where k6 does not tell',
      'return overrun === null ? null : ',
      'return overrun === null ? (count * 1000) / durationMs : ',
    ],
    ['what has no sample has a value', 'samples === null || samples === 0 ? null :', 'samples === null ? null :'],
  ]),
  ...mutantsOf('lib/core/judge/no-data.ts', [
    [
      'a metric that k6 does not have was never sampled',
      "if (samples === null) return { code: 'no-metric', message: 'k6 has no such metric' };",
      '',
    ],
    ['one sample fewer than the minimum is enough', 'samples < minimumSamples', 'samples < minimumSamples - 1'],
    ['the minimum of samples is one too few', 'samples < minimumSamples', 'samples <= minimumSamples'],
    ['a percentile that k6 did not give passes', 'if (observed === null) return', 'if (observed === undefined) return'],
    [
      'a threshold that k6 did not evaluate is judged',
      "if (native === undefined) return { code: 'not-evaluated', message: 'k6 did not evaluate the threshold' };",
      '',
    ],
    [
      'a fault of one phase spoils no criterion of the run',
      '(phase === null || phases.includes(phase))',
      '(phase !== null && phases.includes(phase))',
    ],
    ['a fault of one phase spoils all', '(phase === null || phases.includes(phase))', 'true'],
    [
      'a phase that was not reached is any that a fault touches',
      "fault?.code === 'cut-short' && ",
      'fault !== undefined && ',
    ],
    ['the phase that was cut short was not reached', ' && fault.phases[0] !== phase', ''],
    ['what k6 judged on its own errors is judged', 'holds(bound, observed) !== native', 'false'],
  ]),
  ...mutantsOf('lib/core/document/verdict.ts', [
    [
      'a criterion that failed does not fail the run',
      "const failed = rowsOf('FAIL');",
      'const failed: CriterionRow[] = [];',
    ],
    [
      'a fault comes before a criterion that failed',
      'if (worst !== undefined)',
      'if (worst !== undefined && faults.length === 0)',
    ],
    [
      'a run without a criterion that was judged passes',
      "(unknown.severity === 'fail' || missing.length === criteria.length)",
      "unknown.severity === 'fail'",
    ],
    [
      'a warning without data spoils the run',
      "(unknown.severity === 'fail' || missing.length === criteria.length)",
      'true',
    ],
    [
      'a warning without data hides a criterion without',
      "missing.find(({ severity }) => severity === 'fail') ?? missing[0]",
      'missing[0]',
    ],
    ['a criterion that warns is not told', 'if (doubtful !== undefined) {', 'if (doubtful === null) {'],
    [
      'a warning without data is not told',
      "if (unknown !== undefined) return say('WARN'",
      "if (unknown === null) return say('WARN'",
    ],
    ['a plan without criteria passes', 'if (criteria.length === 0) return', 'if (criteria.length < 0) return'],
    ['a fault does not spoil the run', 'if (fault !== undefined) return', 'if (fault === null) return'],
    ['a criterion without data does not spoil the run', 'if (unknown !== undefined && (', 'if (unknown === null && ('],
    ['a threshold that no criterion explains may be crossed', 'if (crossed !== undefined)', 'if (crossed === null)'],
    ['only thresholds that held count as crossed', 'if (!ok) return', 'if (ok) return'],
    ['a trial does not say so', 'plan.timeScale < 1 ?', 'plan.timeScale < 0 ?'],
  ]),
  ...mutantsOf('lib/core/judge/faults.ts', [
    [
      "the pre-flight's failure hides that the plan was replaced",
      'return [...replaced, preflightFault(plan, summary)]',
      'return [preflightFault(plan, summary)]',
    ],
    ['errors of the generator are no fault of the run', '    ...generatorFault(plan, summary),\n', ''],
    ['calls without a request are no fault of the run', 'unsentFault(plan, summary) : []', '[] : []'],
  ]),
  ...mutantsOf('lib/core/judge/faults/unsent-requests.ts', [
    ['one call without a request is tolerated', 'count > 0', 'count > 1'],
  ]),
  ...mutantsOf('lib/core/judge/faults/load-span.ts', [
    ['a gauge that nothing fed is a moment', 'metric.value > 0 ? metric.value', 'metric.value >= 0 ? metric.value'],
    [
      'a load one millisecond too short is whole',
      '!(loadMs >= dueMs - clockErrorMs(dueMs))',
      '!(loadMs >= dueMs - clockErrorMs(dueMs) - 1)',
    ],
    ['no clock is slowed down', 'return 2 + ms * 0.0005;', 'return 2;'],
    [
      'iterations are interrupted one millisecond later',
      'loadMs >= plan.durationMs + plan.gracefulStopMs',
      'loadMs > plan.durationMs + plan.gracefulStopMs',
    ],
    [
      'a phase that was cut short is spoiled only when it had not begun',
      'phase.endMs > loadMs',
      'phase.startMs > loadMs',
    ],
  ]),
  ...mutantsOf('lib/core/judge/faults/thresholds.ts', [
    [
      'only one threshold has to be evaluated',
      'expressions.some((expression) =>',
      'expressions.length > 1 && expressions.every((expression) =>',
    ],
  ]),
  ...mutantsOf('lib/core/judge/faults/script.ts', [
    [
      'iterations after the plan have no phase',
      'startedIterations(summary, [...phases, afterPlan])',
      'startedIterations(summary, phases)',
    ],
    [
      'an exception spoils every phase',
      'metricKey(scriptExceptionsMetric, { phase })) ?? 0) > 0',
      'metricKey(scriptExceptionsMetric, { phase })) ?? 0) >= 0',
    ],
  ]),
  ...mutantsOf('lib/core/judge/faults/delivery.ts', [
    [
      'one iteration fewer is the load',
      'if (started >= required) return null;',
      'if (started >= required - 1) return null;',
    ],
    [
      'throughput tells that the target was saturated',
      "['latency', 'error ratio'].includes(row.indicator)",
      "['throughput', 'latency', 'error ratio'].includes(row.indicator)",
    ],
    [
      'a criterion that passed excuses the load that was not delivered',
      "row.verdict === 'FAIL' && ['latency'",
      "row.verdict !== 'FAIL' && ['latency'",
    ],
    [
      'a criterion of another phase excuses the load that was not delivered',
      'row.phase === null || row.phase === phase.name',
      'row.phase !== undefined',
    ],
    ['one VU fewer is the load', 'most >= phase.to', 'most >= phase.to - 1'],
  ]),
  ...mutantsOf('lib/core/judge/faults/delivery.ts', [
    [
      'what is short with all that was under way does not say so',
      'underWay === 0 || underWay >= missing ? ',
      'underWay >= 0 ? ',
    ],
    [
      'what was under way is the saturation of the target',
      'if (isUnderWay) interrupted.push(phase.name);\n    else if (failed',
      'if (isUnderWay) interrupted.push(phase.name);\n    if (failed',
    ],
    [
      'VUs that never ran were under way',
      'isUnderWay: abortMs !== null && vusMessage === null',
      'isUnderWay: abortMs !== null',
    ],
    [
      'iterations of VUs are under way in any run',
      'isUnderWay: abortMs !== null && vusMessage === null',
      'isUnderWay: vusMessage === null',
    ],
  ]),
  ...mutantsOf('lib/core/judge/faults/under-way.ts', [
    ['dropped iterations were under way', 'due - ended - droppedIterations(summary)', 'due - ended'],
    [
      'iterations are due after the load',
      'Math.min(Math.max(0, untilMs - phase.startMs), durationMsOf(phase))',
      'durationMsOf(phase)',
    ],
    ['iterations of VUs were due', "plan.phases.filter(({ load }) => load.model === 'open')", 'plan.phases'],
    ['a ramp is at its end all the time', '((phase.from + reached) / 2)', 'reached'],
    ['iterations after the last phase never ended', '[...namesOf(open), afterPlan]', 'namesOf(open)'],
    [
      'more are missing than were under way',
      'if (iterationsUnderWay(plan, summary, loadMs) < missing) return false;',
      '',
    ],
    ['one more is missing than was under way', 'loadMs) < missing', 'loadMs) < missing - 1'],
    [
      'what k6 may have dropped was under way',
      'return droppedIterations(summary) < missing ||',
      'return droppedIterations(summary) <= missing ||',
    ],
    ['where k6 dropped any, none was under way', ' || phase.endMs + longestIterationMs(summary) >= loadMs', ''],
    ['an iteration lasts until the load ends', 'phase.endMs + longestIterationMs(summary) >= loadMs', 'true'],
    ['iterations last no time where none ended', '?? Infinity', '?? 0'],
  ]),
  ...mutantsOf('lib/core/judge/own-abort.ts', [
    ['a threshold that held ended the run', '.thresholds[threshold] === false', '.thresholds[threshold] !== undefined'],
    ['any criterion ends runs', 'criterion === undefined || !criterion.abortOnFail', 'criterion === undefined'],
    ['k6 ends a run before it looks', 'summary.durationMs >= Math.floor(', 'summary.durationMs >= 0 * Math.floor('],
    [
      'the minimum of samples is due in the first phase',
      'criterion.phase === null || name === criterion.phase',
      'name !== null',
    ],
    ['too few samples come before a failure', 'const row = failed ?? crossed.find', 'const row = crossed.find'],
    ['a criterion with too few samples fails the run', 'isSound: failed !== undefined', 'isSound: true'],
    ['nothing has to be unfinished', 'if (cut.length === 0 && interrupted.length === 0) return null;', ''],
    ['only what had not ended is unfinished', '[...cut, ...interrupted]', '[...cut]'],
    ['a run breaks nowhere after its last phase', '?? plan.phases.at(-1)?.name', ''],
    [
      'iterations that too few samples interrupted are lost without a word',
      'if (interrupted.length === 0) return named;',
      'if (interrupted !== null) return named;',
    ],
    [
      'what ended a run on too few samples is not named',
      "fault.code === 'cut-short' ?",
      "fault.code === 'teardown-missing' ?",
    ],
    ['every fault was the end of the run', "fault.code === 'cut-short' ?", 'fault.code !== undefined ?'],
    ['counts of the phase that broke are whole', '(row.phase !== brokenPhase || isCount)', 'row.phase !== brokenPhase'],
    [
      'what was measured where it broke is no evidence',
      '(row.phase !== brokenPhase || isCount)',
      'row.phase !== undefined',
    ],
    ['a part of the run is the whole', 'row.phase === null || (unfinished', '(unfinished'],
    ['the abort says more than a fault', " || row.noData?.code === 'run-fault'", ''],
    [
      'a count that was too large already may still shrink',
      " || (isCount && criterion.bound.operator.startsWith('<'))",
      '',
    ],
    [
      'a count that is too small may not grow',
      "criterion.bound.operator.startsWith('<')",
      'criterion.bound.operator.length > 0',
    ],
  ]),
  ...mutantsOf('lib/core/judge/faults/generator-errors.ts', [
    ['one in a hundred requests may fail on the side of k6', 'toleratedShare = 0.001', 'toleratedShare = 0.01'],
    [
      'a name that did not resolve once is tolerated',
      'isExhausted(summary, tags) || generatorErrorsIn',
      'generatorErrorsIn',
    ],
    ['exactly the tolerated share is too much', '> toleratedShare * ', '>= toleratedShare * '],
  ]),
  ...mutantsOf('lib/core/compile/delivered-load.ts', [
    ['half the load is required', 'const deliveredShare = 0.99;', 'const deliveredShare = 0.5;'],
    ['three iterations may be missing', 'const ticksAtEnds = 2;', 'const ticksAtEnds = 3;'],
    ['only criteria of a phase look at it', 'phase === null || phase === name', 'phase === name'],
  ]),
  ...mutantsOf('lib/core/language/error-class.ts', [
    [
      "a network without a route is the target's error",
      "if (/network is unreachable|unreachable network/i.test(text)) return 'network unreachable';",
      '',
    ],
    ['local ports that ran out are a refusal', "(?:cannot|can't) assign requested address|", ''],
  ]),
  ...mutantsOf('lib/core/plan/criterion.ts', [
    [
      "a phase's rate is asked over the whole run",
      'phase === undefined ? profileDurationMs(vocabulary.phases) : durationMsOf(phase)',
      'profileDurationMs(vocabulary.phases)',
    ],
    [
      'k6 is given the target instead of the bound',
      'countExpression(bound, durationMs) : bound)',
      'countExpression(bound, durationMs) : target)',
    ],
    ['k6 fails what can only warn', "nativeExpression: severity === 'warn' ? null : ", 'nativeExpression: '],
    [
      'what the bound needs in samples is left out',
      'Math.max(minimumSamplesFor(target, indicator), minimumSamplesFor(bound, indicator))',
      'minimumSamplesFor(target, indicator)',
    ],
    [
      'the scope of the run takes in setup and teardown',
      'phase === null ? planTags(plan) : { phase }',
      'phase === null ? {} : { phase }',
    ],
    ['the endpoint narrows no scope', 'endpoint === null ? {} : { name: endpoint }', '{}'],
    ['a ratio of 1 may be a bound', "(operator === '<=' && ", "(operator === '<' && "],
  ]),
  ...mutantsOf('lib/core/compile/counter-rate.ts', [
    ["a phase's rate is asked as k6 computes it", "statistic: 'count', ", ''],
    ['a limit from above is held against a part', " || target.operator.startsWith('<')", ''],
    [
      'all that the iterations of a phase recorded is recorded in it',
      "indicator.name === 'throughput' ? 'phase' : recordedTag",
      "'phase'",
    ],
  ]),
  ...mutantsOf('lib/core/plan/bound.ts', [
    ['a bound may be stricter than its target', 'if (isStricter(bound, target)) {', 'if (bound === null) {'],
    [
      "a bound that leaves out the target's end is no stricter",
      "return target.operator.endsWith('=') && !bound.operator.endsWith('=');",
      'return false;',
    ],
    [
      'a document may bound another statistic',
      '(isAlike(bound, target) && !isStricter(bound, target))',
      '!isStricter(bound, target)',
    ],
    ['a bound may look the other way', ' && directionOf(bound) === direction', ''],
  ]),
  ...mutantsOf('lib/core/plan/criterion-scope.ts', [
    [
      'a load that just meets the limit is left out',
      'largestLoadOf(phase) <= loadAmount(most)',
      'largestLoadOf(phase) < loadAmount(most)',
    ],
    ['loads of the other model are taken in', 'phase.load.model === most.model && ', ''],
    ['a ramp counts by where it starts', 'return Math.max(from, to);', 'return from;'],
  ]),
  ...mutantsOf('lib/core/statistics/minimum-samples.ts', [
    ['one sample fewer carries a percentile', 'Math.ceil(Math.log(0.025)', 'Math.floor(Math.log(0.025)'],
    [
      'a ratio needs samples by its limit alone',
      'Math.min(expression.limit, 1 - expression.limit)',
      'expression.limit',
    ],
  ]),
  ...mutantsOf('lib/core/language/expression.ts', [
    ['less than takes in equal', "case '<': return observed < expression", "case '<': return observed <= expression"],
    [
      'at least leaves out equal',
      "case '>=': return observed >= expression",
      "case '>=': return observed > expression",
    ],
  ]),
  ...mutantsOf('lib/core/plan/indicator.ts', [
    [
      'latency takes in failed requests',
      "key: (scope) => metricKey('http_req_duration', { ...scope, ...expected }),",
      "key: (scope) => metricKey('http_req_duration', scope),",
    ],
    [
      'throughput takes in failed requests',
      "type: 'counter',\n    unit: '/s',\n    key: (scope) => metricKey('http_reqs', { ...scope, ...expected }),",
      "type: 'counter',\n    unit: '/s',\n    key: (scope) => metricKey('http_reqs', scope),",
    ],
  ]),
  ...mutantsOf('lib/core/compile/k6-options.ts', [
    ['k6 is not asked for the evidence', 'gate(criterion.evidenceKey, evidenceThreshold);', ''],
    [
      'k6 is not asked for names and ports',
      "for (const errorClass of exhaustingClasses) gate(errorKey(errorClass, planTags(plan.name)), 'count<1');",
      '',
    ],
    [
      'k6 is not asked for the load',
      'for (const [key, expression] of deliveryThresholds(plan)) gate(key, expression);',
      '',
    ],
    ['k6 is not asked whether the load started', "[loadStartMetric, ['value>0']], ", ''],
    [
      'a metric keeps only its last threshold',
      'thresholds.set(key, [...expressions, expression])',
      'thresholds.set(key, [expression])',
    ],
    ['what comes after the plan is not counted apart', '...(overrunKey === null ? [] : [overrunKey]), ', ''],
    ['what is only tracked wins over what gates', '[...tracked, ...gating]', '[...gating, ...tracked]'],
  ]),
  ...mutantsOf('lib/core/measure/run-summary.ts', [
    ['a threshold that k6 says nothing of held', "['ok'] === true;", "['ok'] !== false;"],
    ['numbers need not be finite', "typeof found === 'number' && Number.isFinite(found)", "typeof found === 'number'"],
  ]),
  ...mutantsOf('lib/core/document/gate.ts', [
    ['INVALID is no worse than FAIL', 'INVALID: 2', 'INVALID: 1'],
    ['a document that contradicts itself is taken', 'if (contradiction !== null)', 'if (contradiction === undefined)'],
    [
      'a document of the moment asked for is newer',
      'Date.parse(document.endedAt) > newerThanMs',
      'Date.parse(document.endedAt) >= newerThanMs',
    ],
    ['a document of the future is newer', '> nowMs + toleratedSkewMs', '> Infinity'],
    ['a trial is taken for more', 'document.trial && !trial', 'document.trial && trial'],
    ['WARN never fails', "strict && verdict === 'WARN'", "strict && verdict === 'FAIL'"],
    [
      'how k6 ended does not matter',
      'ended.exitCode === 0 && ended.signal === null ? null',
      'ended.signal === null ? null',
    ],
    ['the record of another run is taken', 'if (ended.run !== run) return', 'if (ended.run === null) return'],
  ]),
  ...mutantsOf('lib/core/document/parse-document.ts', [
    ['any format is read', "!isRecord(value) || value['format'] !== documentFormat", '!isRecord(value)'],
    ['any version is read', "value['version'] !== documentVersion", 'false'],
    ['a document may have been edited', 'if (digest !== due)', "if (digest === '')"],
  ]),
  ...mutantsOf('lib/core/document/each-field-once.ts', [
    ['a field may stand twice', 'membersInText(text) !== membersOf(value)', 'membersInText(text) < membersOf(value)'],
  ]),
  ...mutantsOf('lib/core/document/run-record.ts', [
    ['a field of the record may stand twice', "  requireEachFieldOnce(content, ended, 'record of the run');\n", ''],
  ]),
  ...mutantsOf('lib/core/document/row-contradiction.ts', [
    ['k6 may have been asked for any threshold', 'renderExpression(threshold) === renderExpression(bound)', 'true'],
  ]),
  ...mutantsOf('lib/core/document/scope-contradiction.ts', [
    ['a criterion may have another value than its scope', '!isSame(shown.value, row.observed)', 'false'],
    [
      'any error ratio is one of its counts',
      'isSame(requests === generatorErrors',
      '!isSame(0, 1) || isSame(requests === generatorErrors',
    ],
    [
      'a criterion may have more samples than its scope has requests',
      '(row.samples ?? 0) > scope.requests',
      'scope.requests < 0',
    ],
  ]),
  ...mutantsOf('lib/core/document/contradiction.ts', [
    [
      'any verdict follows from the rows',
      "verdict !== due && verdict !== 'INVALID'",
      "verdict !== due && verdict === 'WARN'",
    ],
    [
      'a fault in the document does not spoil it',
      "faults.length > 0 || any('NO_DATA', 'fail')",
      "any('NO_DATA', 'fail')",
    ],
    [
      'a row without data in the document does not spoil it',
      "any('NO_DATA', 'fail') || criteria.every",
      'criteria.every',
    ],
  ]),
];
