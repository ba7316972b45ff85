import { errorKey } from '../compile/k6-options.ts';
import type { Tags } from '../compile/metric-key.ts';
import { generatorClasses, type ErrorClass } from '../language/error-class.ts';
import { countOf, type RunSummary } from './run-summary.ts';

/** How many requests that bear the tags failed on the side of k6, before the target could see them, by the library's own count. */
export function generatorErrorsIn(summary: RunSummary, tags: Tags): number {
  return errorsIn(summary, tags, generatorClasses);
}

/** How many requests that bear the tags failed in one of the classes, by the same count. */
export function errorsIn(summary: RunSummary, tags: Tags, classes: readonly ErrorClass[]): number {
  return classes.reduce((sum, errorClass) => sum + (countOf(summary, errorKey(errorClass, tags)) ?? 0), 0);
}
