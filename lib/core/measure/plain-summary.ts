import { isObject } from '../language/is-object.ts';

/** What k6 shows of a trend when nobody asks for more. */
const defaultTrendStats = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'];

/**
 * A copy of k6's summary as a run without a plan would have it, for a text summary to print: without `setup_data`,
 * without the sub-metrics that are tracked for our tables only, and with k6's default statistics instead of the
 * percentile grid.
 */
export function plainSummary(data: unknown): Record<string, unknown> {
  const { setup_data: _, ...rest } = isObject(data) ? data : {};
  const metrics = isObject(rest['metrics']) ? rest['metrics'] : {};
  const options = isObject(rest['options']) ? rest['options'] : {};
  const kept = Object.entries(metrics).filter(
    ([key, metric]) => !(key.includes('{') && isObject(metric) && metric['thresholds'] === undefined),
  );
  return {
    ...rest,
    options: { ...options, summaryTrendStats: defaultTrendStats },
    metrics: Object.fromEntries(kept.map(([key, metric]) => [key, plainMetric(metric)])),
  };
}

function plainMetric(metric: unknown): unknown {
  if (!isObject(metric) || !isObject(metric['values']) || metric['type'] !== 'trend') return metric;
  const { values } = metric;
  const plain = defaultTrendStats
    .filter((statistic) => statistic in values)
    .map((statistic) => [statistic, values[statistic]]);
  return { ...metric, values: Object.fromEntries(plain) };
}
