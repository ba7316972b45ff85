import { holds, renderExpression } from '../plan/expression.ts';
import { isRateOfCounter, unitOf, type Criterion } from '../plan/criterion.ts';
import { countOf, type RunMetric, type RunSummary } from '../run/run-summary.ts';
import type { CriterionRow, Fault, RowVerdict } from './acceptance.ts';

/**
 * The criterion's row. It passes only when it was sampled well enough, no fault touches its evidence, its value meets the
 * bound, and k6's own threshold says the same.
 */
export function judgeCriterion(criterion: Criterion, summary: RunSummary, faults: readonly Fault[]): CriterionRow {
  const metric = summary.metrics.get(criterion.key);
  const samples = samplesOf(criterion, metric, summary);
  const observed = samples === null || samples === 0 ? null : observedOf(criterion, metric);
  const native = metric?.thresholds[criterion.nativeExpression];
  const reason = reasonForNoData(criterion, samples, observed, native, faults);
  return {
    indicator: criterion.indicator.name,
    phase: criterion.phase,
    endpoint: criterion.endpoint,
    expression: renderExpression(criterion.expression),
    bound: criterion.expression.bound,
    observed,
    unit: unitOf(criterion),
    samples,
    minimumSamples: criterion.minimumSamples,
    verdict: reason === null ? wordFor(criterion, observed, native) : 'NO_DATA',
    reason,
    metric: criterion.key,
    threshold: criterion.nativeExpression,
    evidenceMetric: criterion.evidenceKey,
  };
}

function wordFor(criterion: Criterion, observed: number | null, native: boolean | undefined): RowVerdict {
  return observed !== null && native === true && holds(criterion.expression, observed) ? 'PASS' : 'FAIL';
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
    case 'trend': return metric.values[criterion.expression.statistic] ?? null;
    case 'rate': return metric.rate;
    case 'gauge': return metric.value;
    case 'counter': return isRateOfCounter(criterion.expression, criterion.indicator) ? (metric.count * 1000) / criterion.durationMs : metric.count;
    case undefined: return null;
  }
}

function reasonForNoData(
  criterion: Criterion,
  samples: number | null,
  observed: number | null,
  native: boolean | undefined,
  faults: readonly Fault[],
): string | null {
  const fault = faults.find(({ phases }) => phases.length > 0 && (criterion.phase === null || phases.includes(criterion.phase)));
  if (fault !== undefined) return `the run is unsound here: ${fault.code}`;
  if (samples === null) return 'k6 has no such metric';
  if (samples === 0) return 'never sampled';
  if (samples < criterion.minimumSamples) return `too few samples: ${samples} of ${criterion.minimumSamples}`;
  if (observed === null) return `k6 gave no ${criterion.expression.statistic}`;
  if (native === undefined) return 'k6 did not evaluate the threshold';
  return null;
}
