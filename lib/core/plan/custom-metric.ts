import type { MetricType } from '../language/expression.ts';
import { checkFields } from '../language/fields.ts';
import { invalid } from '../language/invalid.ts';
import { rejectDuplicates } from '../language/name.ts';
import { anything, text } from '../language/shape.ts';
import { libraryMetrics } from './library-metrics.ts';

/**
 * A metric of the script's own. `unit` is how reports name its values (`ms`, `jobs`); a rate is a share and has none.
 */
export type CustomMetric<Name extends string = string> = {
  readonly name: Name;
  readonly type: MetricType;
  readonly unit?: string;
};

/**
 * The counter beside a trend, rate or gauge; fed by the same call, it makes the absence of samples a failed threshold.
 */
export function samplesMetric(metric: CustomMetric): string {
  return `${metric.name}_samples`;
}

const builtIn =
  /^(?:vus|vus_max|checks|iterations|iteration_duration|dropped_iterations|group_duration|(?:data|http|ws|grpc|browser|webvital)_.*)$/;

/** @throws When a name is not one that k6 takes for a metric, is k6's own or the library's, or stands twice. */
export function checkCustomMetrics(metrics: readonly CustomMetric[]): void {
  for (const metric of metrics) {
    checkFields(metric, 'metric', { name: anything, type: anything }, { unit: text });
    const { name, type } = metric;
    if (typeof name !== 'string' || !/^[A-Za-z_][A-Za-z0-9_]{1,119}$/.test(name)) {
      throw invalid(
        'metric name',
        'letters, digits and underscores, 2 to 120, no digit first',
        name,
        'Rename the metric',
      );
    }
    if (builtIn.test(name)) {
      throw invalid('metric name', 'a name that k6 does not use itself', name, 'Rename the metric');
    }
    if (!['trend', 'rate', 'gauge', 'counter'].includes(type)) {
      throw invalid(`type of metric "${name}"`, 'trend, rate, gauge or counter', type, 'Write one of these');
    }
  }
  rejectDuplicates(
    [...libraryMetrics, ...metrics.flatMap((metric) => [metric.name, samplesMetric(metric)])],
    'metric names',
  );
}

/** How reports name the metric's values: a rate is a share. */
export function unitOfMetric({ type, unit = '' }: CustomMetric): string {
  return type === 'rate' ? 'ratio' : unit;
}
