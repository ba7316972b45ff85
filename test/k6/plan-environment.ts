import { phaseClock, phaseClockVariable } from '../../lib/core/compile/phase-clock.ts';
import { parseProfile } from '../../lib/core/plan/profile.ts';

/**
 * What makes the environment that a scenario of such a plan has.
 *
 * @param phases Name and duration of each.
 */
export function environmentOf(
  ...phases: readonly (readonly [name: string, duration: string])[]
): (firstPhase?: string) => Readonly<Record<string, string>> {
  const parsed = parseProfile(
    phases.map(([name, duration]) => ({ name, duration, hold: '1/s' })),
    1,
  );
  return (firstPhase) => {
    const first = parsed.find(({ name }) => firstPhase === undefined || name === firstPhase);
    if (first === undefined) throw new Error(`no phase ${firstPhase}`);
    return { [phaseClockVariable]: phaseClock(parsed, first) };
  };
}
