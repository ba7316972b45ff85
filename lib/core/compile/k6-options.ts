import type { Plan } from '../plan/plan.ts';
import { cellsFor, type Cells } from './cells.ts';
import { scenariosFor, type Scenario } from './scenarios.ts';
import { thresholdsFor, type Threshold } from './thresholds.ts';
import { percentilesFor, summaryTrendStats } from './trend-statistics.ts';

/** The options that a plan gives to k6. */
export type K6Options = Readonly<Record<string, unknown>> & {
  readonly scenarios: Readonly<Record<string, Scenario>>;
  readonly thresholds: Readonly<Record<string, readonly Threshold[]>>;
  readonly summaryTrendStats: readonly string[];
};

/** The options of k6 that follow from the plan. */
export function k6OptionsFor(plan: Plan, cells: Cells = cellsFor(plan)): K6Options {
  return {
    ...plan.k6Options,
    scenarios: scenariosFor(plan),
    thresholds: thresholdsFor(plan, cells),
    summaryTrendStats: summaryTrendStats(percentilesFor(plan.criteria)),
  };
}
