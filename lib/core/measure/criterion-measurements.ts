import { isOfType, type Cell } from '../compile/cell.ts';
import type { CriterionCells } from '../compile/criterion-cells.ts';
import type { Expression } from '../language/expression.ts';
import type { CellReader } from './cell-reader.ts';
import type { CriterionMeasurements } from './measurements.ts';
import { sharesOf } from './scope-measurements.ts';

/** What k6 showed of a criterion. */
export function criterionMeasurements(
  reader: CellReader,
  cells: CriterionCells,
  target: Expression,
): CriterionMeasurements {
  const { value, threshold, overrun, withUntimed, evidence, evidenceThreshold, generatorErrors } = cells;
  const shares = isOfType(value, 'rate') ? sharesOf(reader.values(value)) : null;
  // Never more than what k6 counts as failed, even if our own counters say more.
  const errors = Math.min(shares?.passes ?? 0, reader.sum(generatorErrors.map(({ cell }) => cell)) ?? 0);
  return {
    metric: value.key,
    value: valueOf(reader, value, target),
    shares,
    samples: samplesOf(reader, cells),
    overrun: overrun === null ? 0 : reader.count(overrun),
    withUntimed: withUntimed === null ? null : reader.count(withUntimed),
    generatorErrors: errors,
    threshold,
    held: threshold === null ? null : reader.held(value, threshold),
    evidence:
      evidence === null
        ? null
        : {
            metric: evidence.key,
            threshold: evidenceThreshold,
            held: evidenceThreshold === null ? null : reader.held(evidence, evidenceThreshold),
          },
  };
}

function valueOf(reader: CellReader, cell: Cell, { statistic }: Expression): number | null {
  if (isOfType(cell, 'trend')) return reader.values(cell)?.[statistic] ?? null;
  if (isOfType(cell, 'rate')) return reader.values(cell)?.rate ?? null;
  if (isOfType(cell, 'gauge')) return reader.values(cell)?.value ?? null;
  return isOfType(cell, 'counter') ? reader.count(cell) : null;
}

/** Samples are counted by the metric itself where k6 counts them, else by the counter beside it. */
function samplesOf(reader: CellReader, { value, evidence }: CriterionCells): number | null {
  if (isOfType(value, 'trend')) return reader.values(value)?.['count'] ?? null;
  if (isOfType(value, 'rate')) return sharesOf(reader.values(value))?.total ?? null;
  if (reader.values(value) === null) return null;
  return evidence !== null && isOfType(evidence, 'counter') ? reader.count(evidence) : null;
}
