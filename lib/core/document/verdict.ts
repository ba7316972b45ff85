import { renderLimit, renderObserved, renderRequired } from '../language/requirement.ts';
import type { Acceptance } from './acceptance-document.ts';
import type { CriterionRow } from './criterion-row.ts';
import { renderScope } from './scope.ts';
import type { Verdict } from './verdicts.ts';

/** What a verdict follows from. */
export type Judged = Pick<Acceptance, 'criteria' | 'faults' | 'unverified' | 'timeScale'>;

/**
 * The verdict of a document and its sentence. The first that applies:
 *
 * 1. A criterion failed → FAIL. (One that a fault touches has no data, and cannot fail.)
 * 2. The run has a fault, a criterion that can fail has no data, or none has any → INVALID.
 * 3. A criterion missed its target, or one that can only warn has no data → WARN.
 * 4. PASS.
 */
export function verdictOf(document: Judged): { readonly verdict: Verdict; readonly sentence: string } {
  const { verdict, why } = reasonOf(document);
  const { timeScale, unverified } = document;
  const trial = timeScale < 1 ? `TRIAL at time scale ${timeScale}, no acceptance: ` : '';
  const left = unverified.length === 0 ? '' : ` Left for a person to sign off: ${unverified.length}.`;
  return { verdict, sentence: trial + why + left };
}

type Reason = { readonly verdict: Verdict; readonly why: string };

function reasonOf({ criteria, faults }: Judged): Reason {
  const all = `${criteria.length} ${criteria.length === 1 ? 'criterion' : 'criteria'}`;
  const rowsOf = (verdict: CriterionRow['verdict']): CriterionRow[] =>
    criteria.filter((row) => row.verdict === verdict);
  const failed = rowsOf('FAIL');
  const [worst] = failed;
  if (worst !== undefined) {
    return {
      verdict: 'FAIL',
      why: `${valueOf(worst)}, required ${requirementOf(worst)}${firstOf(failed, 'failed')}, of ${all}.`,
    };
  }
  const [fault] = faults;
  if (fault !== undefined) {
    return { verdict: 'INVALID', why: `${fault.message} The run proves nothing of the target.` };
  }
  if (criteria.length === 0) return { verdict: 'INVALID', why: 'No criterion was judged.' };
  const missing = rowsOf('NO_DATA');
  const unknown = missing.find(({ severity }) => severity === 'fail') ?? missing[0];
  if (unknown !== undefined && (unknown.severity === 'fail' || missing.length === criteria.length)) {
    return { verdict: 'INVALID', why: withoutData(missing.length, all, unknown) };
  }
  const warned = rowsOf('WARN');
  const [doubtful] = warned;
  if (doubtful !== undefined) {
    const target = renderRequired(doubtful.target, doubtful.indicator.unit);
    return {
      verdict: 'WARN',
      why: `${valueOf(doubtful)}, target ${target}${firstOf(warned, 'missed their target')}, of ${all}.`,
    };
  }
  if (unknown !== undefined) return { verdict: 'WARN', why: withoutData(missing.length, all, unknown) };
  return { verdict: 'PASS', why: criteria.length === 1 ? 'The one criterion holds.' : `All ${all} hold.` };
}

function valueOf(row: CriterionRow): string {
  const { indicator, scope, observed, target, bound } = row;
  const { name, unit } = indicator;
  return `${name} ${renderScope(scope)} was ${renderObserved({ observed, target, bound, unit })}`;
}

/** The bound, with the target where that is another. */
function requirementOf({ target, bound, indicator: { unit } }: CriterionRow): string {
  return `${renderRequired(bound, unit)}${target === bound ? '' : ` (target ${renderLimit(target, unit)})`}`;
}

function firstOf(rows: readonly CriterionRow[], what: string): string {
  return rows.length === 1 ? '' : `, first of ${rows.length} that ${what}`;
}

function withoutData(count: number, all: string, { indicator, scope, noData }: CriterionRow): string {
  return `${count} of ${all} without data, the first: ${indicator.name} ${renderScope(scope)} (${noData?.message ?? ''}).`;
}
