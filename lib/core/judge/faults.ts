import type { Plan } from '../plan/plan.ts';
import { namesOf } from '../plan/profile.ts';
import type { RunSummary } from '../measure/run-summary.ts';
import type { Fault } from '../document/acceptance.ts';
import { generatorFault } from './faults/generator-errors.ts';
import { loadSpanOf, spanFaults } from './faults/load-span.ts';
import { preflightFault } from './faults/preflight.ts';
import { exceptionFault, untaggedFault } from './faults/script.ts';
import { thresholdsFault } from './faults/thresholds.ts';
import { unsentFault } from './faults/unsent-requests.ts';

/** What only the k6 side knows of a run. */
export type Circumstances = {
  /** How k6's options differ from the plan's, one sentence each. */
  readonly differences: readonly string[];
  /** When the summary was made, in milliseconds since 1970. */
  readonly endedAtMs: number;
  /** What tells this run from all others, where somebody asked for it. */
  readonly run?: string | undefined;
  /** The environment variable by which k6 took the requests through a proxy, where there is one. */
  readonly proxy?: string | null | undefined;
};

/** What makes the run unsound before any criterion is looked at, the most telling first. */
export function faultsOf(plan: Plan, summary: RunSummary, { differences }: Circumstances): Fault[] {
  const everywhere = namesOf(plan.phases);
  const replaced = differences.map((message): Fault => ({ code: 'plan-replaced', message, phases: everywhere }));
  const { startMs, endMs } = loadSpanOf(summary);
  if (startMs === null) return [...replaced, preflightFault(plan, summary)];
  return [
    ...replaced,
    ...thresholdsFault(plan, summary),
    ...spanFaults(plan, startMs, endMs),
    ...(replaced.length === 0 ? untaggedFault(plan, summary) : []),
    ...exceptionFault(plan, summary),
    ...generatorFault(plan, summary),
    ...(replaced.length === 0 ? unsentFault(plan, summary) : []),
  ];
}
