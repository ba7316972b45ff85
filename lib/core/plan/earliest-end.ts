import type { Phase } from './profile.ts';
import { groupByModel } from './scenarios.ts';

/**
 * The earliest end of a plan that ran to its end, in ms after its start. It can lie before the end of the last phase: k6 ends
 * an arrival-rate scenario with its last iteration, and a scenario without VUs at once.
 */
export function earliestEndMs(phases: readonly Phase[]): number {
  return Math.max(0, ...groupByModel(phases).map((group) => (group[0]?.load.model === 'open' ? lastArrivalMs(group) : lastVuMs(group))));
}

/** k6 starts the k-th iteration when the integral of the rate reaches k. */
function lastArrivalMs(group: readonly Phase[]): number {
  const whole = Math.floor(group.reduce((sum, phase) => sum + arrivals(phase), 0) + 1e-9);
  if (whole === 0) return 0;
  let missing = whole;
  for (const phase of group) {
    if (arrivals(phase) + 1e-9 >= missing) return phase.startMs + msUntil(phase, missing);
    missing -= arrivals(phase);
  }
  return group.at(-1)?.endMs ?? 0;
}

function arrivals({ from, to, startMs, endMs }: Phase): number {
  return (((from + to) / 2) * (endMs - startMs)) / 1000;
}

/** Solves from·t + (to − from)·t² ÷ 2T = count for t: the root that does not cancel for slopes near zero. */
function msUntil({ from, to, startMs, endMs }: Phase, count: number): number {
  const slope = ((to - from) * 1000) / (endMs - startMs);
  return (2000 * count) / (from + Math.sqrt(Math.max(0, from * from + 2 * slope * count)));
}

/** The last moment with a VU: in a ramp to none, the last one leaves a step before the end. */
function lastVuMs(group: readonly Phase[]): number {
  for (const phase of [...group].reverse()) {
    if (phase.to > 0) return phase.endMs;
    if (phase.from > 0) return phase.endMs - (phase.endMs - phase.startMs) / phase.from;
  }
  return 0;
}
