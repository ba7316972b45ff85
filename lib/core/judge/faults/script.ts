import { scriptExceptionsMetric } from '../../plan/custom-metric.ts';
import { metricKey, planTags } from '../../compile/metric-key.ts';
import { afterPlan } from '../../compile/phase-clock.ts';
import type { Plan } from '../../plan/plan.ts';
import { namesOf } from '../../plan/profile.ts';
import { countOf, type RunSummary } from '../../measure/run-summary.ts';
import type { Fault } from '../../document/acceptance.ts';
import { startedIterations } from '../../measure/started-iterations.ts';

/** The fault of iterations that ran outside of the plan's wrapper: nothing tells in which phase. */
export function untaggedFault(plan: Plan, summary: RunSummary): Fault[] {
  const phases = namesOf(plan.phases);
  const tagged = startedIterations(summary, [...phases, afterPlan]);
  const all = countOf(summary, 'iterations') ?? 0;
  const untagged = Math.max(all - tagged, all - (countOf(summary, metricKey('iterations', planTags(plan.name))) ?? 0));
  if (untagged === 0) return [];
  return [
    {
      code: 'untagged-iterations',
      message: `Iterations without a phase of the plan: ${untagged}. Export test.iteration(…) as the script's default function, and leave the tags plan and phase alone.`,
      phases,
    },
  ];
}

/** The fault of a script that threw: it did not do what the plan says. */
export function exceptionFault(plan: Plan, summary: RunSummary): Fault[] {
  const count = countOf(summary, scriptExceptionsMetric) ?? 0;
  if (count === 0) return [];
  const phases = namesOf(plan.phases).filter(
    (phase) => (countOf(summary, metricKey(scriptExceptionsMetric, { phase })) ?? 0) > 0,
  );
  return [
    { code: 'script-exception', message: `Iterations that ended in an exception of the script: ${count}.`, phases },
  ];
}
