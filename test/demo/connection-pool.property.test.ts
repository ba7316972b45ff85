import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionPool } from '../../demo/connection-pool.ts';

interface Job {
  readonly arrivesAtMs: number;
  readonly serviceTimeMs: number;
}

interface Outcome extends Job {
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number;
}

const jobs = fc
  .array(fc.record({ gapMs: fc.integer({ min: 0, max: 15 }), serviceTimeMs: fc.integer({ min: 1, max: 40 }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((steps): Job[] => {
    let arrivesAtMs = 0;
    return steps.map(({ gapMs, serviceTimeMs }) => {
      arrivesAtMs += gapMs;
      return { arrivesAtMs, serviceTimeMs };
    });
  });

const sizes = fc.integer({ min: 1, max: 5 });

/** Offers the jobs at their times on the fake clock; what becomes of each, in the order of arrival. */
async function offer(pool: ConnectionPool, offered: readonly Job[]): Promise<Outcome[]> {
  const zeroMs = performance.now();
  const outcomes = offered.map(
    (job) =>
      new Promise<Outcome>((resolve) => {
        let startedAtMs: number | undefined;
        const end = () => resolve({ ...job, startedAtMs, endedAtMs: performance.now() - zeroMs });
        const work = () => {
          startedAtMs = performance.now() - zeroMs;
        };
        setTimeout(() => void pool.use(job.serviceTimeMs, work).then(end, end), job.arrivesAtMs);
      }),
  );
  await vi.runAllTimersAsync();
  return Promise.all(outcomes);
}

/** The most jobs that were under way at one time, by their own starts and ends. */
function mostAtOnce(outcomes: readonly Outcome[]): number {
  const served = outcomes.flatMap(({ startedAtMs, endedAtMs }) =>
    startedAtMs === undefined ? [] : [{ startedAtMs, endedAtMs }],
  );
  const atEachStart = served.map(
    ({ startedAtMs: timeMs }) =>
      served.filter(({ startedAtMs, endedAtMs }) => startedAtMs <= timeMs && timeMs < endedAtMs).length,
  );
  return Math.max(0, ...atEachStart);
}

/** The textbook queue of `size` servers: each caller in turn takes the server that is free first. */
function endsOfIdealQueue(size: number, offered: readonly Job[]): number[] {
  const freeAtMs = Array.from({ length: size }, () => 0);
  return offered.map(({ arrivesAtMs, serviceTimeMs }) => {
    const slot = freeAtMs.indexOf(Math.min(...freeAtMs));
    const endMs = Math.max(arrivesAtMs, freeAtMs[slot] ?? 0) + serviceTimeMs;
    freeAtMs[slot] = endMs;
    return endMs;
  });
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('ConnectionPool, whatever comes and when', () => {
  it('ends every job exactly when an ideal first-in-first-out queue does', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, jobs, async (size, offered) => {
        const pool = new ConnectionPool(size, 60_000);
        const outcomes = await offer(pool, offered);
        expect(mostAtOnce(outcomes)).toBeLessThanOrEqual(size);
        expect(outcomes.map((outcome) => outcome.endedAtMs)).toEqual(endsOfIdealQueue(size, offered));
        expect(pool.counts).toEqual({ inUse: 0, waiting: 0, served: offered.length, rejected: 0 });
      }),
    );
  });

  it('serves in order of arrival, and rejects exactly who has waited too long', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 60 }), jobs, async (size, maxWaitMs, offered) => {
        const pool = new ConnectionPool(size, maxWaitMs);
        const outcomes = await offer(pool, offered);
        const starts = outcomes.flatMap(({ startedAtMs }) => startedAtMs ?? []);
        const waitsMs = outcomes.flatMap(({ arrivesAtMs, startedAtMs }) =>
          startedAtMs === undefined ? [] : startedAtMs - arrivesAtMs,
        );
        const rejected = outcomes.filter(({ startedAtMs }) => startedAtMs === undefined);
        expect(mostAtOnce(outcomes)).toBeLessThanOrEqual(size);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        expect(Math.max(0, ...waitsMs)).toBeLessThanOrEqual(maxWaitMs);
        expect(rejected.map(({ endedAtMs, arrivesAtMs }) => endedAtMs - arrivesAtMs)).toEqual(
          rejected.map(() => maxWaitMs),
        );
        expect(pool.counts).toEqual({
          inUse: 0,
          waiting: 0,
          served: starts.length,
          rejected: rejected.length,
        });
      }),
    );
  });
});
