import type { Counter } from 'k6/metrics';
import type { AcceptanceSpec, AcceptanceTest, GivesUp, Recorder } from './acceptance-test.ts';
import { givingUp } from './giving-up.ts';
import { recorderOf } from './recorder.ts';

/**
 * What a script has only where its plan declares what it is for: `record` for metrics, and `giveUp` for reasons, beside
 * an `iteration` of its own that records which iterations end in order.
 *
 * @param exceptions Counts the iterations that end in an exception of the script.
 * @throws When it is not called at init.
 */
export function declaredFunctions(
  { name, metrics, giveUpReasons }: Pick<AcceptanceSpec, 'name' | 'metrics' | 'giveUpReasons'>,
  exceptions: Counter,
): Partial<Recorder<string> & GivesUp<string> & Pick<AcceptanceTest<string, never>, 'iteration'>> {
  return {
    ...(metrics === undefined ? {} : { record: recorderOf(name, metrics) }),
    ...(giveUpReasons === undefined ? {} : iterationsOf(giveUpReasons, exceptions)),
  };
}

function iterationsOf(
  reasons: readonly string[],
  exceptions: Counter,
): GivesUp<string> & Pick<AcceptanceTest<string, never>, 'iteration'> {
  const { run, giveUp } = givingUp(reasons, exceptions);
  return { iteration: (body) => (data) => run(body, data), giveUp };
}
