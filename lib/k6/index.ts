export { sleep } from 'k6';
export { acceptance, type AcceptanceSpec, type AcceptanceTest } from './acceptance.ts';
export type { TextSummary } from './judgement.cold.ts';
export type { CallValues, Response } from './request.ts';
