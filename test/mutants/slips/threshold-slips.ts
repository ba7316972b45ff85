import { mutantsOf, type Mutant } from '../mutant.ts';

const ofCells = mutantsOf('lib/core/compile/criterion-cells.ts');
const ofThresholds = mutantsOf('lib/core/compile/thresholds.ts');
const ofDescription = mutantsOf('lib/core/compile/describe-plan.ts');

/** Slips in what k6 is told, and in what documents tell of the plan. */
export const thresholdSlips: readonly Mutant[] = [
  ofCells(
    'criterionCells',
    'k6 is given the target instead of the bound',
    (original) => (registry, criterion) => original(registry, { ...criterion, bound: criterion.target }),
  ),
  ofCells(
    'criterionCells',
    'k6 fails what can only warn',
    (original) => (registry, criterion) => original(registry, { ...criterion, severity: 'fail' }),
  ),
  ofCells('criterionCells', "a phase's rate is asked as k6 computes it", (original) => (registry, criterion) => {
    const cells = original(registry, criterion);
    const { operator, limit } = criterion.bound;
    return cells.threshold?.startsWith('count') && criterion.bound.statistic === 'rate'
      ? { ...cells, threshold: `rate${operator}${limit}` }
      : cells;
  }),
  ofCells(
    'criterionCells',
    'a limit from above is held against a part',
    (original) => (registry, criterion) =>
      original(registry, { ...criterion, target: { ...criterion.target, operator: '>=' } }),
  ),
  ofCells('criterionCells', 'what comes after the plan is not counted apart', (original) => (registry, criterion) => ({
    ...original(registry, criterion),
    overrun: null,
  })),
  ofCells('criterionCells', 'nothing proves that there were samples', (original) => (registry, criterion) => ({
    ...original(registry, criterion),
    evidence: null,
    evidenceThreshold: null,
  })),
  ofThresholds(
    'gatingThresholds',
    'k6 is not asked for the evidence',
    (original) => (plan, cells) =>
      original(plan, cells).filter(({ cell, criterion }) => {
        const own = criterion === null ? undefined : cells.criteria[criterion];
        return own === undefined || cell.key === own.value.key;
      }),
  ),
  ofThresholds(
    'gatingThresholds',
    'k6 is not asked for exceptions of the script',
    (original) => (plan, cells) => original(plan, cells).filter(({ cell }) => cell !== cells.run.exceptions),
  ),
  ofThresholds(
    'gatingThresholds',
    'k6 is not asked for names and ports',
    (original) => (plan, cells) =>
      original(plan, cells).filter(({ cell }) => cells.run.generatorErrorsOfPlan.every((error) => error.cell !== cell)),
  ),
  ofThresholds(
    'gatingThresholds',
    'k6 is not asked for the load',
    (original) => (plan, cells) =>
      original(plan, cells).filter(({ cell }) => cells.phases.every(({ iterations }) => iterations !== cell)),
  ),
  ofThresholds(
    'gatingThresholds',
    'k6 is not asked for dropped iterations',
    (original) => (plan, cells) =>
      original(plan, cells).filter(({ cell }) => cells.dropped.every((dropped) => dropped.cell !== cell)),
  ),
  ofThresholds(
    'gatingThresholds',
    'k6 is not asked whether the load started',
    (original) => (plan, cells) => original(plan, cells).filter(({ cell }) => cell !== cells.run.loadStart),
  ),
  ofThresholds(
    'gatingThresholds',
    'k6 is not asked whether the load ended',
    (original) => (plan, cells) => original(plan, cells).filter(({ cell }) => cell !== cells.run.loadEnd),
  ),
  ofThresholds(
    'thresholdsFor',
    'a metric keeps only its last threshold',
    (original) => (plan, cells) =>
      Object.fromEntries(Object.entries(original(plan, cells)).map(([key, thresholds]) => [key, thresholds.slice(-1)])),
  ),
  ofThresholds('thresholdsFor', 'what is only tracked wins over what gates', (original) => (plan, cells) => {
    const tracked = cells.phases.flatMap((phase) => [phase.latency.key, phase.requests.key, phase.iterations.key]);
    return { ...original(plan, cells), ...Object.fromEntries(tracked.map((key) => [key, []])) };
  }),
  ofThresholds(
    'thresholdsFor',
    'k6 does not track what does not gate',
    (original) => (plan, cells) =>
      Object.fromEntries(Object.entries(original(plan, cells)).filter(([, thresholds]) => thresholds.length > 0)),
  ),
  ofDescription('describeCriterion', 'target and bound are mixed up', (original) => (criterion) => {
    const { target, bound, ...row } = original(criterion);
    return { ...row, target: bound, bound: target };
  }),
  ofDescription('describePhase', 'a document does not say the role of a phase', (original) => (phase) => ({
    ...original(phase),
    role: phase.kind,
  })),
  mutantsOf('lib/core/compile/earliest-end.ts')(
    'earliestEndMs',
    'a load ends with its last phase',
    () => (phases) => phases.at(-1)?.endMs ?? 0,
  ),
];
