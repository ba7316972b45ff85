import type { Counter } from 'k6/metrics';
import type { AcceptanceSpec, AcceptanceTest, GivesUp, Recorder } from './acceptance-test.ts';
import { recordedIterations } from './iteration-ends.ts';
import { recorderOf } from './recorder.ts';

/** What a plan may declare that a script has functions for. */
type Declared = Pick<AcceptanceSpec, 'name' | 'metrics' | 'giveUpReasons' | 'allowedExceptions'>;

type Iteration = Pick<AcceptanceTest<string, never>, 'iteration'>;

/**
 * What a script has only where its plan declares what it is for: `record` for metrics, `giveUp` for reasons, and beside
 * these or an allowance for exceptions an `iteration` of its own, which records how iterations end.
 *
 * @param exceptions Counts the iterations that end in an exception of the script.
 * @throws When it is not called at init.
 */
export function declaredFunctions(
  spec: Declared,
  exceptions: Counter,
): Partial<Recorder<string> & GivesUp<string> & Iteration> {
  const { name, metrics, giveUpReasons, allowedExceptions } = spec;
  return {
    ...(metrics === undefined ? {} : { record: recorderOf(name, metrics) }),
    ...(giveUpReasons === undefined && !allowedExceptions ? {} : iterationsOf(spec, exceptions)),
  };
}

function iterationsOf(spec: Declared, exceptions: Counter): Partial<GivesUp<string>> & Iteration {
  const { run, giveUp } = recordedIterations(spec, exceptions);
  return {
    iteration: (body) => (data) => run(body, data),
    ...(spec.giveUpReasons === undefined ? {} : { giveUp }),
  };
}
