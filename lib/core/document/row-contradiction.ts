import { isWithin } from '../language/expression-order.ts';
import { renderExpression, type Expression } from '../language/expression.ts';
import { Place, writtenFile } from '../language/place.ts';
import type { Acceptance } from './acceptance-document.ts';
import type { CriterionRow } from './criterion-row.ts';
import { verdictOfValue } from './row-verdict.ts';
import { scopeContradiction } from './scope-contradiction.ts';
import { writtenExpression } from './written-expression.ts';

/**
 * What a row says against itself, or the tables, as the end of a sentence that begins with the row; null when it is of
 * one piece.
 *
 * @param index Its place in the document.
 * @throws When its target, bound or threshold is no threshold expression.
 */
export function rowContradiction(row: CriterionRow, document: Acceptance, index: number): string | null {
  const { severity, observed, samples, minimumSamples, verdict, native } = row;
  const place = new Place(writtenFile('document')).field('criteria').element(index);
  const read = (field: 'target' | 'bound'): Expression => writtenExpression.read(row[field], place.field(field));
  const target = read('target');
  const bound = read('bound');
  if (!isWithin(target, bound)) return `has a bound ${row.bound} that is not looser than its target ${row.target}`;
  if (native.threshold !== null) {
    const threshold = writtenExpression.read(native.threshold, place.field('native').field('threshold'));
    if (!isNative(threshold, bound, row)) {
      return `has a threshold ${native.threshold} of k6 that is not its bound ${row.bound}`;
    }
  }
  if (verdict === 'NO_DATA' || observed === null) return null;
  if (samples === null || samples < minimumSamples) {
    return `says ${verdict} of ${samples ?? 'no'} samples where ${minimumSamples} are needed`;
  }
  if (native.threshold !== null && native.held === null) {
    return `says ${verdict}, but k6 did not evaluate ${native.threshold}`;
  }
  const due = verdictOfValue({ observed, target, bound, severity, held: native.held });
  if (verdict !== due) return `says ${verdict}, but its value makes it ${due}`;
  return scopeContradiction(row, target, document);
}

/** Whether k6 was asked for the bound; for a rate per second it is asked as a count. */
function isNative(threshold: Expression, bound: Expression, { indicator }: CriterionRow): boolean {
  if (bound.statistic === 'rate' && indicator.unit.endsWith('/s')) return threshold.statistic === 'count';
  return renderExpression(threshold) === renderExpression(bound);
}
