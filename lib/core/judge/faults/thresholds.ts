import { gatingThresholds } from '../../compile/k6-options.ts';
import type { Plan } from '../../plan/plan.ts';
import { namesOf } from '../../plan/profile.ts';
import type { RunSummary } from '../../measure/run-summary.ts';
import type { Fault } from '../../document/acceptance.ts';

/** `--no-thresholds` leaves every metric in the summary, but none of the judgements. */
export function thresholdsFault(plan: Plan, summary: RunSummary): Fault[] {
  const missing = Object.entries(gatingThresholds(plan)).filter(([key, expressions]) =>
    expressions.some((expression) => summary.metrics.get(key)?.thresholds[expression] === undefined),
  );
  if (missing.length === 0) return [];
  return [
    {
      code: 'thresholds-disabled',
      message: `k6 evaluated no threshold on ${missing.map(([key]) => key).join(', ')}.`,
      phases: namesOf(plan.phases),
    },
  ];
}
