import type { Counter, Gauge, Rate, Trend } from 'k6/metrics';
import { samplesMetric, type CustomMetric } from '../core/plan/custom-metric.ts';
import { recordedTag } from '../core/plan/library-metrics.ts';
import { currentPhase } from './current-phase.ts';
import { metrics } from './k6-modules.ts';

type CustomMetricPair = {
  readonly type: CustomMetric['type'];
  readonly values: Counter | Gauge | Rate | Trend;
  readonly samples: Counter | undefined;
};

/**
 * The function that adds a sample to a metric of the plan, and counts it in the metric's counter of samples.
 *
 * A sample belongs to the phase in which its iteration started. Otherwise a slow response would move its sample into
 * the next phase just because it was slow. That phase is a tag of the VU, which k6 puts on every sample. Outside the
 * plan's scenarios no VU has that tag, and a sample belongs to no phase.
 *
 * @throws When it is not called at init.
 */
export function recorderOf(
  plan: string,
  declared: readonly CustomMetric[],
): (name: string, value: number | boolean) => void {
  const pairs: Record<string, CustomMetricPair> = Object.create(null);
  for (const metric of declared) pairs[metric.name] = pairFor(metric);
  return (name, value) => {
    const metric = pairs[name];
    if (metric === undefined) {
      throw new Error(`Invalid record: expected a metric of the plan, received "${name}". Declare the metric.`);
    }
    if (!isSample(metric.type, value)) {
      throw new Error(
        `Invalid sample of ${name}: expected ${sampleRule(metric.type)}, received ${value}. Record only what was measured.`,
      );
    }
    const tags = sampleTags(plan, metric.type, currentPhase());
    metric.values.add(value, tags);
    metric.samples?.add(1, tags);
  };
}

/** The tags of a sample beside those of its VU, by the phase in which it is recorded. */
export function sampleTags(
  plan: string,
  type: CustomMetric['type'],
  recorded: string | undefined,
): Readonly<Record<string, string>> {
  if (recorded === undefined) return {};
  // With the plan's name, because a script may set a VU tag `plan` of its own. A counter's rate in a phase counts what
  // was recorded within that phase.
  return type === 'counter' ? { plan, [recordedTag]: recorded } : { plan };
}

function pairFor(metric: CustomMetric): CustomMetricPair {
  const { name, type, unit } = metric;
  const samples = type === 'counter' ? undefined : new metrics.Counter(samplesMetric(metric));
  switch (type) {
    case 'counter':
      return { type, values: new metrics.Counter(name), samples };
    case 'gauge':
      return { type, values: new metrics.Gauge(name), samples };
    case 'rate':
      return { type, values: new metrics.Rate(name), samples };
    case 'trend':
      return { type, values: new metrics.Trend(name, unit === 'ms'), samples };
  }
}

/** Whether k6 takes the value for what it is. It ignores NaN, and its rates count every number except 0 as true. */
function isSample(type: CustomMetric['type'], value: unknown): boolean {
  if (type === 'rate') return value === true || value === false || value === 0 || value === 1;
  return typeof value === 'number' && Number.isFinite(value) && (type !== 'counter' || value >= 0);
}

/** What `isSample` asks for, in words. */
function sampleRule(type: CustomMetric['type']): string {
  if (type === 'rate') return 'true, false, 0 or 1';
  return type === 'counter' ? 'a finite number from 0' : 'a finite number';
}
