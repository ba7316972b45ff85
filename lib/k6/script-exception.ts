import type { Counter } from 'k6/metrics';

/** The exception of the call that failed last. */
let ofCall: unknown;

/** Counts an exception of a call where it is made: the script may catch it, and go on without what was never sent. */
export function countInCall(exceptions: Counter, exception: unknown): void {
  ofCall = exception;
  exceptions.add(1);
}

/** Counts the exception in which an iteration ends, unless its call has counted it. */
export function countInIteration(exceptions: Counter, exception: unknown): void {
  if (exception !== ofCall) exceptions.add(1);
  ofCall = undefined;
}
