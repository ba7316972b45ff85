import { isOfType } from '../compile/cell.ts';
import type { MetricCells } from '../compile/cells.ts';
import type { MetricRow } from '../document/metric-row.ts';
import { unitOfMetric } from '../plan/custom-metric.ts';
import type { Plan } from '../plan/plan.ts';
import { durationMsOf } from '../plan/profile.ts';
import type { CellReader } from './cell-reader.ts';
import { ratio } from '../language/known-count.ts';

type Values = Pick<
  MetricRow,
  'count' | 'perSec' | 'ratio' | 'last' | 'average' | 'minimum' | 'median' | 'p90' | 'p95' | 'p99' | 'maximum'
>;

const none: Values = {
  count: null,
  perSec: null,
  ratio: null,
  last: null,
  average: null,
  minimum: null,
  median: null,
  p90: null,
  p95: null,
  p99: null,
  maximum: null,
};

/** What the run measured of the plan's own metrics, over the run and by phase. */
export function metricRows(reader: CellReader, cells: readonly MetricCells[], plan: Plan): MetricRow[] {
  return cells.map((own) => {
    const { metric, phase, value, samples } = own;
    const count = samples === null ? null : reader.count(samples);
    const head = { name: metric.name, type: metric.type, unit: unitOfMetric(metric), phase, samples: count };
    // Read even without samples, so that a metric that k6 did not show is told.
    const values = valuesOf(reader, own, plan);
    // k6 shows what nothing sampled as zeros.
    const isSampled = value.type === 'counter' || (count !== null && count > 0);
    return { ...head, ...(isSampled ? values : none), metric: value.key };
  });
}

function valuesOf(reader: CellReader, { value, phase }: MetricCells, plan: Plan): Values {
  if (isOfType(value, 'counter')) {
    const count = reader.count(value);
    const span = plan.phases.find(({ name }) => name === phase);
    const seconds = (span === undefined ? plan.durationMs : durationMsOf(span)) / 1000;
    return { ...none, count, perSec: ratio(count, seconds) };
  }
  if (isOfType(value, 'rate')) return { ...none, ratio: reader.values(value)?.rate ?? null };
  if (isOfType(value, 'gauge')) {
    const values = reader.values(value);
    return { ...none, last: values?.value ?? null, minimum: values?.min ?? null, maximum: values?.max ?? null };
  }
  const values = isOfType(value, 'trend') ? reader.values(value) : null;
  return {
    ...none,
    average: values?.['avg'] ?? null,
    minimum: values?.['min'] ?? null,
    median: values?.['med'] ?? null,
    p90: values?.['p(90)'] ?? null,
    p95: values?.['p(95)'] ?? null,
    p99: values?.['p(99)'] ?? null,
    maximum: values?.['max'] ?? null,
  };
}
