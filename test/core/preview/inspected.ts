// What `k6 inspect --execution-requirements` prints of a plan, as far as the preview reads it. That the real k6 prints it so
// is what the contract test proves.
import type { BenchFigures } from '../../../lib/core/preview/bench-figures.ts';
import { parseInspection } from '../../../lib/core/preview/parse-inspection.ts';
import { previewOf, type PlanPreview } from '../../../lib/core/preview/plan-preview.ts';
import { k6OptionsFor } from '../../../lib/core/compile/k6-options.ts';
import type { Plan } from '../../../lib/core/plan/plan.ts';
import { withPlanDocument } from '../../../lib/core/compile/describe-plan.ts';

/** A machine with figures that are easy to reckon with. */
export const roundFigures: BenchFigures = {
  k6: '2.2.0',
  cores: 4,
  baseBytes: 50_000_000,
  vuBytes: 400_000,
  requestCpuSeconds: 0.0004,
};

export function inspected(plan: Plan, changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    paused: null,
    rps: null,
    ...withPlanDocument(k6OptionsFor(plan), plan),
    systemTags: [
      'check',
      'error',
      'error_code',
      'expected_response',
      'group',
      'method',
      'name',
      'proto',
      'scenario',
      'status',
      'url',
    ],
    totalDuration: '1m',
    maxVUs: 120,
    ...changes,
  });
}

export function previewOfPlan(plan: Plan, changes: Readonly<Record<string, unknown>> = {}): PlanPreview {
  return previewOf(parseInspection(inspected(plan, changes)), roundFigures);
}
