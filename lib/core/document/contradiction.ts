import type { Acceptance } from './acceptance-document.ts';
import type { CriterionRow } from './criterion-row.ts';
import { touches } from './fault.ts';
import { rowContradiction } from './row-contradiction.ts';
import { tableContradiction } from './table-contradiction.ts';
import { verdictOf } from './verdict.ts';
import type { Verdict } from './verdicts.ts';

/**
 * The first thing that the document says against itself, as a sentence; null when there is none.
 *
 * @param isLater Whether it is of a later minor version: its verdict may then have reasons that this version does not
 * know, but may not be better than what follows from the rows and faults.
 * @throws When a row's target, bound or threshold is no threshold expression.
 */
export function contradictionIn(document: Acceptance, isLater: boolean): string | null {
  return (
    firstOf(document.criteria.map((row, index) => criterionContradiction(row, index, document))) ??
    faultContradiction(document) ??
    verdictContradiction(document, isLater) ??
    tableContradiction(document) ??
    momentContradiction(document)
  );
}

function firstOf(contradictions: readonly (string | null)[]): string | null {
  return contradictions.find((contradiction) => contradiction !== null) ?? null;
}

function criterionContradiction(row: CriterionRow, index: number, document: Acceptance): string | null {
  const { phases, endpoints } = document;
  const isOf = (rows: readonly { readonly name: string }[], name: string): boolean =>
    rows.some((candidate) => candidate.name === name);
  const { scope } = row;
  const contradiction =
    rowContradiction(row, document, index) ??
    (scope.phase !== null && !isOf(phases, scope.phase) ? 'looks at a phase that the document does not have' : null) ??
    (scope.endpoints?.some((name) => !isOf(endpoints, name))
      ? 'looks at an endpoint that the document does not have'
      : null) ??
    (row.verdict !== 'NO_DATA' && document.faults.some((fault) => touches(fault, scope.phase))
      ? `says ${row.verdict} in a phase that a fault of the run touches`
      : null);
  return contradiction === null ? null : `Criterion ${index + 1} ${contradiction}.`;
}

function faultContradiction({ faults, phases }: Acceptance): string | null {
  const isKnown = (phase: string): boolean => phases.some(({ name }) => name === phase);
  return faults.every((fault) => fault.phases.every(isKnown))
    ? null
    : 'A fault touches a phase that the document does not have.';
}

/** From what a pipeline may go on with to what it may not. */
const rank: Readonly<Record<Verdict, number>> = { PASS: 0, WARN: 1, FAIL: 2, INVALID: 2 };

function verdictContradiction(document: Acceptance, isLater: boolean): string | null {
  const { verdict } = document;
  const due = verdictOf(document).verdict;
  if (verdict === due || (isLater && rank[verdict] > rank[due])) return null;
  return `The document says ${verdict}, but its criteria and faults make it ${due}.`;
}

function momentContradiction({ loadStartedAt, endedAt, trial, timeScale }: Acceptance): string | null {
  if (!isMoment(endedAt)) return 'There is no such moment as the one at which the run ended.';
  if (loadStartedAt !== null && !isMoment(loadStartedAt)) {
    return 'There is no such moment as the one at which the load started.';
  }
  return trial === timeScale < 1 ? null : 'The document is a trial by one of its fields, and none by another.';
}

function isMoment(text: string): boolean {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
}
