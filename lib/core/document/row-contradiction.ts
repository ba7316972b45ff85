import type { Acceptance, CriterionRow, RowVerdict } from './acceptance.ts';
import { isWithin } from '../plan/bound.ts';
import { holds, renderExpression, type Expression } from '../language/expression.ts';
import { readExpression } from './read-expression.ts';
import { scopeContradiction } from './scope-contradiction.ts';

/**
 * What a row says against itself, or the tables, as the end of a sentence that begins with the row; null when it is of one piece.
 *
 * @throws When its target, bound or threshold is no threshold expression.
 */
export function rowContradiction(row: CriterionRow, document: Acceptance, where: string): string | null {
  const target = readExpression(row.target, `${where}.target`);
  const bound = readExpression(row.bound, `${where}.bound`);
  if (!isWithin(target, bound)) return `has a bound ${row.bound} that is not looser than its target ${row.target}`;
  if (row.threshold !== null && !isNative(readExpression(row.threshold, `${where}.threshold`), bound, row)) {
    return `has a threshold ${row.threshold} of k6 that is not its bound ${row.bound}`;
  }
  if (row.verdict === 'NO_DATA' || row.observed === null) return null;
  if (row.samples === null || row.samples < row.minimumSamples) {
    return `says ${row.verdict} of ${row.samples ?? 'no'} samples where ${row.minimumSamples} are needed`;
  }
  const due = dueVerdict(row, holds(target, row.observed), holds(bound, row.observed));
  // k6's own threshold may have failed a row whose value holds; nothing makes a row better than its value.
  if (row.verdict !== due && row.verdict !== 'FAIL') return `says ${row.verdict}, but its value makes it ${due}`;
  return scopeContradiction(row, target, document);
}

/** Whether k6 was asked for the bound; for a rate per second it is asked as a count. */
function isNative(threshold: Expression, bound: Expression, { unit }: CriterionRow): boolean {
  if (bound.statistic === 'rate' && unit.endsWith('/s')) return threshold.statistic === 'count';
  return renderExpression(threshold) === renderExpression(bound);
}

/** Not the judge's own function, and by the document alone: a slip of the judge must not be what excuses it here. */
function dueVerdict({ severity }: CriterionRow, meetsTarget: boolean, meetsBound: boolean): RowVerdict {
  if (meetsTarget) return 'PASS';
  return meetsBound || severity === 'warn' ? 'WARN' : 'FAIL';
}
