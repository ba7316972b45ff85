// The tables of a document, against numbers that were computed by hand.
import { describe, expect, it } from 'vitest';
import type { MetricRow } from '../../../lib/core/document/metric-row.ts';
import { acceptanceOf, dataOf, planOf, requests, sampled, soundSamples } from '../run-data.ts';

const plan = planOf();

describe('the distribution of a latency', () => {
  const bare = planOf({ metrics: [], criteria: [{ indicator: 'latency', target: 'p(97.5)<300' }] });
  const { percentiles, phases, endpoints, totals } = acceptanceOf(
    bare,
    dataOf(
      bare,
      [1.23456, 20.0005, 300.049].flatMap((durationMs) => requests({ name: 'list items', phase: 'peak', durationMs })),
    ),
  );

  it('has a value for each percentile of the document, which rise', () => {
    expect(percentiles).toEqual([...new Set(percentiles)].toSorted((a, b) => a - b));
    expect(percentiles).toEqual(expect.arrayContaining([0.1, 1, 25, 50, 75, 90, 95, 97.5, 99, 99.9, 99.99, 99.999]));
    expect(phases[1]?.latency.distributionMs).toHaveLength(percentiles.length);
  });

  it.each([
    // Of three samples the percentile p lies at p/50 between the first and the third; four digits are shown.
    [0.1, 1.272],
    [25, 10.62],
    [50, 20],
    [75, 160],
    [95, 272],
    [99.999, 300],
  ])('is k6 percentile to four significant digits: p%d is %d ms', (percentile, value) => {
    for (const { latency } of [totals, phases[1], endpoints[0]].flatMap((row) => row ?? [])) {
      expect(latency.distributionMs?.[percentiles.indexOf(percentile)]).toBe(value);
    }
  });

  it('stands beside statistics that are not rounded', () => {
    const latency = phases[1]?.latency;
    expect(latency).toMatchObject({ samples: 3, minimumMs: 1.23456, medianMs: 20.0005, maximumMs: 300.049 });
    expect(latency?.averageMs).toBeCloseTo(321.284_06 / 3, 9);
    expect(latency?.p90Ms).toBeCloseTo(244.0393, 9);
    expect(latency?.p95Ms).toBeCloseTo(272.04415, 9);
    expect(latency?.p99Ms).toBeCloseTo(294.44803, 9);
  });

  it('is none without a sample', () => {
    expect(phases[0]?.latency).toMatchObject({ samples: 0, distributionMs: null, averageMs: null });
  });
});

describe("the table of the plan's own metrics", () => {
  const { metrics } = acceptanceOf(
    plan,
    dataOf(plan, [
      ...soundSamples(plan).filter(
        ({ metric, tags }) => !(metric.startsWith('cache_hit') && tags['phase'] === 'users'),
      ),
      sampled('queue_wait', 100, 100, { phase: 'peak' }),
      sampled('queue_wait_samples', 1, 100, { phase: 'peak' }),
      sampled('cache_hit', 0, 100, { phase: 'peak' }),
      sampled('cache_hit_samples', 1, 100, { phase: 'peak' }),
      sampled('replicas', 1, 1, { phase: 'peak' }),
      sampled('replicas', 2, 1, { phase: 'peak' }),
      sampled('replicas_samples', 1, 2, { phase: 'peak' }),
      sampled('orders', 7, 10, { phase: 'after-plan', recorded: 'after-plan' }),
      // No part of the plan.
      sampled('orders', 1000, 1, { group: '::setup' }),
      sampled('queue_wait', 1000, 1, { group: '::teardown' }),
    ]),
  );
  const none = {
    count: null,
    perSec: null,
    ratio: null,
    last: null,
    average: null,
    minimum: null,
    median: null,
    p90: null,
    p95: null,
    p99: null,
    maximum: null,
  };
  const rowOf = (name: string, phase: string | null): MetricRow | undefined =>
    metrics.find((row) => row.name === name && row.phase === phase);

  it('has each over the run, and in each phase', () => {
    expect(metrics.map(({ name, phase }) => [name, phase])).toEqual(
      ['queue_wait', 'cache_hit', 'replicas', 'orders'].flatMap((name) =>
        [null, 'warm-up', 'peak', 'users'].map((phase) => [name, phase]),
      ),
    );
  });

  it.each<[what: string, MetricRow]>([
    [
      'a trend',
      {
        ...none,
        name: 'queue_wait',
        type: 'trend',
        unit: 'ms',
        phase: 'peak',
        samples: 600,
        // 500 of 20 and 100 of 100: five sixths of the samples lie below.
        average: 20_000 / 600,
        minimum: 20,
        median: 20,
        p90: 100,
        p95: 100,
        p99: 100,
        maximum: 100,
        metric: 'queue_wait{phase:peak}',
      },
    ],
    [
      'a rate',
      {
        ...none,
        name: 'cache_hit',
        type: 'rate',
        unit: 'ratio',
        phase: 'peak',
        samples: 600,
        ratio: 500 / 600,
        metric: 'cache_hit{phase:peak}',
      },
    ],
    [
      'a gauge',
      {
        ...none,
        name: 'replicas',
        type: 'gauge',
        unit: '',
        phase: null,
        samples: 1152,
        last: 2,
        minimum: 1,
        maximum: 3,
        metric: 'replicas{plan:shop}',
      },
    ],
    [
      'a counter over the run, with what iterations of the plan recorded after it',
      {
        ...none,
        name: 'orders',
        type: 'counter',
        unit: 'orders',
        phase: null,
        samples: null,
        count: 1220,
        perSec: 1220 / 30,
        metric: 'orders{plan:shop}',
      },
    ],
    [
      'a counter in a phase',
      {
        ...none,
        name: 'orders',
        type: 'counter',
        unit: 'orders',
        phase: 'warm-up',
        samples: null,
        count: 250,
        perSec: 25,
        metric: 'orders{phase:warm-up}',
      },
    ],
    [
      'a metric that nothing sampled, whose zeros are no values',
      {
        ...none,
        name: 'cache_hit',
        type: 'rate',
        unit: 'ratio',
        phase: 'users',
        samples: 0,
        metric: 'cache_hit{phase:users}',
      },
    ],
  ])('shows %s', (_, row) => {
    expect(rowOf(row.name, row.phase)).toEqual(row);
  });
});

it('the start of the load is not known where setup did not end', () => {
  const data = dataOf(
    plan,
    soundSamples(plan).filter(({ metric }) => metric !== 'load_started_at_ms'),
  );
  expect(acceptanceOf(plan, data).loadStartedAt).toBeNull();
});
