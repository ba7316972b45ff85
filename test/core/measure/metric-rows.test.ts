import { describe, expect, it } from 'vitest';
import { measure } from '../../../lib/core/measure/measure.ts';
import { parseRunSummary } from '../../../lib/core/measure/run-summary.ts';
import { dataOf, planOf, sampled, soundSamples, type K6Data } from '../run-data.ts';

const plan = planOf();
const rowsOf = (data: K6Data) => measure(plan, parseRunSummary(data)).metrics;
const row = (data: K6Data, metric: string, phase: string | null) =>
  rowsOf(data).find(({ name, phase: of }) => name === metric && of === phase);
const nothing = {
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

describe("the plan's own metrics", () => {
  it('have a row over the run and one for each phase, in the order of the plan', () => {
    expect(
      rowsOf(dataOf(plan)).map(({ name, type, unit, phase, metric }) => [name, type, unit, phase, metric]),
    ).toEqual(
      (
        [
          ['queue_wait', 'trend', 'ms'],
          ['cache_hit', 'rate', 'ratio'],
          ['replicas', 'gauge', ''],
          ['orders', 'counter', 'orders'],
        ] as const
      ).flatMap(([name, type, unit]) => [
        [name, type, unit, null, `${name}{plan:shop}`],
        ...['warm-up', 'peak', 'users'].map((phase) => [name, type, unit, phase, `${name}{phase:${phase}}`]),
      ]),
    );
  });

  it('are none of a plan without any', () => {
    const bare = planOf({ metrics: [], criteria: [{ indicator: 'error ratio', target: 'rate<0.01' }] });
    expect(measure(bare, parseRunSummary(dataOf(bare))).metrics).toEqual([]);
  });

  // In the peak 10, 20 … 1000, once each; in the users 4, twice.
  const data = dataOf(plan, [
    ...Array.from({ length: 100 }, (_, index) => [
      sampled('queue_wait', 10 * (index + 1), 1, { phase: 'peak' }),
      sampled('queue_wait_samples', 1, 1, { phase: 'peak' }),
    ]).flat(),
    sampled('queue_wait', 4, 2, { phase: 'users' }),
    sampled('queue_wait_samples', 1, 2, { phase: 'users' }),
    sampled('cache_hit', 1, 30, { phase: 'peak' }),
    sampled('cache_hit', 0, 10, { phase: 'peak' }),
    sampled('cache_hit_samples', 1, 40, { phase: 'peak' }),
    sampled('cache_hit', 0, 10, { phase: 'users' }),
    sampled('cache_hit_samples', 1, 10, { phase: 'users' }),
    sampled('replicas', 3, 1, { phase: 'peak' }),
    sampled('replicas', -2, 1, { phase: 'peak' }),
    sampled('replicas', 1, 1, { phase: 'peak' }),
    sampled('replicas_samples', 1, 3, { phase: 'peak' }),
    sampled('orders', 7, 25, { phase: 'peak', recorded: 'peak' }),
    sampled('orders', 1, 5, { phase: 'users', recorded: 'users' }),
  ]);

  it('of a trend have its statistics', () => {
    expect(row(data, 'queue_wait', 'peak')).toEqual({
      ...nothing,
      name: 'queue_wait',
      type: 'trend',
      unit: 'ms',
      phase: 'peak',
      samples: 100,
      average: 505,
      minimum: 10,
      median: 505,
      p90: expect.closeTo(901, 9),
      p95: expect.closeTo(950.5, 9),
      p99: expect.closeTo(990.1, 9),
      maximum: 1000,
      metric: 'queue_wait{phase:peak}',
    });
    expect(row(data, 'queue_wait', null)).toMatchObject({ samples: 102, minimum: 4, maximum: 1000 });
    expect(row(data, 'queue_wait', 'users')).toMatchObject({ samples: 2, minimum: 4, maximum: 4, average: 4 });
  });

  it('of a rate have their share, which may be 0', () => {
    expect(row(data, 'cache_hit', 'peak')).toEqual({
      ...nothing,
      name: 'cache_hit',
      type: 'rate',
      unit: 'ratio',
      phase: 'peak',
      samples: 40,
      ratio: 0.75,
      metric: 'cache_hit{phase:peak}',
    });
    expect(row(data, 'cache_hit', 'users')).toMatchObject({ samples: 10, ratio: 0 });
    expect(row(data, 'cache_hit', null)).toMatchObject({ samples: 50, ratio: 0.6 });
  });

  it('of a gauge have its last value, and both ends', () => {
    expect(row(data, 'replicas', 'peak')).toEqual({
      ...nothing,
      name: 'replicas',
      type: 'gauge',
      unit: '',
      phase: 'peak',
      samples: 3,
      last: 1,
      minimum: -2,
      maximum: 3,
      metric: 'replicas{phase:peak}',
    });
  });

  it('of a counter have its count, and that by the second of the phase or of the plan', () => {
    // Phases of 10 s, in a plan of 30 s.
    expect(row(data, 'orders', 'peak')).toEqual({
      ...nothing,
      name: 'orders',
      type: 'counter',
      unit: 'orders',
      phase: 'peak',
      samples: null,
      count: 175,
      perSec: 17.5,
      metric: 'orders{phase:peak}',
    });
    expect(row(data, 'orders', 'users')).toMatchObject({ count: 5, perSec: 0.5 });
    expect(row(data, 'orders', null)).toMatchObject({ count: 180, perSec: 6 });
  });

  it('that nothing sampled have no values, though k6 shows zeros; a counter of nothing is 0', () => {
    expect(data.metrics['queue_wait{phase:warm-up}']?.values).toMatchObject({ count: 0, avg: 0, 'p(95)': 0 });
    expect(data.metrics['replicas{phase:users}']?.values).toEqual({ value: 0, min: 0, max: 0 });
    for (const [name, phase] of [
      ['queue_wait', 'warm-up'],
      ['cache_hit', 'warm-up'],
      ['replicas', 'users'],
    ] as const) {
      expect(row(data, name, phase)).toMatchObject({ ...nothing, samples: 0 });
    }
    expect(row(data, 'orders', 'warm-up')).toMatchObject({ ...nothing, samples: null, count: 0, perSec: 0 });
  });

  it('that k6 did not show have no values, and no count of samples either', () => {
    const hidden = dataOf(plan, soundSamples(plan));
    for (const key of ['queue_wait{phase:peak}', 'cache_hit_samples{phase:peak}', 'orders{phase:peak}']) {
      delete hidden.metrics[key];
    }
    expect(row(hidden, 'queue_wait', 'peak')).toMatchObject({ ...nothing, samples: 500 });
    expect(row(hidden, 'cache_hit', 'peak')).toMatchObject({ ...nothing, samples: null });
    expect(row(hidden, 'orders', 'peak')).toMatchObject({ ...nothing, samples: null });
    expect(measure(plan, parseRunSummary(hidden)).missing.toSorted()).toEqual([
      'cache_hit_samples{phase:peak}',
      'orders{phase:peak}',
      'queue_wait{phase:peak}',
    ]);
  });
});
