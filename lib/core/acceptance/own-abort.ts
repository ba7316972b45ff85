import type { Criterion } from '../plan/criterion.ts';
import type { Plan } from '../plan/plan.ts';
import type { RunSummary } from '../run/run-summary.ts';
import { renderScope } from '../render/format.ts';
import type { CriterionRow, Fault, NoData } from './acceptance.ts';

/** The end that a criterion of the plan put to the run. */
export type OwnAbort = {
  readonly noData: NoData;
  /** Where it broke; what was measured there until then stays evidence. */
  readonly brokenPhase: string | undefined;
  /** The phases that had not ended, the broken one among them unless it had. */
  readonly unfinished: readonly string[];
};

/**
 * The plan's own end of a run that ended early: a criterion with `abortOnFail` failed, and k6 saw its threshold crossed.
 *
 * @param rows The criteria, judged as if the run had not been cut short.
 */
export function ownAbortOf(plan: Plan, summary: RunSummary, faults: readonly Fault[], rows: readonly CriterionRow[]): OwnAbort | null {
  const cut = faults.find(({ code }) => code === 'cut-short');
  const row = rows.find((candidate, index) => plan.criteria[index]?.abortOnFail === true && endsTheRun(candidate, summary));
  if (cut === undefined || row === undefined) return null;
  return {
    noData: { code: 'aborted', message: `aborted by ${row.indicator} ${renderScope(row)}` },
    brokenPhase: row.phase ?? cut.phases[0],
    unfinished: cut.phases,
  };
}

function endsTheRun({ verdict, metric, threshold }: CriterionRow, summary: RunSummary): boolean {
  return verdict === 'FAIL' && threshold !== null && summary.metrics.get(metric)?.thresholds[threshold] === false;
}

/**
 * The row of a run that the plan ended by itself. What had not ended has no data, but for the phase that broke, where only
 * counts are unfinished, and for the failure that ended the run.
 */
export function underAbort(row: CriterionRow, criterion: Criterion | undefined, { noData, brokenPhase, unfinished }: OwnAbort): CriterionRow {
  const isCount = criterion?.indicator.type === 'counter';
  const isCut = row.phase === null || (unfinished.includes(row.phase) && (row.phase !== brokenPhase || isCount));
  if (!isCut || row.noData?.code === 'run-fault' || (criterion?.abortOnFail === true && row.verdict === 'FAIL')) return row;
  return { ...row, verdict: 'NO_DATA', noData };
}
