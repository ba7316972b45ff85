import { afterPlan, phaseClockVariable } from '../core/plan/phase-clock.ts';
import { exec } from './k6-modules.ts';

// One VU's state: the environment of the scenario that it is in, and the phase until its end. The table of the phases is read
// anew at each boundary, because what a VU keeps is kept a thousand times over.
let environment: Readonly<Record<string, string>> | undefined;
let phase: string | undefined;
let phaseEnd = 0;
let taggedPhase: string | undefined;

/**
 * The phase in which something that starts now starts; nothing when the plan's scenarios do not run.
 *
 * @param isIteration Whether an iteration starts: the VU is tagged with its phase then, and at no other time. k6 counts an
 * iteration under the tags that it ends with.
 */
export const currentPhase = (isIteration: boolean): string | undefined => {
  const now = Date.now();
  // k6 gives the VU a new environment, and takes its tags away, whenever it lets it into a scenario.
  if (now >= phaseEnd || environment !== __ENV) {
    if (environment !== __ENV) taggedPhase = undefined;
    environment = __ENV;
    phase = undefined;
    phaseEnd = Number.POSITIVE_INFINITY;
    const text = environment[phaseClockVariable];
    if (text !== undefined) {
      let at = text.indexOf('\n');
      const planStart = exec.scenario.startTime - Number(text.slice(0, at));
      phase = afterPlan;
      while (phase === afterPlan && at >= 0 && at + 1 < text.length) {
        const endOfTime = text.indexOf('\n', at + 1);
        const endOfName = text.indexOf('\n', endOfTime + 1);
        const end = planStart + Number(text.slice(at + 1, endOfTime));
        if (now < end) {
          phase = text.slice(endOfTime + 1, endOfName);
          phaseEnd = end;
        }
        at = endOfName;
      }
    }
  }
  if (isIteration && phase !== undefined && phase !== taggedPhase) exec.vu.metrics.tags['phase'] = taggedPhase = phase;
  return phase;
};
