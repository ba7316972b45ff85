import { abortDelayMs } from '../compile/abort-delay.ts';
import type { Criterion } from '../plan/criterion.ts';
import type { Plan } from '../plan/plan.ts';
import type { RunSummary } from '../measure/run-summary.ts';
import { renderScope } from '../language/format.ts';
import type { CriterionRow, Fault, NoData } from '../document/acceptance.ts';
import { loadMsOf } from './faults/load-span.ts';

/** A criterion with `abortOnFail` that may have ended the run. */
export type EndingCriterion = {
  readonly row: CriterionRow;
  /** How long the load had lasted at the run's end. */
  readonly loadMs: number;
  /** Whether its samples are enough to be judged: else what ended the run proves nothing. */
  readonly isSound: boolean;
};

/** The end that a criterion of the plan put to the run. */
export type OwnAbort = {
  readonly noData: NoData;
  /** Where it broke; what was measured there until then stays evidence. */
  readonly brokenPhase: string | undefined;
  /** The phases that had not ended, or whose iterations had not; the broken one among them unless it had. */
  readonly unfinished: readonly string[];
};

/**
 * The criterion that ended the run, if any did: one with `abortOnFail` whose threshold k6 saw crossed, no sooner than k6 was
 * allowed to look at it. One that failed comes before one that has too few samples for that.
 *
 * Whether anything was ended by it shows in what is unfinished: k6 looks at all thresholds once more after the load.
 *
 * @param rows The criteria, judged as if the run had not been cut short.
 */
export function endingCriterionOf(
  plan: Plan,
  summary: RunSummary,
  rows: readonly CriterionRow[],
): EndingCriterion | null {
  const loadMs = loadMsOf(summary);
  const crossed = rows.filter(
    (row, index) => isCrossed(row, summary) && mayHaveEnded(plan, plan.criteria[index], summary),
  );
  const failed = crossed.find(({ verdict }) => verdict === 'FAIL');
  const row = failed ?? crossed.find(({ noData }) => noData?.code === 'too-few-samples');
  return row === undefined || loadMs === null ? null : { row, loadMs, isSound: failed !== undefined };
}

function isCrossed({ metric, threshold }: CriterionRow, summary: RunSummary): boolean {
  return threshold !== null && summary.metrics.get(metric)?.thresholds[threshold] === false;
}

/** k6 counts the delay from before setup, whose length nobody knows: the whole run is no shorter than setup and load. */
function mayHaveEnded(plan: Plan, criterion: Criterion | undefined, summary: RunSummary): boolean {
  if (criterion === undefined || !criterion.abortOnFail) return false;
  const phases = plan.phases.filter(({ name }) => criterion.phase === null || name === criterion.phase);
  return summary.durationMs >= Math.floor(abortDelayMs(phases, criterion.minimumSamples));
}

/**
 * The plan's own end of a run, if it left anything unfinished.
 *
 * @param cut The phases that had not ended.
 * @param interrupted The phases that had, but may have had iterations under way.
 */
export function ownAbortOf(
  plan: Plan,
  { row }: EndingCriterion,
  cut: readonly string[],
  interrupted: readonly string[],
): OwnAbort | null {
  if (cut.length === 0 && interrupted.length === 0) return null;
  return {
    noData: { code: 'aborted', message: `aborted by ${row.indicator} ${renderScope(row)}` },
    brokenPhase: row.phase ?? cut[0] ?? plan.phases.at(-1)?.name,
    unfinished: [...cut, ...interrupted],
  };
}

/** The faults of a run that a criterion ended on too few samples: that one, and not what k6 or its machine did. */
export function thinAbortFaults(
  faults: readonly Fault[],
  { row }: EndingCriterion,
  interrupted: readonly string[],
): Fault[] {
  const ended = `abortOnFail of ${row.indicator} ${renderScope(row)} ended the run on ${row.samples ?? 0} of ${row.minimumSamples} samples`;
  const named = faults.map((fault): Fault =>
    fault.code === 'cut-short' ? { ...fault, message: `${ended}. ${fault.message}` } : fault,
  );
  if (interrupted.length === 0) return named;
  return [
    ...named,
    {
      code: 'iterations-interrupted',
      message: `${ended}, and k6 interrupted the iterations that were under way: what they measured is lost.`,
      phases: interrupted,
    },
  ];
}

/**
 * The row of a run that the plan ended by itself. What had not ended has no data, but for the phase that broke, where only
 * counts are unfinished, and for what failed already: the criterion that ended the run, and a count that had grown too large.
 */
export function underAbort(
  row: CriterionRow,
  criterion: Criterion | undefined,
  { noData, brokenPhase, unfinished }: OwnAbort,
): CriterionRow {
  const isCount = criterion?.indicator.type === 'counter';
  const isCut = row.phase === null || (unfinished.includes(row.phase) && (row.phase !== brokenPhase || isCount));
  const isSettled =
    row.verdict === 'FAIL' &&
    (criterion?.abortOnFail === true || (isCount && criterion.bound.operator.startsWith('<')));
  if (!isCut || row.noData?.code === 'run-fault' || isSettled) return row;
  return { ...row, verdict: 'NO_DATA', noData };
}
