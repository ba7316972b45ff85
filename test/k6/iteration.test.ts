import { beforeEach, expect, test, vi } from 'vitest';
import { runIteration } from '../../lib/k6/iteration.ts';
import { metrics } from '../../lib/k6/k6-modules.ts';
import { enterScenario, k6, resetK6 } from './k6-stub.ts';
import { environmentOf } from './plan-environment.ts';

vi.mock('../../lib/k6/k6-modules.ts', () => import('./k6-stub.ts'));

const startMs = 5000;
const plan = environmentOf(['first', '1s'], ['second', '1s']);

beforeEach(() => {
  resetK6();
  vi.useFakeTimers();
  vi.setSystemTime(startMs);
  enterScenario(plan(), startMs);
  return () => vi.useRealTimers();
});

function run<Data>(body: (data: Data) => void | Promise<void>, data: Data): void | Promise<void> {
  return runIteration(body, data, new metrics.Counter('script_exceptions'));
}

test('passes on the data of setup', () => {
  const seen: unknown[] = [];
  run((data) => void seen.push(data), { token: 'a' });
  expect(seen).toEqual([{ token: 'a' }]);
});

test('tags the VU with the phase of the start before the script runs', () => {
  let atStart: unknown;
  run(() => {
    atStart = { ...k6.tags };
    vi.setSystemTime(startMs + 1500);
  }, undefined);
  expect(atStart).toEqual({ phase: 'first' });
  expect(k6.tags).toEqual({ phase: 'first' });
  run(() => {}, undefined);
  expect(k6.tags).toEqual({ phase: 'second' });
});

test('counts an exception, in the phase of the start, and throws it on', () => {
  const error = new Error('of the script');
  const thrown = () =>
    run(() => {
      vi.setSystemTime(startMs + 1500);
      throw error;
    }, undefined);
  expect(thrown).toThrow(error);
  expect(k6.samples).toEqual([{ metric: 'script_exceptions', value: 1, tags: { phase: 'first' } }]);
});

test('counts an exception that is no error, and throws it on', () => {
  expect(() =>
    run(() => {
      throw 'a text';
    }, undefined),
  ).toThrow('a text');
  expect(k6.samples).toHaveLength(1);
});

test('counts the rejection of an asynchronous iteration once, and rejects with it', async () => {
  const error = new Error('of the script');
  const running = run(async () => {
    await Promise.resolve();
    throw error;
  }, undefined);
  expect(k6.samples).toEqual([]);
  await expect(running).rejects.toBe(error);
  expect(k6.samples).toEqual([{ metric: 'script_exceptions', value: 1, tags: { phase: 'first' } }]);
});

test('counts nothing of an iteration that ends well, and waits for an asynchronous one', async () => {
  expect(run(() => {}, undefined)).toBeUndefined();
  let isDone = false;
  const running = run(async () => {
    await Promise.resolve();
    isDone = true;
  }, undefined);
  expect(isDone).toBe(false);
  await running;
  expect(isDone).toBe(true);
  expect(k6.samples).toEqual([]);
});
