// The domain without k6: a plan, what a run said of it, and the judgement, for Node and for tests.
export { k6OptionsFor, type K6Options } from './compile/k6-options.ts';
export { planDifferences } from './compile/plan-differences.ts';
export type { Scenario } from './compile/scenarios.ts';
export type { Threshold } from './compile/thresholds.ts';
export {
  documentFormat,
  documentMinorVersion,
  documentVersion,
  type Acceptance,
} from './document/acceptance-document.ts';
export type { CriterionRow, NoData } from './document/criterion-row.ts';
export type { EndpointRow } from './document/endpoint-row.ts';
export type { ErrorRow } from './document/error-row.ts';
export type { Fault } from './document/fault.ts';
export type { GateOptions } from './document/gate-options.ts';
export { gate, type GateResult } from './document/gate.ts';
export type { IndicatorDescription } from './document/indicator-description.ts';
export type { Latency, Measured } from './document/measured.ts';
export type { MetricRow } from './document/metric-row.ts';
export type { OutsidePlan } from './document/outside-plan.ts';
export type { PhaseRole, PhaseRow } from './document/phase-row.ts';
export type { ReportFormat } from './document/report-formats.ts';
export type { Scope } from './document/scope.ts';
export { verdictOf } from './document/verdict.ts';
export { verdicts, type RowVerdict, type Severity, type Verdict } from './document/verdicts.ts';
export type { Warning } from './document/warning.ts';
export type { Circumstances } from './judge/circumstances.ts';
export { judge } from './judge/judge.ts';
export type { ErrorClass } from './language/error-class.ts';
export type { Expression, MetricType } from './language/expression.ts';
export { InvalidInputError } from './language/invalid.ts';
export type { Load, LoadText } from './language/load.ts';
export { measure } from './measure/measure.ts';
export type { Measurements } from './measure/measurements.ts';
export { parseRunSummary, UnreadableSummaryError, type RunMetric, type RunSummary } from './measure/run-summary.ts';
export type { BuiltInIndicator } from './plan/built-in-indicators.ts';
export type { Criterion, CriterionSpec } from './plan/criterion.ts';
export type { CustomMetric } from './plan/custom-metric.ts';
export type { Endpoint, Json, Method } from './plan/endpoint.ts';
export type { Indicator } from './plan/indicator.ts';
export { parsePlan, type Plan, type PlanEnvironment, type PlanSpec } from './plan/plan.ts';
export type { Phase, PhaseSpec } from './plan/profile.ts';
export { stressProfile, type StressStairs } from './plan/stress-profile.ts';
export { formats, type Format } from './render/formats.ts';
export { renderJson } from './render/json.ts';
export { renderMarkdown } from './render/markdown.ts';
export { renderTerminal } from './render/terminal.ts';
