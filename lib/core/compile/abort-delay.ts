import { msUntil } from './earliest-end.ts';
import { durationMsOf, hasLoad, intendedIterations, type Phase } from '../plan/profile.ts';

/** k6 looks at its thresholds this often. It is also the time given to a target to answer what was sent last. */
const evaluationMs = 2000;

/**
 * How long after the load's start a threshold may end the run: once the minimum of samples can be there, in ms. Else a
 * ladder would stop at the first slow request of a step, on evidence that is too thin to fail anything.
 *
 * k6 counts from before setup, whose length nobody knows: a long one lets it look earlier.
 *
 * A closed phase intends no count: there it is the middle of the phase.
 *
 * @param phases The phases that the criterion looks at, in their order.
 */
export function abortDelayMs(phases: readonly Phase[], minimumSamples: number): number {
  let missing = minimumSamples;
  for (const phase of phases) {
    const iterations = intendedIterations(phase);
    if (iterations === null) {
      if (hasLoad(phase)) return phase.startMs + durationMsOf(phase) / 2;
    } else if (iterations >= missing) {
      return Math.min(phase.endMs, phase.startMs + msUntil(phase, missing) + evaluationMs);
    } else {
      missing -= iterations;
    }
  }
  return phases.at(-1)?.endMs ?? 0;
}
