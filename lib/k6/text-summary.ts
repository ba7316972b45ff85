import type { TextSummary } from './judgement.ts';

/**
 * The text summary that scripts print above the acceptance table: none, unless `build.mjs --text-summary` puts one
 * here.
 */
export const textSummary: TextSummary | undefined = undefined;
