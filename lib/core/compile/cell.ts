import type { MetricType } from '../language/expression.ts';
import type { Tags } from '../plan/tags.ts';
import { metricKey } from './metric-key.ts';

/** One metric of k6 in one scope: what k6 is told to track, and what is read back of it. */
export type Cell<Type extends MetricType = MetricType> = {
  /** As k6 names it in its options and in its summary. */
  readonly key: string;
  readonly type: Type;
};

/** Whether a cell is of the type. */
export function isOfType<Type extends MetricType>(cell: Cell, type: Type): cell is Cell<Type> {
  return cell.type === type;
}

/** Makes cells, and remembers all of them: so nothing can be read back that k6 was not told to track. */
export class CellRegistry {
  readonly #cells = new Map<string, Cell>();

  cell<Type extends MetricType>(type: Type, metric: string, tags: Tags = {}): Cell<Type> {
    const cell = { key: metricKey(metric, tags), type };
    this.#cells.set(cell.key, cell);
    return cell;
  }

  counter(metric: string, tags?: Tags): Cell<'counter'> {
    return this.cell('counter', metric, tags);
  }

  /** All that were made, each once, in the order in which they were. */
  all(): readonly Cell[] {
    return [...this.#cells.values()];
  }
}
