import type { Fault } from '../../document/fault.ts';
import { exhaustingClasses, generatorClasses } from '../../language/error-class.ts';
import { exceeds } from '../../language/known-count.ts';
import type { ErrorCount, Measurements, ScopeMeasurements } from '../../measure/measurements.ts';
import { countIn } from '../../measure/scope-measurements.ts';
import type { Plan } from '../../plan/plan.ts';
import { faultOf } from './fault-of.ts';

/** The share of a phase's requests that may fail on k6's side before the phase proves nothing. */
const toleratedShare = 0.001;

/**
 * The fault of a generator that could not send what it was asked to: names that did not resolve or local ports that ran
 * out, be it once, and otherwise more errors of its own than a phase can bear.
 *
 * Setup and teardown are set aside. What failed after the last phase touches none, but the run.
 */
export function generatorErrors(plan: Plan, { run, phases, afterPlan }: Measurements): Fault[] {
  const touched = plan.phases.filter((_, index) => isSpoiled(phases[index])).map(({ name }) => name);
  const ofPlan = run.generatorErrorsOfPlan;
  if (touched.length === 0 && !isExhausted(ofPlan) && !isSpoiled(afterPlan)) return [];
  const told = ofPlan.filter(({ count }) => exceeds(count, 0)).map(({ errorClass, count }) => `${errorClass} ${count}`);
  const message = `Requests that failed on the side of k6 and not of the target: ${told.join(', ')}.`;
  return [faultOf('generator-errors', message, touched)];
}

function isSpoiled(scope: ScopeMeasurements | undefined): boolean {
  if (scope === undefined) return false;
  const { errors, row } = scope;
  return (
    isExhausted(errors) ||
    exceeds(countIn(errors, generatorClasses), row.requests === null ? null : toleratedShare * row.requests)
  );
}

function isExhausted(errors: readonly ErrorCount[]): boolean {
  return errors.some(
    ({ errorClass, count }) => exhaustingClasses.some((exhausting) => exhausting === errorClass) && exceeds(count, 0),
  );
}
