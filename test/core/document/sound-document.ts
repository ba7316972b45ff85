// A sound document, and hands that change it: with the digest that then belongs to it.
import type { Acceptance } from '../../../lib/core/document/acceptance-document.ts';
import type { CriterionRow } from '../../../lib/core/document/criterion-row.ts';
import type { PhaseRow } from '../../../lib/core/document/phase-row.ts';
import { acceptanceOf, planOf, rowOf } from '../run-data.ts';
import { textOf } from './document-text.ts';

export const sound = acceptanceOf(planOf());

/** What k6 was asked of the first criterion, and what it answered. */
export const native = rowOf(sound, 0).native;
export const askedFor = (
  threshold: string | null,
  held = threshold === null ? null : true,
): CriterionRow['native'] => ({
  ...native,
  threshold,
  held,
});

/**
 * The sound document with a changed first criterion, which is `p(95)<300` of latency in a phase, and all that shows the same:
 * k6 was asked for its bound, and saw it hold where it did not fail.
 */
export function withRow(changes: Partial<CriterionRow>, others: Partial<Acceptance> = {}): string {
  const asked = askedFor(changes.bound ?? native.threshold, changes.verdict !== 'FAIL');
  const criteria = sound.criteria.map((row, index) => (index === 0 ? { ...row, native: asked, ...changes } : row));
  const phases = sound.phases.map((row): PhaseRow => {
    const samples = changes.samples ?? row.latency.samples;
    return row.name === 'peak'
      ? { ...row, latency: { ...row.latency, p95Ms: changes.observed ?? row.latency.p95Ms, samples } }
      : row;
  });
  return textOf({ ...sound, criteria, phases, ...others });
}

export function withField(changes: Readonly<Record<string, unknown>>): string {
  return textOf({ ...sound, ...changes });
}

export const noData = { verdict: 'NO_DATA', noData: { code: 'never-sampled', message: 'never sampled' } } as const;
export const fault = {
  code: 'script-exception',
  message: 'Iterations that ended in an exception of the script: 1.',
  phases: [],
} as const;
export const warns = { severity: 'warn', native: askedFor(null) } as const;
export const missed = { observed: 350, verdict: 'WARN', ...warns } as const;
