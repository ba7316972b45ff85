import { invalid } from '../language/invalid.ts';
import { loadAmount, parseLoad, type LoadText } from '../language/load.ts';
import type { PhaseSpec } from './profile.ts';

/** The stairs of a stress profile: the loads to hold, lowest first, and how long each is held. */
export type StressStairs<Step extends LoadText = LoadText> = {
  readonly steps: readonly [Step, ...Step[]];
  readonly stepDuration: string;
  readonly warmUpDuration: string;
  readonly recoveryDuration: string;
};

/** What a step's phase is called; any text where the step is known at run time only. */
type StepName<Step extends LoadText> = Step extends unknown
  ? Record<never, never> extends Record<Step, unknown>
    ? string
    : `step ${Step}`
  : never;

/**
 * The phases of a stress test: `warm-up` (ramp to the first step), `step <load>` for each step, `recovery` (back at the
 * first step's load, time to work off what has queued up) and `recovered` (the same load on), which shows whether the
 * target came back by itself.
 *
 * @throws When the steps do not rise or mix rates with VUs, or a load cannot be read.
 */
export function stressProfile<Step extends LoadText>(
  stairs: StressStairs<Step>,
): PhaseSpec<'warm-up' | StepName<Step> | 'recovery' | 'recovered'>[];
export function stressProfile(stairs: StressStairs): PhaseSpec[] {
  const loads = stairs.steps.map((step) => parseLoad(step, 'load of a step'));
  if (new Set(loads.map((load) => load.model)).size > 1) {
    throw invalid('steps', 'loads of one model', stairs.steps, 'Write all as rates, or all as VUs');
  }
  const amounts = loads.map(loadAmount);
  for (const [index, amount] of amounts.entries()) {
    if (index > 0 && amount <= (amounts[index - 1] ?? 0)) {
      throw invalid('steps', 'loads that rise', stairs.steps, 'Order the steps from the lowest load to the highest');
    }
  }
  const [first] = stairs.steps;
  return [
    { name: 'warm-up', role: 'warm-up', ramp: first, duration: stairs.warmUpDuration },
    ...stairs.steps.map((load): PhaseSpec => ({
      name: `step ${load}`,
      role: 'step',
      hold: load,
      duration: stairs.stepDuration,
    })),
    { name: 'recovery', role: 'recovery', hold: first, duration: stairs.recoveryDuration },
    { name: 'recovered', role: 'recovered', hold: first, duration: stairs.stepDuration },
  ];
}
