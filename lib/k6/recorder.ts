import type { Counter, Gauge, Rate, Trend } from 'k6/metrics';
import { samplesMetric, type CustomMetric } from '../core/plan/custom-metric.ts';
import { metrics } from './k6-modules.ts';

type CustomMetricPair = { readonly values: Counter | Gauge | Rate | Trend; readonly samples: Counter | undefined };

/**
 * The function that adds a sample to a metric of the plan, in the phase of now, and counts it beside.
 *
 * @throws When it is not called at init.
 */
export function recorderOf(declared: readonly CustomMetric[], currentPhase: (isIteration: boolean) => string | undefined): (name: string, value: number | boolean) => void {
  const pairs: Record<string, CustomMetricPair> = Object.create(null);
  for (const metric of declared) pairs[metric.name] = pairFor(metric);
  return (name, value) => {
    const metric = pairs[name];
    if (metric === undefined) throw new Error(`Invalid record: expected a metric of the plan, received "${name}". Declare the metric.`);
    // k6 would count nothing, and the counter beside it something.
    if (typeof value !== 'boolean' && !Number.isFinite(value)) {
      throw new Error(`Invalid sample of ${name}: expected a finite number, received ${value}. Record only what was measured.`);
    }
    const phase = currentPhase(false);
    const tags = phase === undefined ? {} : { phase };
    metric.values.add(value, tags);
    metric.samples?.add(1, tags);
  };
}

function pairFor(metric: CustomMetric): CustomMetricPair {
  const { name, type, unit } = metric;
  const samples = type === 'counter' ? undefined : new metrics.Counter(samplesMetric(metric));
  switch (type) {
    case 'counter': return { values: new metrics.Counter(name), samples };
    case 'gauge': return { values: new metrics.Gauge(name), samples };
    case 'rate': return { values: new metrics.Rate(name), samples };
    case 'trend': return { values: new metrics.Trend(name, unit === 'ms'), samples };
  }
}
