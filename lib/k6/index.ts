export type { CriterionSpec } from '../core/plan/criterion.ts';
export type { CustomMetric } from '../core/plan/custom-metric.ts';
export type { Endpoint, Json } from '../core/plan/endpoint.ts';
export type { PhaseSpec } from '../core/plan/profile.ts';
export { acceptance } from './acceptance.ts';
export type { AcceptanceSpec, AcceptanceTest, CallValues, Response } from './acceptance-test.ts';
export type { TextSummary } from './judgement.ts';
export { sleep } from './k6-modules.ts';
export { stressProfile } from './stress-profile.cold.ts';
