import { describe, expect, it } from 'vitest';
import { measurementsOf, ratio } from '../../../lib/core/measure/measurements.ts';
import { parseRunSummary, type RunMetric } from '../../../lib/core/measure/run-summary.ts';
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

  it('counts requests, failures and checks, and takes latency from the expected responses alone', () => {
    expect(measurementsOf(summary, { phase: 'peak' })).toEqual({
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
      },
      metrics: {
        latency: 'http_req_duration{expected_response:true,phase:peak}',
        requests: 'http_req_failed{phase:peak}',
        checks: 'checks{phase:peak}',
      },
    });
  });

  it('is the whole run when no tag narrows it', () => {
    expect(measurementsOf(summary, {})).toMatchObject({
      requests: 110,
      failedRequests: 3,
      latency: { samples: 107 },
      metrics: { latency: 'http_req_duration{expected_response:true}', requests: 'http_req_failed', checks: 'checks' },
    });
  });

  it('is empty, not zero, where nothing was sampled', () => {
    expect(measurementsOf(summary, { phase: 'users' })).toMatchObject({
      requests: 0,
      failedRequests: 0,
      errorRatio: null,
      checks: { passed: 0, failed: 0 },
      latency: none,
    });
  });

  it('is empty where k6 has no such metrics', () => {
    expect(measurementsOf({ metrics: new Map(), durationMs: 1, colour: false }, { phase: 'peak' })).toMatchObject({
      requests: 0,
      errorRatio: null,
      checks: { passed: 0, failed: 0 },
      latency: none,
    });
  });

  it('has no value for a statistic that k6 does not give', () => {
    const metric: RunMetric = { type: 'trend', values: { count: 3, avg: 2 }, thresholds: {} };
    const partial = {
      metrics: new Map([['http_req_duration{expected_response:true}', metric]]),
      durationMs: 1,
      colour: false,
    };
    expect(measurementsOf(partial, {}).latency).toEqual({ ...none, samples: 3, averageMs: 2 });
  });

  it('does not take the values of a metric of another type', () => {
    const metric: RunMetric = { type: 'gauge', value: 7, max: 7, thresholds: {} };
    const odd = {
      metrics: new Map([
        ['http_req_duration{expected_response:true}', metric],
        ['http_req_failed', metric],
      ]),
      durationMs: 1,
      colour: false,
    };
    expect(measurementsOf(odd, {})).toMatchObject({ requests: 0, latency: none });
  });
});

describe('ratio', () => {
  it.each([
    [0, 0, null],
    [5, 0, null],
    [0, 4, 0],
    [1, 4, 0.25],
    [4, 4, 1],
  ])('of %d in %d is %s', (part, whole, expected) => {
    expect(ratio(part, whole)).toBe(expected);
  });
});
