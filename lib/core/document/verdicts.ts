/** The word for a whole run. INVALID: the run proves nothing, for or against the target. */
export const verdicts = ['PASS', 'WARN', 'FAIL', 'INVALID'] as const;
export type Verdict = (typeof verdicts)[number];

/** The word for one criterion. NO_DATA: it was not sampled, or not well enough to be judged. */
export const rowVerdicts = ['PASS', 'WARN', 'FAIL', 'NO_DATA'] as const;
export type RowVerdict = (typeof rowVerdicts)[number];

/** What missing a criterion's bound means for the run. */
export const severities = ['fail', 'warn'] as const;
export type Severity = (typeof severities)[number];
