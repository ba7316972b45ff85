// The domain without k6: a plan, what a run said of it, and the judgement, for Node and for tests.
export { gate, type GateResult } from './document/gate.ts';
export type { GateOptions } from './document/gate-options.ts';
export { judge } from './judge/judge.ts';
export { documentFormat, documentVersion, verdicts } from './document/acceptance.ts';
export type {
  Acceptance,
  CriterionRow,
  EndpointRow,
  ErrorRow,
  Fault,
  Latency,
  Measurements,
  NoData,
  OutsidePlan,
  PhaseRow,
  RowVerdict,
  Verdict,
  Warning,
} from './document/acceptance.ts';
export type { Circumstances } from './judge/faults.ts';
export { InvalidInputError } from './language/invalid.ts';
export type { Criterion, CriterionSpec, Severity } from './plan/criterion.ts';
export type { CustomMetric } from './plan/custom-metric.ts';
export type { Endpoint, Json, Method } from './plan/endpoint.ts';
export type { Expression, MetricType } from './language/expression.ts';
export type { BuiltInIndicator, Indicator } from './plan/indicator.ts';
export { k6OptionsFor, type K6Options, type Threshold } from './compile/k6-options.ts';
export type { Load, LoadText } from './language/load.ts';
export { parsePlan, type Plan, type PlanEnvironment, type PlanSpec } from './plan/plan.ts';
export type { Phase, PhaseSpec } from './plan/profile.ts';
export type { Scenario } from './compile/scenarios.ts';
export { stressProfile, type StressStairs } from './plan/stress-profile.ts';
export { renderJson } from './render/json.ts';
export { renderMarkdown } from './render/markdown.ts';
export { renderTerminal } from './render/terminal.ts';
export type { ErrorClass } from './language/error-class.ts';
export { planDifferences } from './compile/plan-differences.ts';
export { parseRunSummary, UnreadableSummaryError, type RunMetric, type RunSummary } from './measure/run-summary.ts';
