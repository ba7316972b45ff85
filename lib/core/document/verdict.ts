import type { Plan } from '../plan/plan.ts';
import type { RunSummary } from '../measure/run-summary.ts';
import { renderLimit, renderObserved, renderRequired, renderScope } from '../language/format.ts';
import type { CriterionRow, Fault, Verdict } from './acceptance.ts';

/**
 * The verdict and its sentence. The first that applies: a criterion that failed on sound evidence → FAIL; a fault of the
 * run, a criterion without data that is no mere warning, or none with data → INVALID; a criterion that missed its target, or
 * that would only warn and has no data → WARN; else PASS.
 *
 * A threshold that k6 saw crossed goes with FAIL or INVALID, whoever set it.
 */
export function verdictOf(
  criteria: readonly CriterionRow[],
  faults: readonly Fault[],
  summary: RunSummary,
  plan: Plan,
): { readonly verdict: Verdict; readonly sentence: string } {
  const say = (verdict: Verdict, why: string): { verdict: Verdict; sentence: string } => ({
    verdict,
    sentence: `${plan.timeScale < 1 ? `TRIAL at time scale ${plan.timeScale}, no acceptance: ` : ''}${why}${leftToSignOff(plan.signOff.length)}`,
  });
  const all = `${criteria.length} ${criteria.length === 1 ? 'criterion' : 'criteria'}`;
  const rowsOf = (verdict: CriterionRow['verdict']): CriterionRow[] =>
    criteria.filter((row) => row.verdict === verdict);
  const failed = rowsOf('FAIL');
  const [worst] = failed;
  if (worst !== undefined) {
    return say('FAIL', `${valueOf(worst)}, required ${requirementOf(worst)}${firstOf(failed, 'failed')}, of ${all}.`);
  }
  const [fault] = faults;
  if (fault !== undefined) return say('INVALID', `${fault.message} The run proves nothing of the target.`);
  const missing = rowsOf('NO_DATA');
  const unknown = missing.find(({ severity }) => severity === 'fail') ?? missing[0];
  if (unknown !== undefined && (unknown.severity === 'fail' || missing.length === criteria.length)) {
    return say('INVALID', withoutData(missing.length, all, unknown));
  }
  if (criteria.length === 0) return say('INVALID', 'No criterion was judged.');
  const crossed = crossedThreshold(summary);
  if (crossed !== undefined) {
    return say('INVALID', `k6 saw the threshold ${crossed} crossed, which no criterion of the plan explains.`);
  }
  const warned = rowsOf('WARN');
  const [doubtful] = warned;
  if (doubtful !== undefined) {
    const target = renderRequired(doubtful.target, doubtful.unit);
    return say('WARN', `${valueOf(doubtful)}, target ${target}${firstOf(warned, 'missed their target')}, of ${all}.`);
  }
  if (unknown !== undefined) return say('WARN', withoutData(missing.length, all, unknown));
  return say('PASS', criteria.length === 1 ? 'The one criterion holds.' : `All ${all} hold.`);
}

function leftToSignOff(count: number): string {
  return count === 0 ? '' : ` Left for a person to sign off: ${count}.`;
}

function valueOf(row: CriterionRow): string {
  return `${row.indicator} ${renderScope(row)} was ${renderObserved(row)}`;
}

/** The bound, with the target where that is another. */
function requirementOf({ target, bound, unit }: CriterionRow): string {
  return `${renderRequired(bound, unit)}${target === bound ? '' : ` (target ${renderLimit(target, unit)})`}`;
}

function firstOf(rows: readonly CriterionRow[], what: string): string {
  return rows.length === 1 ? '' : `, first of ${rows.length} that ${what}`;
}

function withoutData(count: number, all: string, row: CriterionRow): string {
  return `${count} of ${all} without data, the first: ${row.indicator} ${renderScope(row)} (${row.noData?.message ?? ''}).`;
}

function crossedThreshold(summary: RunSummary): string | undefined {
  for (const [key, metric] of summary.metrics) {
    for (const [expression, ok] of Object.entries(metric.thresholds)) if (!ok) return `${key} ${expression}`;
  }
  return undefined;
}
