import { formatDuration } from '../language/duration.ts';
import { invalid } from '../language/invalid.ts';
import { endpointSetsOf } from '../plan/endpoint-set.ts';
import type { Plan } from '../plan/plan.ts';
import { durationMsOf, type Phase } from '../plan/profile.ts';
import { planTags, type Tags } from '../plan/tags.ts';
import { endpointSetsVariable, renderEndpointSets } from './endpoint-sets.ts';
import { phaseClock, phaseClockVariable } from './phase-clock.ts';

type Stage = { readonly duration: string; readonly target: number };

type Common = {
  readonly startTime: string;
  readonly gracefulStop: string;
  readonly stages: readonly Stage[];
  readonly env: Readonly<Record<string, string>>;
  readonly tags: Tags;
};

/** A k6 scenario with named stages. */
export type Scenario = Common &
  (
    | {
        readonly executor: 'ramping-arrival-rate';
        readonly startRate: number;
        readonly timeUnit: string;
        readonly preAllocatedVUs: number;
      }
    | { readonly executor: 'ramping-vus'; readonly startVUs: number; readonly gracefulRampDown: string }
  );

/** What the scenarios of a plan follow from. */
type ScenarioPlan = Pick<Plan, 'name' | 'phases' | 'vus' | 'gracefulStopMs' | 'criteria'>;

/**
 * The k6 scenarios of a profile. Consecutive phases of one model share a scenario: a scenario for each phase would have
 * to initialise its own VUs, or to cut iterations off at every boundary.
 */
export function scenariosFor({ name, phases, vus, gracefulStopMs, criteria }: ScenarioPlan): Record<string, Scenario> {
  const scenarios: Record<string, Scenario> = {};
  const planEndMs = phases.at(-1)?.endMs ?? 0;
  const sets = endpointSetsEnvironment(criteria);
  for (const group of groupByModel(phases)) {
    const [first] = group;
    if (first === undefined) continue;
    // Whatever does not end is waited for until one and the same moment, also where its VU was ramped down long before:
    // only so does an interrupted iteration show in how long the load lasted.
    const groupEndMs = group.at(-1)?.endMs ?? planEndMs;
    const common = {
      startTime: formatDuration(first.startMs),
      gracefulStop: formatDuration(planEndMs - groupEndMs + gracefulStopMs),
      env: { [phaseClockVariable]: phaseClock(phases, first), ...sets },
      tags: planTags(name),
    };
    scenarios[scenarioName(Object.keys(scenarios).length)] =
      first.load.model === 'open'
        ? openScenario(group, first, common, vus)
        : closedScenario(group, first, common, formatDuration(planEndMs + gracefulStopMs));
  }
  return scenarios;
}

/** Nothing where no criterion takes endpoints together: then a VU has nothing to read. */
function endpointSetsEnvironment(criteria: Plan['criteria']): Record<string, string> {
  const sets = endpointSetsOf(criteria.map(({ scope }) => scope.names));
  return sets.length === 0 ? {} : { [endpointSetsVariable]: renderEndpointSets(sets) };
}

/** The name in k6 of the scenario at the place, counted from 0, that `groupByModel` gives its phases. */
export function scenarioName(index: number): string {
  return `plan-${index + 1}`;
}

function openScenario(
  group: readonly Phase[],
  first: Phase,
  common: Omit<Common, 'stages'>,
  vus: number | undefined,
): Scenario {
  const timeUnitMs = commonPeriodMs(group);
  const perUnit = (perSecond: number): number => Math.round((perSecond * timeUnitMs) / 1000);
  return {
    ...common,
    executor: 'ramping-arrival-rate',
    startRate: perUnit(first.from),
    timeUnit: formatDuration(timeUnitMs),
    stages: stagesFor(group, perUnit),
    preAllocatedVUs: vus ?? derivedVus(group),
  };
}

function closedScenario(
  group: readonly Phase[],
  first: Phase,
  common: Omit<Common, 'stages'>,
  gracefulRampDown: string,
): Scenario {
  return {
    ...common,
    executor: 'ramping-vus',
    startVUs: first.from,
    stages: stagesFor(group, (vus) => vus),
    gracefulRampDown,
  };
}

/** A stage for each phase, and one of zero length wherever the load jumps. */
function stagesFor(group: readonly Phase[], targetOf: (amount: number) => number): Stage[] {
  let before = group[0]?.from;
  return group.flatMap((phase) => {
    const jump = phase.from === before ? [] : [{ duration: '0s', target: targetOf(phase.from) }];
    before = phase.to;
    return [...jump, { duration: formatDuration(durationMsOf(phase)), target: targetOf(phase.to) }];
  });
}

/** The runs of consecutive phases of one model, each of which is a scenario. */
export function groupByModel(phases: readonly Phase[]): Phase[][] {
  const groups: Phase[][] = [];
  for (const phase of phases) {
    const last = groups.at(-1);
    if (last?.[0]?.load.model === phase.load.model) last.push(phase);
    else groups.push([phase]);
  }
  return groups;
}

/** The shortest period over which every rate of the scenario is a whole number, as k6 asks for. */
export function commonPeriodMs(group: readonly Phase[]): number {
  const written = group.flatMap((phase) => (phase.load.model === 'open' ? [phase.load.periodMs] : []));
  const periods = [1000, 60_000, 3_600_000, ...written];
  const whole = (amount: number): boolean => Math.abs(amount - Math.round(amount)) < 1e-9 * Math.max(1, amount);
  const period = periods.find((candidate) => group.every((phase) => whole((phase.to * candidate) / 1000)));
  if (period !== undefined) return period;
  throw invalid(
    'rates',
    'rates that are whole numbers per second, minute or hour together',
    group.map((phase) => phase.to),
    'Round the rates, or write them all over the same period',
  );
}

/**
 * One VU for each iteration that starts within two seconds at the highest rate: enough while iterations take up to 2 s.
 */
function derivedVus(group: readonly Phase[]): number {
  return Math.max(1, Math.ceil(2 * Math.max(...group.map((phase) => Math.max(phase.from, phase.to)))));
}
