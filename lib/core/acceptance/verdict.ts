import type { Plan } from '../plan/plan.ts';
import type { RunSummary } from '../run/run-summary.ts';
import { renderObserved, renderRequired, renderScope } from '../render/format.ts';
import type { CriterionRow, Fault, Verdict } from './acceptance.ts';

/**
 * The verdict and its sentence. The first that applies: a criterion that failed on sound evidence → FAIL; a fault of the
 * run, or a criterion without data → INVALID; else PASS.
 *
 * A threshold that k6 saw crossed never goes with a PASS, whoever set it.
 */
export function verdictOf(
  criteria: readonly CriterionRow[],
  faults: readonly Fault[],
  summary: RunSummary,
  plan: Plan,
): { readonly verdict: Verdict; readonly sentence: string } {
  const say = (verdict: Verdict, why: string): { verdict: Verdict; sentence: string } => ({
    verdict,
    sentence: `${plan.timeScale < 1 ? `TRIAL at time scale ${plan.timeScale}, no acceptance: ` : ''}${why}`,
  });
  const all = `${criteria.length} ${criteria.length === 1 ? 'criterion' : 'criteria'}`;
  const failed = criteria.filter((row) => row.verdict === 'FAIL');
  const [worst] = failed;
  if (worst !== undefined) {
    const others = failed.length === 1 ? '' : `, first of ${failed.length} that failed`;
    return say('FAIL', `${worst.indicator} ${renderScope(worst)} was ${renderObserved(worst)}, required ${renderRequired(worst.bound, worst.unit)}${others}, of ${all}.`);
  }
  const [fault] = faults;
  if (fault !== undefined) return say('INVALID', `${fault.message} The run proves nothing of the target.`);
  const missing = criteria.filter((row) => row.verdict === 'NO_DATA');
  const [unknown] = missing;
  if (unknown !== undefined) {
    return say('INVALID', `${missing.length} of ${all} without data, the first: ${unknown.indicator} ${renderScope(unknown)} (${unknown.noData?.message ?? ''}).`);
  }
  const crossed = crossedThreshold(summary);
  if (crossed !== undefined) return say('INVALID', `k6 saw the threshold ${crossed} crossed, which no criterion of the plan explains.`);
  return say('PASS', criteria.length === 1 ? 'The one criterion holds.' : `All ${all} hold.`);
}

function crossedThreshold(summary: RunSummary): string | undefined {
  for (const [key, metric] of summary.metrics) {
    for (const [expression, ok] of Object.entries(metric.thresholds)) if (!ok) return `${key} ${expression}`;
  }
  return undefined;
}
