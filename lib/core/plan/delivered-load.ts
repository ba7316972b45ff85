import type { Plan } from './plan.ts';
import { intendedIterations, type Phase } from './profile.ts';

/** The share of its intended iterations that a phase must have started to have had its load. */
const deliveredShare = 0.99;

/** k6 starts iterations at whole ticks: up to two may fall on the other side of a phase's ends. */
const ticksAtEnds = 2;

/**
 * The fewest iterations that a phase must have started to have had its load; null in the closed model, which intends no
 * count.
 *
 * A whole number, so that k6's threshold and the judgement of the document cannot differ by a rounding.
 */
export function requiredIterations(phase: Phase): number | null {
  const intended = intendedIterations(phase);
  return intended === null
    ? null
    : Math.max(0, Math.ceil(Number((intended * deliveredShare - ticksAtEnds).toFixed(6))));
}

/** The phases that criteria look at: those that they name, or all when one looks at the whole run. */
export function judgedPhases({ phases, criteria }: Pick<Plan, 'phases' | 'criteria'>): Phase[] {
  return phases.filter((phase) => criteria.some(({ scope }) => scope.phases.includes(phase)));
}
