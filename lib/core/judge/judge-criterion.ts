import { holds } from '../language/expression.ts';
import { isRateOfCounter } from '../compile/counter-rate.ts';
import { unitOf, type Criterion } from '../plan/criterion.ts';
import { parseMetricKey } from '../compile/metric-key.ts';
import { criterionHead } from '../compile/plan-document.ts';
import { countOf, type RunMetric, type RunSummary } from '../measure/run-summary.ts';
import type { CriterionRow, Fault, RowVerdict } from '../document/acceptance.ts';
import { generatorErrorsIn } from '../measure/generator-errors.ts';
import { noDataOf } from './no-data.ts';

/**
 * The criterion's row. It passes only when it was sampled well enough, no fault touches its evidence, its value meets the
 * target, and k6's own threshold, which is the bound of what can fail, holds.
 */
export function judgeCriterion(criterion: Criterion, summary: RunSummary, faults: readonly Fault[]): CriterionRow {
  const metric = summary.metrics.get(criterion.key);
  const generatorErrors =
    criterion.indicator.name === 'error ratio' && metric?.type === 'rate'
      ? Math.min(metric.passes, generatorErrorsIn(summary, parseMetricKey(criterion.key).tags))
      : 0;
  const samples = samplesOf(criterion, metric, generatorErrors, summary);
  const observed = samples === null || samples === 0 ? null : observedOf(criterion, metric, generatorErrors, summary);
  const native = criterion.nativeExpression === null ? true : metric?.thresholds[criterion.nativeExpression];
  const noData = noDataOf(criterion, { samples, observed, generatorErrors, native }, faults);
  return {
    ...criterionHead(criterion),
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
function wordFor(
  { target, bound, severity }: Criterion,
  observed: number | null,
  native: boolean | undefined,
): RowVerdict {
  const missed = severity === 'warn' ? 'WARN' : 'FAIL';
  if (observed === null || native !== true || !holds(bound, observed)) return missed;
  return holds(target, observed) ? 'PASS' : 'WARN';
}

/** Samples are counted by the metric itself where k6 counts them, else by the counter beside it. */
function samplesOf(
  criterion: Criterion,
  metric: RunMetric | undefined,
  generatorErrors: number,
  summary: RunSummary,
): number | null {
  if (metric === undefined) return null;
  if (metric.type === 'trend') return metric.values['count'] ?? null;
  if (metric.type === 'rate') return metric.passes + metric.fails - generatorErrors;
  return countOf(summary, criterion.evidenceKey);
}

/** What failed on the side of k6 is no error of the target, and no request that it could have answered. */
function observedOf(
  criterion: Criterion,
  metric: RunMetric | undefined,
  generatorErrors: number,
  summary: RunSummary,
): number | null {
  switch (metric?.type) {
    case 'trend':
      return metric.values[criterion.target.statistic] ?? null;
    case 'rate':
      return generatorErrors === 0
        ? metric.rate
        : (metric.passes - generatorErrors) / (metric.passes + metric.fails - generatorErrors);
    case 'gauge':
      return metric.value;
    case 'counter':
      return isRateOfCounter(criterion.target, criterion.indicator)
        ? rateOf(metric.count, criterion, summary)
        : metric.count;
    case undefined:
      return null;
  }
}

/** Per second of the scope, without what came about after the plan. */
function rateOf(count: number, { overrunKey, durationMs }: Criterion, summary: RunSummary): number | null {
  const overrun = overrunKey === null ? 0 : countOf(summary, overrunKey);
  return overrun === null ? null : ((count - overrun) * 1000) / durationMs;
}
