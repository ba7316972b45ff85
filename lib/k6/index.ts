export { acceptance } from './acceptance.ts';
export type { AcceptanceSpec, AcceptanceTest, CallValues, Response } from './acceptance-test.ts';
export type { TextSummary } from './judgement.ts';
export { sleep } from './sleep.ts';
export { stressProfile } from './stress-profile.cold.ts';
