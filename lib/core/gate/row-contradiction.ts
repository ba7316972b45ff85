import type { CriterionRow, RowVerdict } from '../acceptance/acceptance.ts';
import { isWithin } from '../plan/bound.ts';
import { holds } from '../plan/expression.ts';
import { readExpression } from './read-expression.ts';

/**
 * What a row says against itself, as the end of a sentence that begins with the row; null when it is of one piece.
 *
 * @throws When its target or its bound is no threshold expression.
 */
export function rowContradiction(row: CriterionRow, where: string): string | null {
  const target = readExpression(row.target, `${where}.target`);
  const bound = readExpression(row.bound, `${where}.bound`);
  if (!isWithin(target, bound)) return `has a bound ${row.bound} that is not looser than its target ${row.target}`;
  if (row.verdict === 'NO_DATA' || row.observed === null) return null;
  if (row.samples === null || row.samples < row.minimumSamples) return `says ${row.verdict} of ${row.samples ?? 'no'} samples where ${row.minimumSamples} are needed`;
  const due = dueVerdict(row, holds(target, row.observed), holds(bound, row.observed));
  // k6's own threshold may have failed a row whose value holds; nothing makes a row better than its value.
  if (row.verdict === due || row.verdict === 'FAIL') return null;
  return `says ${row.verdict}, but its value makes it ${due}`;
}

/** Not the judge's own function, and by the document alone: a slip of the judge must not be what excuses it here. */
function dueVerdict({ severity }: CriterionRow, meetsTarget: boolean, meetsBound: boolean): RowVerdict {
  if (meetsTarget) return 'PASS';
  return meetsBound || severity === 'warn' ? 'WARN' : 'FAIL';
}
