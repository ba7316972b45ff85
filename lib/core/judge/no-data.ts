import type { Criterion } from '../plan/criterion.ts';
import { holds } from '../language/expression.ts';
import type { Fault, NoData } from '../document/acceptance.ts';

/** What a criterion is judged on. */
type Evidence = {
  /** Null when k6 has no such metric. */
  readonly samples: number | null;
  readonly observed: number | null;
  /** Requests that failed on the side of k6, and are left out of samples and value; 0 where they cannot touch the criterion. */
  readonly generatorErrors: number;
  /** Whether k6's own threshold held; true when the criterion has none, undefined when k6 did not evaluate it. */
  readonly native: boolean | undefined;
};

/** Why the criterion cannot be judged, the most telling reason first; null when it can. */
export function noDataOf(
  criterion: Criterion,
  { samples, observed, generatorErrors, native }: Evidence,
  faults: readonly Fault[],
): NoData | null {
  const { phase, minimumSamples, target, bound, nativeExpression } = criterion;
  const fault = faults.find(({ phases }) => phases.length > 0 && (phase === null || phases.includes(phase)));
  // Phases follow each other: the load ended in the first that it cut short.
  if (fault?.code === 'cut-short' && phase !== null && fault.phases[0] !== phase) {
    return { code: 'phase-not-reached', message: 'the load ended before the phase began' };
  }
  if (fault !== undefined) return { code: 'run-fault', message: `the run is unsound here: ${fault.code}` };
  if (samples === null) return { code: 'no-metric', message: 'k6 has no such metric' };
  if (samples === 0) return { code: 'never-sampled', message: 'never sampled' };
  if (samples < minimumSamples) {
    return { code: 'too-few-samples', message: `too few samples: ${samples} of ${minimumSamples}` };
  }
  if (observed === null) return { code: 'no-metric', message: `k6 gave no ${target.statistic}` };
  if (native === undefined) return { code: 'not-evaluated', message: 'k6 did not evaluate the threshold' };
  if (generatorErrors > 0 && nativeExpression !== null && holds(bound, observed) !== native) {
    return {
      code: 'run-fault',
      message: `k6 judged otherwise, on a ratio that has its own errors in it: ${generatorErrors}`,
    };
  }
  return null;
}
