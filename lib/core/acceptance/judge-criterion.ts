import { holds, renderExpression } from '../plan/expression.ts';
import { isRateOfCounter, unitOf, type Criterion } from '../plan/criterion.ts';
import { countOf, type RunMetric, type RunSummary } from '../run/run-summary.ts';
import type { CriterionRow, Fault, NoData, RowVerdict } from './acceptance.ts';

/**
 * The criterion's row. It passes only when it was sampled well enough, no fault touches its evidence, its value meets the
 * target, and k6's own threshold, which is the bound of what can fail, holds.
 */
export function judgeCriterion(criterion: Criterion, summary: RunSummary, faults: readonly Fault[]): CriterionRow {
  const metric = summary.metrics.get(criterion.key);
  const samples = samplesOf(criterion, metric, summary);
  const observed = samples === null || samples === 0 ? null : observedOf(criterion, metric);
  const native = criterion.nativeExpression === null ? true : metric?.thresholds[criterion.nativeExpression];
  const noData = noDataOf(criterion, samples, observed, native, faults);
  return {
    indicator: criterion.indicator.name,
    phase: criterion.phase,
    endpoint: criterion.endpoint,
    target: renderExpression(criterion.target),
    bound: renderExpression(criterion.bound),
    severity: criterion.severity,
    observed,
    unit: unitOf(criterion),
    samples,
    minimumSamples: criterion.minimumSamples,
    verdict: noData === null ? wordFor(criterion, observed, native) : 'NO_DATA',
    noData,
    metric: criterion.key,
    threshold: criterion.nativeExpression,
    evidenceMetric: criterion.evidenceKey,
  };
}

/** Between target and bound lies WARN; beyond the bound too, when the severity says so. */
function wordFor({ target, bound, severity }: Criterion, observed: number | null, native: boolean | undefined): RowVerdict {
  const missed = severity === 'warn' ? 'WARN' : 'FAIL';
  if (observed === null || native !== true || !holds(bound, observed)) return missed;
  return holds(target, observed) ? 'PASS' : 'WARN';
}

/** Samples are counted by the metric itself where k6 counts them, else by the counter beside it. */
function samplesOf(criterion: Criterion, metric: RunMetric | undefined, summary: RunSummary): number | null {
  if (metric === undefined) return null;
  if (metric.type === 'trend') return metric.values['count'] ?? null;
  if (metric.type === 'rate') return metric.passes + metric.fails;
  return countOf(summary, criterion.evidenceKey);
}

function observedOf(criterion: Criterion, metric: RunMetric | undefined): number | null {
  switch (metric?.type) {
    case 'trend': return metric.values[criterion.target.statistic] ?? null;
    case 'rate': return metric.rate;
    case 'gauge': return metric.value;
    case 'counter': return isRateOfCounter(criterion.target, criterion.indicator) ? (metric.count * 1000) / criterion.durationMs : metric.count;
    case undefined: return null;
  }
}

function noDataOf(
  criterion: Criterion,
  samples: number | null,
  observed: number | null,
  native: boolean | undefined,
  faults: readonly Fault[],
): NoData | null {
  const fault = faults.find(({ phases }) => phases.length > 0 && (criterion.phase === null || phases.includes(criterion.phase)));
  // Phases follow each other: the load ended in the first that it cut short.
  if (fault?.code === 'cut-short' && criterion.phase !== null && fault.phases[0] !== criterion.phase) {
    return { code: 'phase-not-reached', message: 'the load ended before the phase began' };
  }
  if (fault !== undefined) return { code: 'run-fault', message: `the run is unsound here: ${fault.code}` };
  if (samples === null) return { code: 'no-metric', message: 'k6 has no such metric' };
  if (samples === 0) return { code: 'never-sampled', message: 'never sampled' };
  if (samples < criterion.minimumSamples) return { code: 'too-few-samples', message: `too few samples: ${samples} of ${criterion.minimumSamples}` };
  if (observed === null) return { code: 'no-metric', message: `k6 gave no ${criterion.target.statistic}` };
  if (native === undefined) return { code: 'not-evaluated', message: 'k6 did not evaluate the threshold' };
  return null;
}
