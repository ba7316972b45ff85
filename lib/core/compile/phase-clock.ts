import type { Phase } from '../plan/profile.ts';

/** The environment variable of a scenario that holds its phase clock. */
export const phaseClockVariable = 'K6_ACCEPTANCE_PHASES';

/**
 * What a VU knows of the plan, by way of its scenario's environment: enough to tell the phase from the clock. Lines of
 * text, because JSON weighs 9 kB in each VU that parses it: when the scenario starts, then the end and the name of each
 * phase from the scenario's first, since none of its iterations belongs to an earlier one. Times are in ms after the
 * plan's start.
 *
 * @param first The scenario's first phase.
 */
export function phaseClock(phases: readonly Phase[], first: Phase): string {
  return [first.startMs, ...phases.slice(phases.indexOf(first)).flatMap(({ endMs, name }) => [endMs, name])]
    .map((line) => `${line}\n`)
    .join('');
}
