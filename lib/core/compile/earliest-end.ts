import { hasLoad, type Phase } from '../plan/profile.ts';
import { commonPeriodMs, groupByModel } from './scenarios.ts';

/**
 * The earliest end of a plan that ran to its end, in ms after its start. It can lie before the end of the last phase:
 * k6 ends an arrival-rate scenario with its last iteration, and a scenario without VUs at once.
 */
export function earliestEndMs(phases: readonly Phase[]): number {
  return Math.max(
    0,
    ...groupByModel(phases).map((group) => (group[0]?.load.model === 'open' ? lastArrivalMs(group) : lastVuMs(group))),
  );
}

/** k6 starts the k-th iteration when the integral of the rate reaches k. */
function lastArrivalMs(group: readonly Phase[]): number {
  const periodMs = commonPeriodMs(group);
  const counts = group.map((phase) => arrivals(phase, periodMs));
  const whole = Math.floor(counts.reduce((sum, count) => sum + count, 0));
  if (whole === 0) return 0;
  let missing = whole;
  for (const [index, phase] of group.entries()) {
    const count = counts[index] ?? 0;
    if (count >= missing) return phase.startMs + msUntil(phase, missing);
    missing -= count;
  }
  return group.at(-1)?.endMs ?? 0;
}

/**
 * The iterations of a phase in k6's own order of floating-point operations, on rates per nanosecond. A total that is
 * whole on paper can come out a hair below, and then the last iteration never starts: 11/s for 5 s starts 54.
 */
function arrivals({ from, to, startMs, endMs }: Phase, periodMs: number): number {
  const perNs = (perSecond: number): number => Math.round((perSecond * periodMs) / 1000) / (periodMs * 1e6);
  const durationNs = (endMs - startMs) * 1e6;
  return from === to ? durationNs * perNs(to) : durationNs * ((perNs(to) - perNs(from)) / 2 + perNs(from));
}

/**
 * The ms from the phase's start until so many iterations are due. Solves from·t + (to − from)·t² ÷ 2T = count for t:
 * the root that does not cancel for slopes near zero.
 */
export function msUntil({ from, to, startMs, endMs }: Phase, count: number): number {
  const slope = ((to - from) * 1000) / (endMs - startMs);
  return (2000 * count) / (from + Math.sqrt(Math.max(0, from * from + 2 * slope * count)));
}

/** The last moment at which the plan has VUs. */
function lastVuMs(group: readonly Phase[]): number {
  return group.findLast(hasLoad)?.endMs ?? 0;
}
