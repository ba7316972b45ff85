import { renderExpression, type Expression } from '../language/expression.ts';
import { generatorClasses } from '../language/error-class.ts';
import { isRateOfCounter } from '../plan/counter-rate.ts';
import type { Criterion } from '../plan/criterion.ts';
import { afterPlan } from '../plan/library-metrics.ts';
import { durationMsOf } from '../plan/profile.ts';
import type { Tags } from '../plan/tags.ts';
import type { Cell, CellRegistry } from './cell.ts';
import { errorCells, type ErrorCells } from './error-cells.ts';

/** What a criterion is judged on. */
export type CriterionCells = {
  /** Carries the value. */
  readonly value: Cell;
  /**
   * The threshold of k6 on it: it has the same truth as the bound, unless an overrun is taken off. Null where the
   * criterion only warns.
   */
  readonly threshold: string | null;
  /** The part of the count that came about after the plan and is to be taken off; null where nothing is. */
  readonly overrun: Cell<'counter'> | null;
  /** The value with what may have come too late; null where the value is all there is. */
  readonly withUntimed: Cell<'counter'> | null;
  /** Proves that there were samples; null where k6 has nothing that does. */
  readonly evidence: Cell | null;
  /** The threshold of k6 on the evidence; null where there is none, or the criterion only warns. */
  readonly evidenceThreshold: string | null;
  /** What failed on the side of k6 and counts as failed in the value; empty where it cannot. */
  readonly generatorErrors: ErrorCells;
};

export function criterionCells(registry: CellRegistry, criterion: Criterion): CriterionCells {
  const { indicator, severity } = criterion;
  const { value, overrun, withUntimed } = valueCells(registry, criterion);
  const evidence = evidenceOf(registry, criterion);
  return {
    value,
    threshold: severity === 'warn' ? null : renderExpression(nativeBound(criterion)),
    overrun,
    withUntimed,
    evidence: evidence?.cell ?? null,
    evidenceThreshold: severity === 'warn' ? null : (evidence?.threshold ?? null),
    generatorErrors: indicator.countsGeneratorErrors
      ? errorCells(registry, generatorClasses, scopeTags(criterion))
      : [],
  };
}

/**
 * The cells of a criterion's value.
 *
 * A rate per second divides by the duration of its scope. So it may count only what came about within it: iterations
 * that go on after the last phase, or after theirs, would make a slow target look fast. The exception is a rate that
 * must not exceed a limit: it counts all, because what is left out could hide that it did. For the same reason it counts
 * only samples that are surely of their phase; how many there could be at most stands beside it.
 */
function valueCells(
  registry: CellRegistry,
  criterion: Criterion,
): Pick<CriterionCells, 'value' | 'overrun' | 'withUntimed'> {
  const { indicator, target } = criterion;
  const { metric, type, tags, momentTag, timedTags } = indicator;
  const ofScope = valueTags(criterion);
  const cellFor = (selected: Tags): Cell => registry.cell(type, metric, { ...selected, ...tags });
  const countsAll = !isRateOfCounter(target, indicator) || target.operator.startsWith('<');
  if (countsAll) return { value: cellFor(ofScope), overrun: null, withUntimed: null };
  const { phase, ...others } = ofScope;
  const selected = phase === undefined ? ofScope : { ...others, [momentTag]: phase };
  return {
    value: cellFor({ ...selected, ...timedTags }),
    overrun:
      phase === undefined
        ? registry.counter(metric, { ...ofScope, ...tags, ...timedTags, [momentTag]: afterPlan })
        : null,
    withUntimed: Object.keys(timedTags).length === 0 ? null : registry.counter(metric, { ...selected, ...tags }),
  };
}

/**
 * k6 divides the count of a sub-metric by the whole run, setup and teardown included: a rate of a scope must be asked
 * as a count.
 */
function nativeBound({ bound, indicator, scope }: Criterion): Expression {
  if (!isRateOfCounter(bound, indicator)) return bound;
  const durationMs = scope.phases.reduce((sum, phase) => sum + durationMsOf(phase), 0);
  return { ...bound, statistic: 'count', limit: Number(((bound.limit * durationMs) / 1000).toFixed(6)) };
}

function evidenceOf(
  registry: CellRegistry,
  criterion: Criterion,
): { readonly cell: Cell; readonly threshold: string } | null {
  const { evidence, metric, type, tags } = criterion.indicator;
  switch (evidence.by) {
    case 'counter':
      return {
        cell: registry.counter(evidence.metric, { ...scopeTags(criterion), ...evidence.tags }),
        threshold: 'count>=1',
      };
    case 'own maximum':
      return { cell: registry.cell(type, metric, { ...valueTags(criterion), ...tags }), threshold: 'max>0' };
    case 'document':
      return null;
  }
}

/** What selects the samples of a criterion itself. */
function valueTags(criterion: Criterion): Tags {
  return { ...scopeTags(criterion), ...criterion.scope.unprovenTags };
}

/** What selects whatever k6 counts in a criterion's scope. */
function scopeTags({ indicator, scope }: Criterion): Tags {
  return indicator.isOfPlan ? scope.tags : {};
}
