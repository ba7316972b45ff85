import { mutantsOf, type Mutant } from '../mutant.ts';

const ofObservation = mutantsOf('lib/core/judge/observation.ts');
const ofRow = mutantsOf('lib/core/judge/row-for.ts');

/** Slips in what is seen of a criterion, and in its row. */
export const observationSlips: readonly Mutant[] = [
  ofObservation(
    'observe',
    'a rate is sampled by what passed',
    (original) => (criterion, measured) =>
      original(criterion, { ...measured, samples: measured.shares?.passes ?? measured.samples }),
  ),
  ofObservation('observe', 'errors of the generator are samples', (original) => (criterion, measured) => {
    const { samples, generatorErrors } = measured;
    return original(criterion, { ...measured, samples: samples === null ? null : samples + generatorErrors });
  }),
  ofObservation(
    'observe',
    "errors of the generator are the target's",
    (original) => (criterion, measured) => original(criterion, { ...measured, shares: null }),
  ),
  ofObservation(
    'observe',
    'a counter is divided by seconds as if they were milliseconds',
    (original) => (criterion, measured) => {
      const { target, indicator } = criterion;
      const isRate = indicator.type === 'counter' && target.statistic === 'rate';
      const { value, overrun } = measured;
      if (!isRate || value === null || overrun === null) return original(criterion, measured);
      return original(criterion, { ...measured, value: value / 1000, overrun: overrun / 1000 });
    },
  ),
  ofObservation(
    'observe',
    'what comes after the plan is throughput of the plan',
    (original) => (criterion, measured) =>
      original(criterion, { ...measured, overrun: measured.overrun === null ? null : 0 }),
  ),
  ofObservation(
    'observe',
    'nothing came after the plan where k6 does not tell',
    (original) => (criterion, measured) => original(criterion, { ...measured, overrun: measured.overrun ?? 0 }),
  ),
  ofObservation('observe', 'what has no sample has a value', (original) => (criterion, measured) => {
    const seen = original(criterion, measured);
    return seen.samples === 0 ? { ...seen, observed: measured.value } : seen;
  }),
  ofObservation('observe', 'a metric that k6 does not have was never sampled', (original) => (criterion, measured) => {
    const seen = original(criterion, measured);
    return seen.samples === null ? { ...seen, noData: { code: 'never-sampled', message: 'never sampled' } } : seen;
  }),
  ofObservation('observe', 'one sample fewer than the minimum is enough', (original) => (criterion, measured) => ({
    ...original({ ...criterion, minimumSamples: criterion.minimumSamples - 1 }, measured),
    criterion,
  })),
  ofObservation('observe', 'the minimum of samples is one too few', (original) => (criterion, measured) => ({
    ...original({ ...criterion, minimumSamples: criterion.minimumSamples + 1 }, measured),
    criterion,
  })),
  ofObservation('observe', 'a percentile that k6 did not give passes', (original) => (criterion, measured) => {
    const seen = original(criterion, measured);
    return seen.noData?.message.startsWith('k6 gave no') ? { ...seen, noData: null, verdict: 'PASS' } : seen;
  }),
  ofObservation('observe', 'a threshold that k6 did not evaluate is judged', (original) => (criterion, measured) => {
    const held = measured.threshold === null ? null : (measured.held ?? true);
    return { ...original(criterion, { ...measured, held }), measured };
  }),
  ofObservation('observe', 'what k6 judged on its own errors is judged', (original) => (criterion, measured) => {
    const seen = original(criterion, measured);
    return seen.noData?.code === 'run-fault' ? { ...seen, noData: null, verdict: 'FAIL' } : seen;
  }),
  ofRow(
    'rowFor',
    'a phase that was not reached is any that a fault touches',
    (original) => (observation, faults, abort) =>
      original(
        observation,
        faults.map((fault) => ({ ...fault, code: 'cut-short' })),
        abort,
      ),
  ),
  ofRow('rowFor', 'the phase that was cut short was not reached', (original) => (observation, faults, abort) => {
    const row = original(observation, faults, abort);
    const isCut = row.noData?.message.endsWith('cut-short') === true && row.scope.phase !== null;
    const noData = { code: 'phase-not-reached', message: 'the load ended before the phase began' };
    return isCut ? { ...row, noData } : row;
  }),
  ofRow(
    'rowFor',
    'the abort says more than a fault',
    (original) => (observation, faults, abort) => original(observation, abort === null ? faults : [], abort),
  ),
  ofRow('rowFor', 'the abort says more than k6 that judged otherwise', (original) => (observation, faults, abort) => {
    const { noData } = observation;
    const isFault = noData?.code === 'run-fault';
    return original(isFault ? { ...observation, noData: { ...noData, code: 'aborted' } } : observation, faults, abort);
  }),
  ofRow(
    'rowFor',
    'a row does not say whether k6 saw its threshold hold',
    (original) => (observation, faults, abort) => {
      const row = original(observation, faults, abort);
      return { ...row, native: { ...row.native, held: row.native.threshold === null ? null : true } };
    },
  ),
  ofRow('rowFor', 'a row does not say what proves its samples', (original) => (observation, faults, abort) => ({
    ...original(observation, faults, abort),
    evidence: null,
  })),
];
