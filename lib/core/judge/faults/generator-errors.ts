import { planTags, type Tags } from '../../compile/metric-key.ts';
import { afterPlan } from '../../compile/phase-clock.ts';
import type { Plan } from '../../plan/plan.ts';
import { namesOf } from '../../plan/profile.ts';
import { exhaustingClasses, generatorClasses } from '../../language/error-class.ts';
import type { RunSummary } from '../../measure/run-summary.ts';
import type { Fault } from '../../document/acceptance.ts';
import { errorsIn, generatorErrorsIn } from '../../measure/generator-errors.ts';
import { measurementsOf } from '../../measure/measurements.ts';

/** The share of a phase's requests that may fail on k6's side before the phase proves nothing. */
const toleratedShare = 0.001;

/**
 * The fault of a generator that could not send what it was asked to: names that did not resolve or local ports that ran out,
 * be it once, and otherwise more errors of its own than a phase can bear.
 *
 * Setup and teardown are set aside. What failed after the last phase touches none, but the run.
 */
export function generatorFault(plan: Plan, summary: RunSummary): Fault[] {
  const phases = namesOf(plan.phases).filter((phase) => isSpoiled(summary, { phase }));
  if (phases.length === 0 && !isExhausted(summary, planTags(plan.name)) && !isSpoiled(summary, { phase: afterPlan })) {
    return [];
  }
  const counts = generatorClasses.map(
    (errorClass) => [errorClass, errorsIn(summary, planTags(plan.name), [errorClass])] as const,
  );
  const told = counts.filter(([, count]) => count > 0).map(([errorClass, count]) => `${errorClass} ${count}`);
  return [
    {
      code: 'generator-errors',
      message: `Requests that failed on the side of k6 and not of the target: ${told.join(', ')}.`,
      phases,
    },
  ];
}

function isSpoiled(summary: RunSummary, tags: Tags): boolean {
  return (
    isExhausted(summary, tags) ||
    generatorErrorsIn(summary, tags) > toleratedShare * measurementsOf(summary, tags).requests
  );
}

function isExhausted(summary: RunSummary, tags: Tags): boolean {
  return errorsIn(summary, tags, exhaustingClasses) > 0;
}
