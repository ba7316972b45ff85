import { mutantsOf, type Mutant } from '../mutant.ts';

const ofDelivery = mutantsOf('lib/core/judge/faults/load-not-delivered.ts');
const ofUnderWay = mutantsOf('lib/core/judge/under-way.ts');
const ofRequiredLoad = mutantsOf('lib/core/plan/delivered-load.ts');

/** Slips in whether a phase had its load. */
export const deliverySlips: readonly Mutant[] = [
  ofDelivery(
    'deliveryOf',
    'one iteration fewer is the load',
    (original) => (plan, measurements, observations, circumstances) => {
      const phases = measurements.phases.map((phase, index) => {
        const isOpen = plan.phases[index]?.load.model === 'open' && phase.startedIterations !== null;
        return isOpen ? { ...phase, startedIterations: (phase.startedIterations ?? 0) + 1 } : phase;
      });
      const eased = original(plan, { ...measurements, phases }, observations, circumstances);
      const delivery = original(plan, measurements, observations, circumstances);
      const short = new Set(eased.faults.map(({ phases: [name] }) => name));
      return { ...delivery, faults: delivery.faults.filter((fault) => short.has(fault.phases[0])) };
    },
  ),
  mutantsOf('lib/core/plan/built-in-indicators.ts')(
    'builtInIndicators',
    'throughput tells that the target was saturated',
    (original) => ({ ...original, throughput: { ...original.throughput, showsSaturation: true } }),
  ),
  ofDelivery(
    'deliveryOf',
    'a criterion that passed excuses the load that was not delivered',
    (original) => (plan, measurements, observations, circumstances) => {
      const inverted = observations.map((observation) => {
        const { verdict } = observation;
        return { ...observation, verdict: verdict === 'FAIL' ? ('PASS' as const) : ('FAIL' as const) };
      });
      return original(plan, measurements, inverted, circumstances);
    },
  ),
  ofDelivery(
    'deliveryOf',
    'a criterion of another phase excuses the load that was not delivered',
    (original) => (plan, measurements, observations, circumstances) => {
      const everywhere = observations.map(({ criterion, ...observation }) => ({
        ...observation,
        criterion: { ...criterion, scope: { ...criterion.scope, phases: plan.phases } },
      }));
      return original(plan, measurements, everywhere, circumstances);
    },
  ),
  ofDelivery(
    'deliveryOf',
    'a criterion that a fault touches excuses the load that was not delivered',
    (original) => (plan, measurements, observations, circumstances) =>
      original(plan, measurements, observations, { ...circumstances, remaining: [] }),
  ),
  ofDelivery(
    'deliveryOf',
    'a phase that a fault spoils is looked at again',
    (original) => (plan, measurements, observations, circumstances) =>
      original(plan, measurements, observations, { ...circumstances, known: [] }),
  ),
  ofDelivery(
    'deliveryOf',
    'one VU fewer is the load',
    (original) => (plan, measurements, observations, circumstances) => {
      const { run } = measurements;
      const mostVus = run.mostVus === null ? null : run.mostVus + 1;
      return original(plan, { ...measurements, run: { ...run, mostVus } }, observations, circumstances);
    },
  ),
  ofDelivery('deliveryOf', 'what is short with all that was under way does not say so', (original) => (...run) => {
    const { faults, ...delivery } = original(...run);
    const told = faults.map((fault) => ({ ...fault, message: fault.message.replace('at most ', '') }));
    return { ...delivery, faults: told };
  }),
  ofDelivery('deliveryOf', 'what was under way is the saturation of the target', (original) => (...run) => {
    const delivery = original(...run);
    return { ...delivery, saturations: [...delivery.saturations, ...delivery.interrupted] };
  }),
  ofDelivery(
    'deliveryOf',
    'VUs that never ran were under way',
    (original) => (plan, measurements, observations, circumstances) => {
      const run = { ...measurements.run, mostVus: Infinity };
      const isOver = circumstances.abortMs === null;
      return original(plan, isOver ? measurements : { ...measurements, run }, observations, circumstances);
    },
  ),
  ofDelivery('deliveryOf', 'iterations of VUs are under way in any run', (original) => (...run) => {
    const { faults, interrupted, ...delivery } = original(...run);
    const ofVus = faults.filter(({ message }) => message.includes('had VUs'));
    return {
      ...delivery,
      faults: faults.filter((fault) => !ofVus.includes(fault)),
      interrupted: [...interrupted, ...ofVus.flatMap(({ phases }) => phases)],
    };
  }),
  ofUnderWay(
    'iterationsUnderWay',
    'dropped iterations were under way',
    (original) => (plan, measurements, loadMs) =>
      original(plan, { ...measurements, run: { ...measurements.run, droppedIterations: 0 } }, loadMs),
  ),
  ofUnderWay(
    'iterationsUnderWay',
    'iterations are due after the load',
    (original) => (plan, measurements) => original(plan, measurements, Infinity),
  ),
  ofUnderWay('iterationsUnderWay', 'iterations of VUs were due', (original) => (plan, measurements, loadMs) => {
    const load = { model: 'open', iterations: 1, periodMs: 1000 } as const;
    // None of them ended among those of open phases.
    const phases = measurements.phases.map((phase, index) =>
      plan.phases[index]?.load.model === 'closed' ? { ...phase, startedIterations: 0 } : phase,
    );
    const open = { ...plan, phases: plan.phases.map((phase) => ({ ...phase, load })) };
    return original(open, { ...measurements, phases }, loadMs);
  }),
  ofUnderWay(
    'iterationsUnderWay',
    'a ramp is at its end all the time',
    (original) => (plan, measurements, loadMs) =>
      original({ ...plan, phases: plan.phases.map((phase) => ({ ...phase, from: phase.to })) }, measurements, loadMs),
  ),
  ofUnderWay(
    'iterationsUnderWay',
    'iterations after the last phase never ended',
    (original) => (plan, measurements, loadMs) =>
      original(plan, { ...measurements, afterPlan: { ...measurements.afterPlan, startedIterations: 0 } }, loadMs),
  ),
  ofUnderWay(
    'mayBeUnderWay',
    'more are missing than were under way',
    () => (_, measurements, phase, missing, loadMs) => {
      const { droppedIterations, longestIterationMs } = measurements.run;
      return (droppedIterations ?? 0) < missing || phase.endMs + (longestIterationMs ?? Infinity) >= loadMs;
    },
  ),
  ofUnderWay(
    'mayBeUnderWay',
    'one more is missing than was under way',
    (original) => (plan, measurements, phase, missing, loadMs) =>
      original(plan, measurements, phase, missing, loadMs) || original(plan, measurements, phase, missing - 1, loadMs),
  ),
  ofUnderWay(
    'mayBeUnderWay',
    'what k6 may have dropped was under way',
    (original) => (plan, measurements, phase, missing, loadMs) => {
      const longestIterationMs = measurements.run.droppedIterations === missing ? Infinity : null;
      const run = { ...measurements.run, ...(longestIterationMs === null ? {} : { longestIterationMs }) };
      return original(plan, { ...measurements, run }, phase, missing, loadMs);
    },
  ),
  ofUnderWay(
    'mayBeUnderWay',
    'where k6 dropped any, none was under way',
    (original) => (plan, measurements, phase, missing, loadMs) => {
      const run = { ...measurements.run, longestIterationMs: -Infinity };
      return original(plan, { ...measurements, run }, phase, missing, loadMs);
    },
  ),
  ofUnderWay(
    'mayBeUnderWay',
    'an iteration lasts until the load ends',
    (original) => (plan, measurements, phase, missing, loadMs) => {
      const run = { ...measurements.run, longestIterationMs: Infinity };
      return original(plan, { ...measurements, run }, phase, missing, loadMs);
    },
  ),
  ofUnderWay(
    'mayBeUnderWay',
    'iterations last no time where none ended',
    (original) => (plan, measurements, phase, missing, loadMs) => {
      const run = { ...measurements.run, longestIterationMs: measurements.run.longestIterationMs ?? 0 };
      return original(plan, { ...measurements, run }, phase, missing, loadMs);
    },
  ),
  ofRequiredLoad('requiredIterations', 'half the load is required', (original) => (phase) => {
    const required = original(phase);
    return required === null ? null : Math.floor(required / 2);
  }),
  ofRequiredLoad('requiredIterations', 'three iterations may be missing', (original) => (phase) => {
    const required = original(phase);
    return required === null ? null : Math.max(0, required - 1);
  }),
  ofRequiredLoad(
    'judgedPhases',
    'only criteria of a phase look at it',
    (original) =>
      ({ phases, criteria }) =>
        original({ phases, criteria: criteria.filter(({ scope }) => scope.names.phase !== null) }),
  ),
  mutantsOf('lib/core/compile/allowed-drops.ts')(
    'allowedDrops',
    'k6 allows a scenario to drop nothing',
    (original) => (plan) => original(plan).map((drops) => ({ ...drops, allowed: 0 })),
  ),
  mutantsOf('lib/core/compile/allowed-drops.ts')(
    'allowedDrops',
    'k6 allows a scenario one drop more',
    (original) => (plan) => original(plan).map(({ scenario, allowed }) => ({ scenario, allowed: allowed + 1 })),
  ),
];
