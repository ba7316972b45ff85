import { describe, expect, it } from 'vitest';
import { parseExpression, type MetricType } from '../../../lib/core/language/expression.ts';
import { isRateOfCounter } from '../../../lib/core/plan/counter-rate.ts';
import { indicatorFor } from '../../../lib/core/plan/indicator-for.ts';
import { vocabulary } from './vocabulary.ts';

describe('the rate of a counter', () => {
  it('is the only statistic that is asked otherwise than it is written', () => {
    const of = (name: string, type: MetricType, expression: string): boolean => {
      const known = indicatorFor(name, vocabulary.metrics);
      return known !== undefined && isRateOfCounter(parseExpression(expression, type), known);
    };
    expect(of('orders', 'counter', 'rate>1')).toBe(true);
    expect(of('throughput', 'counter', 'rate>1')).toBe(true);
    expect(of('orders', 'counter', 'count>1')).toBe(false);
    expect(of('cache_hit', 'rate', 'rate>0.1')).toBe(false);
    expect(of('replicas', 'gauge', 'value>1')).toBe(false);
    expect(of('queue_wait', 'trend', 'avg>1')).toBe(false);
  });
});
