import { describe, expect, it } from 'vitest';
import { plainSummary } from '../../../lib/core/measure/plain-summary.ts';
import { dataOf, planOf, secret } from '../run-data.ts';
import captured from './captured/data.json' with { type: 'json' };

const plan = planOf({ criteria: [{ indicator: 'latency', phase: 'peak', target: 'p(99)<300' }] });
const plain = (): Record<string, unknown> => plainSummary(dataOf(plan));
const metricsOf = (summary: Record<string, unknown>): Record<string, unknown> => Object(summary['metrics']);

describe('a summary for people', () => {
  it('holds nothing of setup_data', () => {
    expect(plain()).not.toHaveProperty('setup_data');
    expect(JSON.stringify(plain())).not.toContain(secret);
    expect(JSON.stringify(captured.data)).toContain(secret);
    expect(JSON.stringify(plainSummary(captured.data))).not.toContain(secret);
  });

  it('keeps the metrics of k6, and of its sub-metrics those with a threshold', () => {
    const keys = Object.keys(metricsOf(plain()));
    expect(keys).toEqual(
      expect.arrayContaining([
        'http_reqs',
        'iterations',
        'checks',
        'queue_wait',
        'http_req_duration{expected_response:true,phase:peak}',
        'http_reqs{expected_response:true,phase:peak}',
      ]),
    );
    expect(keys.filter((key) => key.includes('{')).toSorted()).toEqual([
      'http_req_duration{expected_response:true,phase:peak}',
      'http_reqs{expected_response:true,phase:peak}',
      'iterations{phase:peak}',
      'request_errors{error_class:DNS,plan:shop}',
      'request_errors{error_class:local ports,plan:shop}',
    ]);
  });

  it('keeps of a real run the metrics and judged sub-metrics alone', () => {
    const judged = Object.entries(captured.data.metrics)
      .filter(([key, metric]) => !key.includes('{') || 'thresholds' in metric)
      .map(([key]) => key);
    expect(Object.keys(metricsOf(plainSummary(captured.data))).toSorted()).toEqual(judged.toSorted());
    expect(judged.length).toBeLessThan(Object.keys(captured.data.metrics).length / 4);
  });

  it("has k6's default statistics of a trend, and no others", () => {
    const statistics = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'];
    expect(plain()['options']).toMatchObject({ summaryTrendStats: statistics, summaryTimeUnit: '' });
    expect(Object(metricsOf(plain())['http_req_duration{expected_response:true,phase:peak}'])).toMatchObject({
      type: 'trend',
      values: { avg: 100, min: 100, med: 100, max: 100, 'p(90)': 100, 'p(95)': 100 },
      thresholds: { 'p(99)<300': { ok: true } },
    });
    expect(Object.keys(Object(Object(metricsOf(plain())['queue_wait'])['values']))).toEqual(statistics);
  });

  it('leaves other metrics as they are', () => {
    const data = dataOf(plan);
    expect(metricsOf(plainSummary(data))['http_reqs']).toEqual(data.metrics['http_reqs']);
    expect(metricsOf(plainSummary(data))['http_req_failed']).toEqual(data.metrics['http_req_failed']);
  });

  it('keeps what else k6 hands over', () => {
    const data = dataOf(plan);
    expect(plainSummary(data)).toMatchObject({ state: data.state, root_group: data.root_group });
  });

  it('does not change what it was made from', () => {
    const data = dataOf(plan);
    const before = structuredClone(data);
    plainSummary(data);
    expect(data).toEqual(before);
  });

  it.each([
    undefined,
    null,
    'text',
    5,
    [],
    {},
    { metrics: [] },
    { metrics: { m: null }, options: 5 },
    { metrics: { m: { type: 'trend' } } },
  ])('can be made of %j', (data) => {
    expect(() => plainSummary(data)).not.toThrow();
    expect(plainSummary(data)).toMatchObject({
      options: { summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'] },
    });
  });
});
