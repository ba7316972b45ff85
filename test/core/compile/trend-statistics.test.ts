import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentilesFor, percentileStatistic, summaryTrendStats } from '../../../lib/core/compile/trend-statistics.ts';
import { percentileGrid } from '../../../lib/core/statistics/percentile-grid.ts';
import { planOf } from '../run-data.ts';

describe('the statistics asked of k6', () => {
  it('begin with the count, without which there is no evidence', () => {
    expect(summaryTrendStats([]).slice(0, 5)).toEqual(['count', 'avg', 'min', 'med', 'max']);
    expect(summaryTrendStats([50, 99.9]).slice(0, 5)).toEqual(['count', 'avg', 'min', 'med', 'max']);
  });

  it("hold each percentile under k6's name, and nothing else", () => {
    expect(summaryTrendStats([50, 97.5, 99.999]).slice(5)).toEqual(['p(50)', 'p(97.5)', 'p(99.999)']);
    expect(percentileStatistic(12.345)).toBe('p(12.345)');
  });

  it('are unique, whatever percentiles criteria use', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: 1, max: 99_999 }).map((n) => n / 1000),
          { maxLength: 5 },
        ),
        (used) => {
          const statistics = summaryTrendStats(percentileGrid(used));
          expect(new Set(statistics).size).toBe(statistics.length);
        },
      ),
    );
  });
});

describe('the percentiles of a plan', () => {
  it('are the grid around those of its targets, with or without a verdict of their own', () => {
    const { criteria } = planOf({
      criteria: [
        { indicator: 'latency', target: 'p(97.25)<300' },
        { indicator: 'queue_wait', target: 'p(12.5)<3', severity: 'warn' },
        { indicator: 'latency', target: 'avg<300' },
        { indicator: 'error ratio', target: 'rate<0.01' },
      ],
    });
    expect(percentilesFor(criteria)).toEqual(percentileGrid([97.25, 12.5]));
  });

  it('are those of the tables where no criterion uses one', () => {
    expect(percentilesFor([])).toEqual(percentileGrid([]));
  });
});
