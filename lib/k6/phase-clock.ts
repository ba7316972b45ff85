import exec from 'k6/execution';
import { afterPlan, phaseClockVariable, type PhaseClock } from '../core/plan/phase-clock.ts';

// One VU's state. Every property of k6/execution builds a new object at each access, so what is kept here is kept on purpose.
let clockText: string | undefined;
let clock: PhaseClock | undefined;
let planStart = 0;
let index = 0;
let vuTags: Record<string, string | number | boolean> | undefined;

/** The phase in which something that starts now starts; nothing when the plan's scenarios do not run. */
export function currentPhase(): string | undefined {
  if (clock === undefined) return undefined;
  const elapsed = Date.now() - planStart;
  for (let phase = clock.phases[index]; phase !== undefined; phase = clock.phases[index]) {
    if (elapsed < phase[0]) return phase[1];
    index += 1;
  }
  return afterPlan;
}

/**
 * Tags the VU with the phase in which its iteration starts. Nothing may change this tag before the iteration's end: k6
 * counts an iteration under the tags that it ends with.
 */
export function startIteration(): void {
  const text: string | undefined = __ENV[phaseClockVariable];
  if (text !== clockText) startScenario(text);
  const phase = currentPhase();
  if (phase === undefined) return;
  vuTags ??= exec.vu.metrics.tags;
  vuTags['phase'] = phase;
}

/** A VU can serve one scenario after the other, and k6 gives each its own environment. */
function startScenario(text: string | undefined): void {
  clockText = text;
  clock = text === undefined ? undefined : JSON.parse(text);
  if (clock === undefined) return;
  planStart = exec.scenario.startTime - clock.startMs;
  index = clock.first;
}
