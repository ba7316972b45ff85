// One criterion and the metrics that it is judged on, without a run around them: what a test does not give, k6 did not show.
import type { Fault } from '../../../lib/core/document/fault.ts';
import type { CriterionRow } from '../../../lib/core/document/criterion-row.ts';
import { observe, type Observation } from '../../../lib/core/judge/observation.ts';
import { rowFor } from '../../../lib/core/judge/row-for.ts';
import { measure } from '../../../lib/core/measure/measure.ts';
import type { RunMetric } from '../../../lib/core/measure/run-summary.ts';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { planOf } from '../run-data.ts';

type Metrics = Readonly<Record<string, RunMetric>>;
type Thresholds = Readonly<Record<string, boolean>>;

export const trend = (values: Readonly<Record<string, number>>, thresholds: Thresholds): RunMetric => ({
  type: 'trend',
  values,
  thresholds,
});
/** A rate without samples reads 0 in k6. */
export const rate = (passes: number, fails: number, thresholds: Thresholds): RunMetric => ({
  type: 'rate',
  values: { rate: passes === 0 ? 0 : passes / (passes + fails), passes, fails },
  thresholds,
});
export const counter = (count: number, thresholds: Thresholds = {}): RunMetric => ({
  type: 'counter',
  values: { count },
  thresholds,
});
export const gauge = (value: number, thresholds: Thresholds): RunMetric => ({
  type: 'gauge',
  values: { value, min: value, max: value },
  thresholds,
});

/** What is seen of the criterion where k6 shows these metrics. */
export function observationOf(spec: CriterionSpec, metrics: Metrics): Observation {
  const plan = planOf({ criteria: [spec] });
  const summary = { metrics: new Map(Object.entries(metrics)), checks: [], durationMs: 31_500, colour: false };
  const [criterion] = plan.criteria;
  const [measured] = measure(plan, summary).criteria;
  if (criterion === undefined || measured === undefined) throw new Error('the plan has no criterion');
  return observe(criterion, measured);
}

/** Its row, under these faults of the run. */
export function rowAlone(spec: CriterionSpec, metrics: Metrics, faults: readonly Fault[] = []): CriterionRow {
  return rowFor(observationOf(spec, metrics), faults, null);
}
