import { describe, expect, it } from 'vitest';
import { cellsFor, type MeasuredCells } from '../../../lib/core/compile/cells.ts';
import { percentilesFor, percentileStatistic } from '../../../lib/core/compile/trend-statistics.ts';
import type { Measured } from '../../../lib/core/document/measured.ts';
import { CellReader } from '../../../lib/core/measure/cell-reader.ts';
import { parseRunSummary, type RunMetric, type RunSummary } from '../../../lib/core/measure/run-summary.ts';
import { difference, ratio, total } from '../../../lib/core/language/known-count.ts';
import { countIn, scopeMeasurements } from '../../../lib/core/measure/scope-measurements.ts';
import { dataOf, planOf, requests, sampled } from '../run-data.ts';

const none = {
  samples: 0,
  averageMs: null,
  minimumMs: null,
  medianMs: null,
  p90Ms: null,
  p95Ms: null,
  p99Ms: null,
  maximumMs: null,
  distributionMs: null,
};

describe('what was measured in a scope', () => {
  const plan = planOf();
  // Durations 10, 20 … 1000 ms, once each; three failed requests of 5 ms beside them.
  const samples = [
    ...Array.from({ length: 100 }, (_, index) =>
      requests({ name: 'list items', phase: 'peak', durationMs: 10 * (index + 1) }),
    ).flat(),
    ...requests({ times: 3, name: 'list items', phase: 'peak', status: 500, durationMs: 5, errorClass: 'status 500' }),
    sampled('checks', 1, 90, { name: 'list items', phase: 'peak' }),
    sampled('checks', 0, 10, { name: 'list items', phase: 'peak' }),
    ...requests({ times: 7, name: 'place order', phase: 'warm-up', durationMs: 40 }),
  ];
  const summary = parseRunSummary(dataOf(plan, samples));
  const { run, phases } = cellsFor(plan);
  const [warmUp, peak, users] = phases;
  const percentiles = percentilesFor(plan.criteria);
  const measured = (of: RunSummary, cells: MeasuredCells = run): Measured =>
    scopeMeasurements(new CellReader(of), cells, percentiles.map(percentileStatistic)).row;
  const inPhase = (cells: MeasuredCells = run): Measured => measured(summary, cells);
  /** A summary of no other metrics. */
  const only = (metrics: Readonly<Record<string, RunMetric>> = {}): RunSummary => ({
    metrics: new Map(Object.entries(metrics)),
    checks: [],
    durationMs: 1,
    colour: false,
  });

  it('counts requests, failures and checks, and takes latency from the expected responses alone', () => {
    expect(inPhase(peak)).toEqual({
      requests: 103,
      failedRequests: 3,
      generatorErrors: 0,
      errorRatio: 3 / 103,
      checks: { passed: 90, failed: 10 },
      latency: {
        samples: 100,
        averageMs: 505,
        minimumMs: 10,
        medianMs: 505,
        // k6 interpolates at p/100 × 99: 89.1, 94.05 and 98.01 steps above the first.
        p90Ms: expect.closeTo(901, 9),
        p95Ms: expect.closeTo(950.5, 9),
        p99Ms: expect.closeTo(990.1, 9),
        maximumMs: 1000,
        distributionMs: expect.any(Array),
      },
      metrics: {
        latency: 'http_req_duration{expected_response:true,phase:peak}',
        requests: 'http_req_failed{phase:peak}',
        checks: 'checks{phase:peak}',
      },
    });
  });

  it('has the whole distribution, to four significant digits', () => {
    const { distributionMs } = inPhase(peak).latency;
    // The same interpolation, in plain decimals.
    const exact = percentiles.map((percentile) => 10 + 9.9 * percentile);
    const due = exact.map((value) => {
      const digit = 10 ** (Math.floor(Math.log10(value)) - 3);
      return Math.round(value / digit) * digit;
    });
    expect(distributionMs).toHaveLength(percentiles.length);
    expect(distributionMs).toEqual(due.map((value) => expect.closeTo(value, 9)));
    // Most of them had more digits.
    expect(exact.filter((value, index) => Math.abs(value - (due[index] ?? 0)) > 1e-6).length).toBeGreaterThan(50);
    for (const value of distributionMs ?? []) expect(String(value).replace(/^0\.0*|\./g, '').length).toBeLessThan(5);
  });

  it('has distributions of values that are small, or large', () => {
    const latency = (values: Readonly<Record<string, number>>): Measured['latency'] =>
      measured(only({ 'http_req_duration{expected_response:true}': { type: 'trend', values, thresholds: {} } }))
        .latency;
    const everywhere = (value: number): Record<string, number> =>
      Object.fromEntries([['count', 1], ...percentiles.map((percentile) => [`p(${percentile})`, value])]);
    for (const [value, rounded] of [
      [0.000_123_456, 0.000_123_5],
      [0, 0],
      [12.344_9, 12.34],
      [99.996, 100],
      [123_456.7, 123_500],
    ] as const) {
      expect(new Set(latency(everywhere(value)).distributionMs)).toEqual(new Set([rounded]));
    }
  });

  it('has no distribution where k6 did not give all of it', () => {
    const values = Object.fromEntries([
      ['count', 3],
      ...percentiles.slice(1).map((percentile) => [`p(${percentile})`, 5]),
    ]);
    const metric: RunMetric = { type: 'trend', values, thresholds: {} };
    expect(measured(only({ 'http_req_duration{expected_response:true}': metric })).latency).toMatchObject({
      samples: 3,
      distributionMs: null,
      p95Ms: 5,
    });
  });

  it('is the whole run when no tag narrows it', () => {
    expect(measured(summary)).toMatchObject({
      requests: 110,
      failedRequests: 3,
      latency: { samples: 107 },
      metrics: { latency: 'http_req_duration{expected_response:true}', requests: 'http_req_failed', checks: 'checks' },
    });
  });

  it('is empty, not zero, where nothing was sampled', () => {
    expect(inPhase(users)).toMatchObject({
      requests: 0,
      failedRequests: 0,
      errorRatio: null,
      checks: { passed: 0, failed: 0 },
      latency: none,
    });
  });

  it('is unknown, not zero, where k6 has no such metrics', () => {
    const reader = new CellReader(only());
    const { row, errors } = scopeMeasurements(reader, warmUp ?? run, percentiles.map(percentileStatistic));
    expect(row).toMatchObject({
      requests: null,
      failedRequests: null,
      generatorErrors: null,
      errorRatio: null,
      checks: { passed: null, failed: null },
      latency: { ...none, samples: null },
    });
    expect(errors.map(({ count }) => count)).toEqual([null, null, null, null]);
    expect(reader.missing.toSorted()).toEqual(
      [
        'checks{phase:warm-up}',
        'http_req_duration{expected_response:true,phase:warm-up}',
        'http_req_failed{phase:warm-up}',
        'request_errors{error_class:DNS,phase:warm-up}',
        'request_errors{error_class:local descriptors,phase:warm-up}',
        'request_errors{error_class:local ports,phase:warm-up}',
        'request_errors{error_class:network unreachable,phase:warm-up}',
      ].toSorted(),
    );
  });

  it('has no value for a statistic that k6 does not give', () => {
    const metric: RunMetric = { type: 'trend', values: { count: 3, avg: 2 }, thresholds: {} };
    expect(measured(only({ 'http_req_duration{expected_response:true}': metric })).latency).toEqual({
      ...none,
      samples: 3,
      averageMs: 2,
    });
  });

  it('does not take the values of a metric of another type', () => {
    const metric: RunMetric = { type: 'gauge', values: { value: 7, min: 7, max: 7 }, thresholds: {} };
    const odd = only({ 'http_req_duration{expected_response:true}': metric, http_req_failed: metric });
    expect(measured(odd)).toMatchObject({ requests: null, latency: { ...none, samples: null } });
  });

  it('counts no more errors of the generator than requests that failed', () => {
    const data = dataOf(plan, [...samples, sampled('request_errors', 1, 5, { phase: 'peak', error_class: 'DNS' })]);
    expect(measured(parseRunSummary(data), peak)).toMatchObject({
      requests: 103,
      failedRequests: 3,
      generatorErrors: 3,
      errorRatio: 0,
    });
  });
});

describe('ratio', () => {
  it.each([
    [0, 0, null],
    [5, 0, null],
    [0, 4, 0],
    [1, 4, 0.25],
    [4, 4, 1],
    [null, 4, null],
    [4, null, null],
    [null, null, null],
  ])('of %d in %d is %s', (part, whole, expected) => {
    expect(ratio(part, whole)).toBe(expected);
  });
});

describe('what is not known makes', () => {
  it('no sum of counts', () => {
    expect([total([]), total([1, 2]), total([1, null]), total([null, 0])]).toEqual([0, 3, null, null]);
  });

  it('no difference', () => {
    expect([difference(3, 2), difference(2, 3), difference(null, 0), difference(3, null)]).toEqual([1, -1, null, null]);
  });

  it('no count of errors in its classes, and leaves those in others', () => {
    const errors = [
      { errorClass: 'DNS', count: 2, metric: 'a' },
      { errorClass: 'TLS', count: null, metric: 'b' },
      { errorClass: 'reset', count: 3, metric: 'c' },
    ] as const;
    expect([countIn(errors, ['DNS', 'reset']), countIn(errors, ['DNS', 'TLS']), countIn(errors, [])]).toEqual([
      5,
      null,
      0,
    ]);
  });
});
