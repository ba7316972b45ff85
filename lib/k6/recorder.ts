import type { Counter, Gauge, Rate, Trend } from 'k6/metrics';
import { recordedTag, samplesMetric, type CustomMetric } from '../core/plan/custom-metric.ts';
import { metrics } from './k6-modules.ts';

type CustomMetricPair = {
  readonly type: CustomMetric['type'];
  readonly values: Counter | Gauge | Rate | Trend;
  readonly samples: Counter | undefined;
};

/**
 * The function that adds a sample to a metric of the plan, in the phase in which its iteration started, and counts it beside.
 *
 * That phase is a tag of the VU, set where an iteration starts, and k6 puts it on every sample: in the phase of now, what a slow
 * answer is recorded of would leave its phase because it is slow. Outside the plan's scenarios no VU has it, and a sample no phase.
 *
 * @throws When it is not called at init.
 */
export function recorderOf(
  plan: string,
  declared: readonly CustomMetric[],
  currentPhase: (isIteration: boolean) => string | undefined,
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
        `Invalid sample of ${name}: expected ${samplesOf[metric.type]}, received ${value}. Record only what was measured.`,
      );
    }
    const now = currentPhase(false);
    // With the plan's name, because a script may have a tag of that name on its VU.
    const tags: Record<string, string> = now === undefined ? {} : { plan };
    // Its rate in a phase is of what was recorded within that.
    if (now !== undefined && metric.type === 'counter') tags[recordedTag] = now;
    metric.values.add(value, tags);
    metric.samples?.add(1, tags);
  };
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

const samplesOf = {
  counter: 'a finite number from 0',
  gauge: 'a finite number',
  rate: 'true, false, 0 or 1',
  trend: 'a finite number',
} as const;

/** What k6 takes as it is meant: of a number that is none it counts nothing, and any number but 0 is a true to its rates. */
function isSample(type: CustomMetric['type'], value: unknown): boolean {
  if (type === 'rate') return value === true || value === false || value === 0 || value === 1;
  return typeof value === 'number' && Number.isFinite(value) && (type !== 'counter' || value >= 0);
}
