import type { Counter } from 'k6/metrics';
import { completedIterationsMetric, givenUpIterationsMetric } from '../core/plan/library-metrics.ts';
import { currentPhase, tagIteration } from './current-phase.ts';
import { metrics } from './k6-modules.ts';

/** What becomes of iterations in a plan that declares reasons to give them up. */
type GivingUp = {
  /** Runs one iteration, as `runIteration` does, and records whether it ended in order. */
  readonly run: <Data>(body: (data: Data) => void | Promise<void>, data: Data) => void | Promise<void>;
  /** Ends the iteration that is under way. */
  readonly giveUp: (reason: string) => never;
};

/**
 * The iterations of a plan that declares reasons to give them up.
 *
 * Each is one sample of a rate. It is taken when something happens, and not where it is caught: a script that catches
 * what `giveUp` throws, and goes on, has given the iteration up all the same.
 *
 * @param exceptions Counts the iterations that end in an exception of the script.
 * @throws When it is not called at init.
 */
export function givingUp(reasons: readonly string[], exceptions: Counter): GivingUp {
  const completed = new metrics.Rate(completedIterationsMetric);
  const givenUp = new metrics.Counter(givenUpIterationsMetric);
  // One for all iterations: nothing else tells whether an exception is the script's own.
  const signal = new Error('This iteration was given up. Throw on what you did not throw yourself.');
  let state: 'not under way' | 'under way' | 'given up' | 'failed' = 'not under way';

  return { run, giveUp };

  function run<Data>(body: (data: Data) => void | Promise<void>, data: Data): void | Promise<void> {
    // The last one awaited what never came: k6 ended it when nothing more could happen. The VU still has its phase.
    if (state === 'under way') completed.add(false);
    tagIteration();
    state = 'under way';
    try {
      const running = body(data);
      return running !== undefined && running instanceof Promise ? running.then(end, endInException) : end();
    } catch (error) {
      return endInException(error);
    }
  }

  function end(): void {
    if (state !== 'under way') return;
    state = 'not under way';
    completed.add(true);
  }

  function endInException(error: unknown): void {
    if (error !== signal || state !== 'given up') throw counted(error);
  }

  /** Counts that the iteration ends in an exception, once. */
  function counted(error: unknown): unknown {
    if (state === 'under way') completed.add(false);
    if (state !== 'failed') exceptions.add(1);
    state = 'failed';
    return error;
  }

  function giveUp(reason: string): never {
    if (state === 'not under way') {
      // Nobody else would: k6 only logs what a promise throws that nobody awaits.
      if (currentPhase() !== undefined) exceptions.add(1);
      throw new Error(
        'Invalid giveUp: expected an iteration under way, received a call outside of one. Throw an error there.',
      );
    }
    if (reasons.indexOf(reason) === -1) {
      throw counted(
        new Error(`Invalid giveUp: expected a reason of the plan, received "${reason}". Declare the reason.`),
      );
    }
    if (state === 'under way') {
      state = 'given up';
      completed.add(false);
      givenUp.add(1, { reason });
    }
    throw signal;
  }
}
