import type { Acceptance, CriterionRow, Verdict } from './acceptance.ts';
import { rowContradiction } from './row-contradiction.ts';
import { hasItsErrorRatio } from './scope-contradiction.ts';

/**
 * The first thing that the document says against itself, as a sentence; null when there is none. Its verdict has to be the
 * one that follows from its rows and faults, or INVALID: that may have reasons which no row shows.
 *
 * @throws When a row's target, bound or threshold is no threshold expression.
 */
export function contradictionIn(document: Acceptance): string | null {
  const { criteria, faults, phases, endpoints, verdict } = document;
  const known = new Set(phases.map(({ name }) => name));
  const knownEndpoints = new Set(endpoints.map(({ name }) => name));
  for (const [index, row] of criteria.entries()) {
    const contradiction =
      rowContradiction(row, document, `criteria[${index}]`) ??
      (row.phase !== null && !known.has(row.phase) ? 'looks at a phase that the document does not have' : null) ??
      (row.endpoint !== null && !knownEndpoints.has(row.endpoint)
        ? 'looks at an endpoint that the document does not have'
        : null) ??
      (isSpoiled(row, document) ? `says ${row.verdict} in a phase that a fault of the run touches` : null);
    if (contradiction !== null) return `Criterion ${index + 1} ${contradiction}.`;
  }
  if (faults.some((fault) => fault.phases.some((phase) => !known.has(phase)))) {
    return 'A fault touches a phase that the document does not have.';
  }
  const due = dueVerdict(document);
  if (verdict !== due && verdict !== 'INVALID') {
    return `The document says ${verdict}, but its criteria and faults make it ${due}.`;
  }
  const odd = [...phases, ...endpoints].findIndex((scope) => !hasItsErrorRatio(scope));
  if (odd !== -1) {
    return `The error ratio of ${odd < phases.length ? `phase ${odd + 1}` : `endpoint ${odd - phases.length + 1}`} is not the one of its requests.`;
  }
  return sumContradiction(document) ?? momentContradiction(document);
}

function isSpoiled(row: CriterionRow, { faults }: Acceptance): boolean {
  return (
    row.verdict !== 'NO_DATA' &&
    faults.some(({ phases }) => phases.length > 0 && (row.phase === null || phases.includes(row.phase)))
  );
}

/** The first that applies, as in docs/document.md. */
function dueVerdict({ criteria, faults }: Acceptance): Verdict {
  const any = (word: CriterionRow['verdict'], severity: CriterionRow['severity']): boolean =>
    criteria.some((row) => row.verdict === word && row.severity === severity);
  if (any('FAIL', 'fail')) return 'FAIL';
  if (faults.length > 0 || any('NO_DATA', 'fail') || criteria.every((row) => row.verdict === 'NO_DATA')) {
    return 'INVALID';
  }
  return criteria.some((row) => row.verdict !== 'PASS') ? 'WARN' : 'PASS';
}

/** The two sums of all requests. */
function sumContradiction({
  totals,
  phases,
  endpoints,
  outsidePlan: { setup, teardown, redirects, withoutEndpoint, afterPlan, withoutPhase },
}: Acceptance): string | null {
  const sumOf = (rows: readonly { readonly requests: number }[], others: readonly number[]): number =>
    [...rows.map(({ requests }) => requests), ...others].reduce((sum, requests) => sum + requests, 0);
  if (sumOf(endpoints, [setup, teardown, redirects, withoutEndpoint]) !== totals.requests) {
    return 'The requests of the endpoints and outside them are not all requests.';
  }
  if (sumOf(phases, [setup, teardown, afterPlan, withoutPhase]) !== totals.requests) {
    return 'The requests of the phases and outside them are not all requests.';
  }
  return null;
}

function momentContradiction({ endedAt, trial, timeScale }: Acceptance): string | null {
  const endedAtMs = Date.parse(endedAt);
  if (Number.isNaN(endedAtMs) || new Date(endedAtMs).toISOString() !== endedAt) {
    return 'There is no such moment as the one at which the run ended.';
  }
  return trial === timeScale < 1 ? null : 'The document is a trial by one of its fields, and none by another.';
}
