import type { Counter } from 'k6/metrics';
import {
  completedIterationsMetric,
  exceptionIterationsMetric,
  givenUpIterationsMetric,
} from '../core/plan/library-metrics.ts';
import type { AcceptanceSpec } from './acceptance-test.ts';
import { currentPhase, tagIteration } from './current-phase.ts';
import { metrics } from './k6-modules.ts';
import { countInIteration } from './script-exception.ts';

/** Iterations of which is recorded how they end. */
type RecordedIterations = {
  /** Runs one iteration, as `runIteration` does. */
  readonly run: <Data>(body: (data: Data) => void | Promise<void>, data: Data) => void | Promise<void>;
  /** Gives up the iteration that is under way. */
  readonly giveUp: (reason: string) => never;
};

/**
 * The iterations of a plan that declares reasons to give them up, or allows a share of them to end in an exception.
 *
 * Each is one sample of a rate: of whether it was completed, where there are reasons; of whether it ended in an
 * exception, where some are allowed. What `giveUp` does counts where it is called, and not where it is caught: a script
 * that catches the signal, and goes on, has given the iteration up all the same.
 *
 * @param exceptions Counts the iterations that end in an exception of the script.
 * @throws When it is not called at init.
 */
export function recordedIterations(
  { giveUpReasons, allowedExceptions }: Pick<AcceptanceSpec, 'giveUpReasons' | 'allowedExceptions'>,
  exceptions: Counter,
): RecordedIterations {
  const completed = giveUpReasons === undefined ? undefined : new metrics.Rate(completedIterationsMetric);
  const givenUp = giveUpReasons === undefined ? undefined : new metrics.Counter(givenUpIterationsMetric);
  const inException = allowedExceptions ? new metrics.Rate(exceptionIterationsMetric) : undefined;
  // One for all iterations: nothing else tells whether an exception is the script's own.
  const signal = new Error('This iteration was given up. Throw on what you did not throw yourself.');
  let state: 'not under way' | 'under way' | 'given up' | 'failed' = 'not under way';

  return { run, giveUp };

  function run<Data>(body: (data: Data) => void | Promise<void>, data: Data): void | Promise<void> {
    // The last one awaited what never came: k6 ended it when nothing more could happen. The VU still has its phase.
    if (state === 'under way') {
      completed?.add(false);
      inException?.add(false);
    }
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
    if (state !== 'failed') inException?.add(false);
    if (state !== 'under way') return;
    state = 'not under way';
    completed?.add(true);
  }

  function endInException(error: unknown): void {
    if (error !== signal || state !== 'given up') throw counted(error);
    inException?.add(false);
  }

  /** Counts that the iteration ends in an exception, once. */
  function counted(error: unknown): unknown {
    if (state === 'under way') completed?.add(false);
    if (state !== 'failed') countInException(error);
    state = 'failed';
    return error;
  }

  function countInException(error: unknown): void {
    countInIteration(exceptions, error);
    inException?.add(true);
  }

  function giveUp(reason: string): never {
    if (state === 'not under way') {
      const error = new Error(
        'Invalid giveUp: expected an iteration under way, received a call outside of one. Throw an error there.',
      );
      // Nobody else would: k6 only logs what a promise throws that nobody awaits.
      if (currentPhase() !== undefined) countInException(error);
      throw error;
    }
    if (giveUpReasons?.includes(reason) !== true) {
      throw counted(
        new Error(`Invalid giveUp: expected a reason of the plan, received "${reason}". Declare the reason.`),
      );
    }
    if (state === 'under way') {
      state = 'given up';
      completed?.add(false);
      givenUp?.add(1, { reason });
    }
    throw signal;
  }
}
