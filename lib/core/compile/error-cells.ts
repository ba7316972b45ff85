import type { ErrorClass } from '../language/error-class.ts';
import { requestErrorsMetric } from '../plan/library-metrics.ts';
import type { Tags } from '../plan/tags.ts';
import type { Cell, CellRegistry } from './cell.ts';

/** The failed requests of a scope, by class. */
export type ErrorCells = readonly { readonly errorClass: ErrorClass; readonly cell: Cell<'counter'> }[];

/** The cells of the classes in the scope that the tags select. */
export function errorCells(registry: CellRegistry, classes: readonly ErrorClass[], tags: Tags): ErrorCells {
  return classes.map((errorClass) => ({
    errorClass,
    cell: registry.counter(requestErrorsMetric, { ...tags, error_class: errorClass }),
  }));
}
