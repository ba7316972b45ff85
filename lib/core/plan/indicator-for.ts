import { builtInIndicatorNames, builtInIndicators } from './built-in-indicators.ts';
import { samplesMetric, unitOfMetric, type CustomMetric } from './custom-metric.ts';
import { indicator, type Indicator } from './indicator.ts';
import { k6Indicators } from './k6-indicators.ts';
import { recordedTag } from './library-metrics.ts';

/** The indicator of that name, or nothing when neither the library nor k6 nor the plan has one. */
export function indicatorFor(name: unknown, metrics: readonly CustomMetric[]): Indicator | undefined {
  const builtIn = builtInIndicatorNames.find((known) => known === name);
  if (builtIn !== undefined) return builtInIndicators[builtIn];
  const metric = metrics.find((candidate) => candidate.name === name);
  if (metric !== undefined) return indicatorOfMetric(metric);
  return typeof name === 'string' ? k6Indicators.get(name) : undefined;
}

/** The indicator that a metric of the plan's own is. */
function indicatorOfMetric(metric: CustomMetric): Indicator {
  const { name, type } = metric;
  const shared = { name, metric: name, type, unit: unitOfMetric(metric), momentTag: recordedTag };
  if (type === 'counter') {
    return indicator({
      ...shared,
      // A counter that nothing fed is truly 0; what must not be missing is the activity that could have fed it. Iterations
      // end outside of all groups.
      evidence: { by: 'counter', metric: 'iterations', tags: {} },
      sampledBy: 'iteration',
      dimensions: ['phase'],
      insteadOfNarrowing: 'A custom counter belongs to no endpoint and no group; declare one metric for each',
    });
  }
  return indicator({
    ...shared,
    evidence: { by: 'counter', metric: samplesMetric(metric), tags: {} },
    sampledBy: 'script',
    dimensions: ['phase', 'group'],
    insteadOfNarrowing: 'A custom metric belongs to no endpoint; declare one metric for each',
  });
}
