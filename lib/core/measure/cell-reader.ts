import type { Cell } from '../compile/cell.ts';
import type { MetricType } from '../language/expression.ts';
import { total } from '../language/known-count.ts';
import type { MetricOfType, MetricValues, RunSummary } from './run-summary.ts';

/** Reads cells back from a run's summary, and remembers those that k6 did not show. */
export class CellReader {
  readonly #summary: RunSummary;
  readonly #missing = new Set<string>();

  constructor(summary: RunSummary) {
    this.#summary = summary;
  }

  /**
   * The metrics that k6 was told to track and did not show, or showed as another type, or without a count of samples.
   */
  get missing(): readonly string[] {
    return [...this.#missing];
  }

  /** The values of a cell; null where k6 did not show it. */
  values<Type extends MetricType>(cell: Cell<Type>): MetricValues[Type] | null {
    return this.#metric(cell)?.values ?? null;
  }

  count(cell: Cell<'counter'>): number | null {
    return this.values(cell)?.count ?? null;
  }

  /** The counts of several cells together; null where one of them is missing. */
  sum(cells: readonly Cell<'counter'>[]): number | null {
    return total(cells.map((cell) => this.count(cell)));
  }

  /** Whether a threshold on the cell held; null where k6 did not evaluate it. */
  held(cell: Cell, threshold: string): boolean | null {
    return this.#metric(cell)?.thresholds[threshold] ?? null;
  }

  #metric<Type extends MetricType>({ key, type }: Cell<Type>): MetricOfType<Type> | null {
    const metric = this.#summary.metrics.get(key);
    if (metric !== undefined && isOfType(metric, type) && tellsItsSamples(metric)) return metric;
    this.#missing.add(key);
    return null;
  }
}

function isOfType<Type extends MetricType>(metric: MetricOfType<MetricType>, type: Type): metric is MetricOfType<Type> {
  return metric.type === type;
}

/** k6 shows a trend without samples as zeros. Without its count nobody could tell these from values. */
function tellsItsSamples({ type, values }: MetricOfType<MetricType>): boolean {
  return type !== 'trend' || 'count' in values;
}
