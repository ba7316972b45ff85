import { phaseClockVariable } from '../core/compile/phase-clock.ts';
import { afterPlan } from '../core/plan/library-metrics.ts';
import { exec } from './k6-modules.ts';

// The state of one VU. It keeps the present phase only, and reads the table of phases again at each boundary.
let environment: Readonly<Record<string, string>> | undefined;
/** Kept, because k6 makes a new object for each question. */
let scenarioStartMs: number | undefined;
let phase: string | undefined;
let phaseEndMs = 0;
let taggedPhase: string | undefined;

/**
 * The phase of what starts now: `after-plan` after the last one, undefined outside the plan's scenarios, as in setup.
 */
export function currentPhase(): string | undefined {
  const nowMs = Date.now();
  if (environment !== __ENV) {
    // k6 gives a VU a new environment, and removes its tags, each time the VU enters a scenario.
    environment = __ENV;
    scenarioStartMs = undefined;
    taggedPhase = undefined;
    phaseEndMs = 0;
  }
  if (nowMs >= phaseEndMs) lookUpPhase(environment[phaseClockVariable], nowMs);
  return phase;
}

/**
 * Tags the VU with the phase of the iteration that starts now. Nothing else sets this tag: k6 counts an iteration under
 * the tags that the VU has when the iteration ends, so the tag must not change in between.
 */
export function tagIteration(): void {
  const startPhase = currentPhase();
  if (startPhase === undefined || startPhase === taggedPhase) return;
  exec.vu.metrics.tags['phase'] = startPhase;
  taggedPhase = startPhase;
}

/** Reads the phase and its end from the table in the scenario's environment. */
function lookUpPhase(table: string | undefined, nowMs: number): void {
  phaseEndMs = Number.POSITIVE_INFINITY;
  phase = undefined;
  if (table === undefined) return;
  scenarioStartMs ??= exec.scenario.startTime;
  const lines = table.split('\n');
  const planStartMs = scenarioStartMs - Number(lines[0]);
  for (let line = 1; line + 1 < lines.length; line += 2) {
    const endMs = planStartMs + Number(lines[line]);
    if (nowMs < endMs) {
      phase = lines[line + 1];
      phaseEndMs = endMs;
      return;
    }
  }
  phase = afterPlan;
}
