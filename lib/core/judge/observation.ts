import { verdictOfValue } from '../document/row-verdict.ts';
import type { NoData } from '../document/criterion-row.ts';
import type { RowVerdict } from '../document/verdicts.ts';
import { holds } from '../language/expression.ts';
import { renderValue } from '../language/quantity.ts';
import type { CriterionMeasurements } from '../measure/measurements.ts';
import { isRateOfCounter } from '../plan/counter-rate.ts';
import type { Criterion } from '../plan/criterion.ts';
import { durationMsOf } from '../plan/profile.ts';

/** What was seen of a criterion. It is made once, and whatever befell the run is held against it afterwards. */
export type Observation = {
  readonly criterion: Criterion;
  readonly measured: CriterionMeasurements;
  /** Without what failed on the side of k6; null where k6 has no such metric. */
  readonly samples: number | null;
  /** The value that target and bound are held against; null without a sample. */
  readonly observed: number | null;
  /** The word on this evidence alone. */
  readonly verdict: RowVerdict;
  /** Why the evidence is not enough; null where it is. */
  readonly noData: NoData | null;
};

export function observe(criterion: Criterion, measured: CriterionMeasurements): Observation {
  const samples = samplesOf(measured);
  const observed = samples === null || samples === 0 ? null : observedOf(criterion, measured);
  const noData = missingEvidence(criterion, measured, samples, observed);
  const { target, bound, severity } = criterion;
  const verdict =
    noData !== null || observed === null
      ? 'NO_DATA'
      : verdictOfValue({ observed, target, bound, severity, held: measured.held });
  return { criterion, measured, samples, observed, verdict, noData };
}

function samplesOf({ samples, generatorErrors }: CriterionMeasurements): number | null {
  return samples === null ? null : samples - generatorErrors;
}

function observedOf(
  criterion: Criterion,
  { value, shares, overrun, generatorErrors }: CriterionMeasurements,
): number | null {
  if (isRateOfCounter(criterion.target, criterion.indicator)) return perSecond(value, overrun, criterion);
  // What failed on the side of k6 is no error of the target, and no request that it could have answered.
  if (shares !== null && generatorErrors > 0) {
    return (shares.passes - generatorErrors) / (shares.total - generatorErrors);
  }
  return value;
}

/** Per second of the scope, without what came about after the plan. */
function perSecond(count: number | null, overrun: number | null, { scope }: Criterion): number | null {
  const durationMs = scope.phases.reduce((sum, phase) => sum + durationMsOf(phase), 0);
  return count === null || overrun === null ? null : ((count - overrun) * 1000) / durationMs;
}

/** Why the criterion cannot be judged on its evidence, the most telling reason first; null when it can. */
function missingEvidence(
  criterion: Criterion,
  measured: CriterionMeasurements,
  samples: number | null,
  observed: number | null,
): NoData | null {
  const { minimumSamples, target, bound } = criterion;
  const { threshold, held, generatorErrors } = measured;
  if (samples === null) return { code: 'no-metric', message: 'k6 has no such metric' };
  if (samples === 0) return { code: 'never-sampled', message: 'never sampled' };
  if (samples < minimumSamples) {
    return { code: 'too-few-samples', message: `too few samples: ${samples} of ${minimumSamples}` };
  }
  if (observed === null) return { code: 'no-metric', message: `k6 gave no ${target.statistic}` };
  const untimed = untimedRequests(criterion, measured, observed);
  if (untimed !== null) return untimed;
  if (threshold === null) return null;
  if (held === null) return { code: 'not-evaluated', message: 'k6 did not evaluate the threshold' };
  if (generatorErrors > 0 && holds(bound, observed) !== held) {
    return {
      code: 'run-fault',
      message: `k6 judged otherwise, on a ratio that has its own errors in it: ${generatorErrors}`,
    };
  }
  return null;
}

/**
 * A rate that must be reached counts only requests that surely came in time. If the others could change what it says,
 * nobody knows.
 */
function untimedRequests(
  criterion: Criterion,
  { withUntimed, overrun }: CriterionMeasurements,
  observed: number,
): NoData | null {
  const { bound } = criterion;
  const most = perSecond(withUntimed, overrun, criterion);
  if (most === null || most <= observed) return null;
  // A rate that is to be equal, or not to be, is known only where its limit is out of reach.
  const isReached = bound.limit >= observed && bound.limit <= most;
  const isDoubtful =
    bound.operator === '==' || bound.operator === '!=' ? isReached : !holds(bound, observed) && holds(bound, most);
  if (!isDoubtful) return null;
  return {
    code: 'untimed-requests',
    message: `between ${renderValue(observed, '/s')} and ${renderValue(most, '/s')}: of plain http calls nobody knows whether they came in time`,
  };
}
