import type { Counter } from 'k6/metrics';
import { tagIteration } from './current-phase.ts';
import { countInIteration } from './script-exception.ts';

/**
 * Runs one iteration. It belongs to the phase in which it starts.
 *
 * @param body What the script does, given the data of its setup.
 * @param exceptions Counts the iterations that end in an exception. k6 only logs such an exception.
 */
export function runIteration<Data>(
  body: (data: Data) => void | Promise<void>,
  data: Data,
  exceptions: Counter,
): void | Promise<void> {
  tagIteration();
  try {
    const running = body(data);
    // The first look at `Promise` costs a VU 2 kB, and hardly any iteration returns one.
    if (running === undefined || !(running instanceof Promise)) return running;
    return running.catch((error: unknown) => {
      countInIteration(exceptions, error);
      throw error;
    });
  } catch (error) {
    countInIteration(exceptions, error);
    throw error;
  }
}
