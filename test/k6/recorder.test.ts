import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { CustomMetric } from '../../lib/core/plan/custom-metric.ts';
import { tagIteration } from '../../lib/k6/current-phase.ts';
import { recorderOf, sampleTags } from '../../lib/k6/recorder.ts';
import { enterScenario, k6, resetK6 } from './k6-stub.ts';
import { environmentOf } from './plan-environment.ts';

vi.mock('../../lib/k6/k6-modules.ts', () => import('./k6-stub.ts'));

const startMs = 5000;
const plan = environmentOf(['first', '1s'], ['second', '1s']);
const declared: readonly CustomMetric[] = [
  { name: 'jobs', type: 'counter' },
  { name: 'depth', type: 'gauge', unit: 'jobs' },
  { name: 'fresh', type: 'rate' },
  { name: 'wait', type: 'trend', unit: 'ms' },
  { name: 'size', type: 'trend', unit: 'kB' },
];

beforeEach(() => {
  resetK6();
  vi.useFakeTimers();
  vi.setSystemTime(startMs);
  return () => vi.useRealTimers();
});

test('each metric is made as its type, and each but a counter with a counter of its samples', () => {
  recorderOf('shop', declared);
  const made = k6.metrics.map(({ type, name }) => [name, type]);
  expect(Object.fromEntries(made)).toEqual({
    jobs: 'Counter',
    depth: 'Gauge',
    depth_samples: 'Counter',
    fresh: 'Rate',
    fresh_samples: 'Counter',
    wait: 'Trend',
    wait_samples: 'Counter',
    size: 'Trend',
    size_samples: 'Counter',
  });
  expect(made).toHaveLength(9);
});

test('a trend in ms is a time to k6, and no other is', () => {
  recorderOf('shop', declared);
  expect(k6.metrics.filter(({ isTime }) => isTime === true).map(({ name }) => name)).toEqual(['wait']);
});

test('metrics can be made at init alone', () => {
  k6.isInit = false;
  expect(() => recorderOf('shop', declared)).toThrow('init context');
});

test('a sample bears the plan, a counter also the phase in which it is recorded, and none the phase itself', () => {
  expect(sampleTags('shop', 'trend', 'second')).toEqual({ plan: 'shop' });
  expect(sampleTags('shop', 'counter', 'second')).toEqual({ plan: 'shop', recorded: 'second' });
  expect(sampleTags('shop', 'counter', undefined)).toEqual({});
});

describe('a sample', () => {
  test('is added, and counted once', () => {
    const record = recorderOf('shop', declared);
    enterScenario(plan(), startMs);
    record('wait', 12.5);
    expect(k6.samples).toEqual([
      { metric: 'wait', value: 12.5, tags: { plan: 'shop' } },
      { metric: 'wait_samples', value: 1, tags: { plan: 'shop' } },
    ]);
  });

  test('belongs to the phase in which its iteration started; of a counter k6 is told the phase of now too', () => {
    const record = recorderOf('shop', declared);
    enterScenario(plan(), startMs);
    tagIteration();
    vi.setSystemTime(startMs + 1000);
    record('jobs', 3);
    record('depth', 4);
    expect(k6.samples).toEqual([
      { metric: 'jobs', value: 3, tags: { phase: 'first', plan: 'shop', recorded: 'second' } },
      { metric: 'depth', value: 4, tags: { phase: 'first', plan: 'shop' } },
      { metric: 'depth_samples', value: 1, tags: { phase: 'first', plan: 'shop' } },
    ]);
  });

  test('belongs to no plan outside its scenarios', () => {
    const record = recorderOf('shop', declared);
    record('jobs', 1);
    record('wait', 1);
    expect(k6.samples.map(({ tags }) => tags)).toEqual([{}, {}, {}]);
  });

  test.each<[metric: string, value: number | boolean]>([
    ['jobs', 0],
    ['jobs', 0.5],
    ['depth', -1],
    ['wait', -0.5],
    ['fresh', true],
    ['fresh', false],
    ['fresh', 0],
    ['fresh', 1],
  ])('of %s may be %j', (metric, value) => {
    recorderOf('shop', declared)(metric, value);
    expect(k6.samples[0]).toMatchObject({ metric, value });
  });

  test.each<[metric: string, value: number | boolean, rule: string]>([
    ['jobs', -1, 'a finite number from 0'],
    ['jobs', NaN, 'a finite number from 0'],
    ['jobs', true, 'a finite number from 0'],
    ['depth', NaN, 'a finite number'],
    ['depth', false, 'a finite number'],
    ['wait', Infinity, 'a finite number'],
    ['size', -Infinity, 'a finite number'],
    ['fresh', 0.05, 'true, false, 0 or 1'],
    ['fresh', 2, 'true, false, 0 or 1'],
    ['fresh', NaN, 'true, false, 0 or 1'],
  ])('of %s cannot be %j', (metric, value, rule) => {
    expect(() => recorderOf('shop', declared)(metric, value)).toThrow(
      `Invalid sample of ${metric}: expected ${rule}, received ${value}. Record only what was measured.`,
    );
    expect(k6.samples).toEqual([]);
  });

  test.each(['other', 'wait_samples', 'constructor'])('of %s, which is not declared, is an error', (metric) => {
    expect(() => recorderOf('shop', declared)(metric, 1)).toThrow(
      `Invalid record: expected a metric of the plan, received "${metric}". Declare the metric.`,
    );
  });
});
