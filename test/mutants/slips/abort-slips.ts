import { mutantsOf, type Mutant } from '../mutant.ts';

const ofAbort = mutantsOf('lib/core/judge/own-abort.ts');

/** Slips in what a run is worth that a criterion of its own ended. */
export const abortSlips: readonly Mutant[] = [
  ofAbort('endingCriterionOf', 'a threshold that held ended the run', (original) => (observations, run, faults) => {
    const crossed = observations.map(({ measured, ...observation }) => ({
      ...observation,
      measured: { ...measured, held: measured.held === null ? null : false },
    }));
    return original(crossed, run, faults);
  }),
  ofAbort('endingCriterionOf', 'any criterion ends runs', (original) => (observations, run, faults) => {
    const ending = observations.map(({ criterion, ...observation }) => ({
      ...observation,
      criterion: { ...criterion, abortOnFail: true },
    }));
    return original(ending, run, faults);
  }),
  ofAbort(
    'endingCriterionOf',
    'k6 ends a run before it looks',
    (original) => (observations, run, faults) => original(observations, { ...run, durationMs: Infinity }, faults),
  ),
  ofAbort(
    'endingCriterionOf',
    'a criterion that a fault touches ended the run',
    (original) => (observations, run) => original(observations, run, []),
  ),
  ofAbort('endingCriterionOf', 'too few samples come before a failure', (original) => (observations, run, faults) => {
    const ending = original(observations, run, faults);
    const others = observations.filter(({ verdict }) => verdict !== 'FAIL');
    const thin = original(others, run, faults);
    return thin === null ? ending : { ...thin, isSound: ending?.isSound === true };
  }),
  ofAbort(
    'endingCriterionOf',
    'a criterion with too few samples fails the run',
    (original) => (observations, run, faults) => {
      const ending = original(observations, run, faults);
      return ending === null ? null : { ...ending, isSound: true };
    },
  ),
  mutantsOf('lib/core/compile/abort-delay.ts')(
    'abortDelayMs',
    'the minimum of samples is due in the first phase',
    (original) => (phases, minimumSamples) => {
      const startMs = phases[0]?.startMs ?? 0;
      const moved = phases.map((phase) => ({
        ...phase,
        startMs: phase.startMs - startMs,
        endMs: phase.endMs - startMs,
      }));
      return original(moved, minimumSamples);
    },
  ),
  ofAbort('ownAbortOf', 'nothing has to be unfinished', (original) => (plan, ending, cut, interrupted) => {
    const abort = original(plan, ending, cut, [...interrupted, '']);
    return abort === null ? null : { ...abort, unfinished: [...cut, ...interrupted] };
  }),
  ofAbort('ownAbortOf', 'only what had not ended is unfinished', (original) => (plan, ending, cut, interrupted) => {
    const abort = original(plan, ending, cut, interrupted);
    return abort === null ? null : { ...abort, unfinished: cut };
  }),
  ofAbort(
    'ownAbortOf',
    'a run breaks nowhere after its last phase',
    (original) => (plan, ending, cut, interrupted) => original({ ...plan, phases: [] }, ending, cut, interrupted),
  ),
  ofAbort(
    'thinAbortFaults',
    'iterations that too few samples interrupted are lost without a word',
    (original) => (faults, ending) => original(faults, ending, []),
  ),
  ofAbort(
    'thinAbortFaults',
    'what ended a run on too few samples is not named',
    (original) => (faults, ending, interrupted) => [
      ...faults,
      ...original(faults, ending, interrupted).slice(faults.length),
    ],
  ),
  ofAbort('thinAbortFaults', 'every fault was the end of the run', (original) => (faults, ending, interrupted) => {
    const cut = faults.map((fault) => ({ ...fault, code: 'cut-short' as const }));
    return original(cut, ending, interrupted).map((fault, index) => ({
      ...fault,
      code: faults[index]?.code ?? fault.code,
    }));
  }),
  ofAbort('isUnfinished', 'counts of the phase that broke are whole', (original) => (observation, abort) => {
    const { criterion } = observation;
    const trend = { ...criterion, indicator: { ...criterion.indicator, type: 'trend' as const } };
    return original({ ...observation, criterion: trend }, abort);
  }),
  ofAbort(
    'isUnfinished',
    'what was measured where it broke is no evidence',
    (original) => (observation, abort) => original(observation, { ...abort, brokenPhase: undefined }),
  ),
  ofAbort(
    'isUnfinished',
    'a part of the run is the whole',
    (original) => (observation, abort) =>
      observation.criterion.scope.names.phase !== null && original(observation, abort),
  ),
  ofAbort(
    'isSettled',
    'a count that was too large already may still shrink',
    (original) => (observation) => observation.criterion.abortOnFail && original(observation),
  ),
  ofAbort(
    'isSettled',
    'a count that is too small may not grow',
    (original) => (observation) =>
      original(observation) || (observation.verdict === 'FAIL' && observation.criterion.indicator.type === 'counter'),
  ),
  ofAbort(
    'isSettled',
    'what ended the run is as unfinished as all else',
    (original) => (observation) =>
      original({ ...observation, criterion: { ...observation.criterion, abortOnFail: false } }),
  ),
  mutantsOf('lib/core/judge/soundness.ts')(
    'soundnessOf',
    'a run that the plan ended is cut short',
    (original) => (plan, measurements, observations, differences) => {
      const whole = observations.map(({ criterion, ...observation }) => ({
        ...observation,
        criterion: { ...criterion, abortOnFail: false },
      }));
      return original(plan, measurements, whole, differences);
    },
  ),
];
