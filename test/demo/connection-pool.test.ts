import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionPool, PoolTimeout } from '../../demo/connection-pool.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('ConnectionPool', () => {
  it('holds a slot for the whole service time, the time of the work included', async () => {
    const pool = new ConnectionPool(1, 1000);
    const done = vi.fn<(result: string) => void>();
    void pool.use(50, () => new Promise<string>((resolve) => setTimeout(resolve, 30, 'result'))).then(done);

    await vi.advanceTimersByTimeAsync(49);
    expect(done).not.toHaveBeenCalled();
    expect(pool.counts.inUse).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toHaveBeenCalledWith('result');
    expect(pool.counts).toEqual({ inUse: 0, waiting: 0, served: 1, rejected: 0 });
  });

  it('holds a slot longer for work that takes longer', async () => {
    const pool = new ConnectionPool(1, 1000);
    void pool.use(50, () => new Promise((resolve) => setTimeout(resolve, 80)));

    await vi.advanceTimersByTimeAsync(79);
    expect(pool.counts.inUse).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(pool.counts.inUse).toBe(0);
  });

  it('gives a slot that frees one millisecond before the longest wait is over', async () => {
    const pool = new ConnectionPool(1, 101);
    void pool.use(100, () => {});
    const second = pool.use(10, () => 'served');
    await vi.advanceTimersByTimeAsync(110);
    await expect(second).resolves.toBe('served');
  });

  it('rejects with a PoolTimeout once the longest wait is over, and frees nothing by it', async () => {
    const pool = new ConnectionPool(1, 99);
    void pool.use(100, () => {});
    const work = vi.fn<() => void>();
    const second = pool.use(10, work).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(98);
    expect(pool.counts).toEqual({ inUse: 1, waiting: 1, served: 0, rejected: 0 });

    await vi.advanceTimersByTimeAsync(1);
    expect(pool.counts).toEqual({ inUse: 1, waiting: 0, served: 0, rejected: 1 });
    const error = await second;
    expect(error).toBeInstanceOf(PoolTimeout);
    expect(error).toHaveProperty('message', 'No slot of 1 came free within 99 ms');

    await vi.advanceTimersByTimeAsync(1000);
    expect(work).not.toHaveBeenCalled();
    expect(pool.counts).toEqual({ inUse: 0, waiting: 0, served: 1, rejected: 1 });
  });

  it('passes over callers that have timed out to the first one that still waits', async () => {
    const pool = new ConnectionPool(1, 50);
    void pool.use(60, () => {});
    const early = [pool.use(10, () => {}), pool.use(10, () => {})].map((use) => use.catch(() => 'rejected'));
    await vi.advanceTimersByTimeAsync(20);
    const late = pool.use(10, () => 'served');
    await vi.advanceTimersByTimeAsync(50);
    await expect(Promise.all([...early, late])).resolves.toEqual(['rejected', 'rejected', 'served']);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no such table');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no such table'))],
  ])('passes on what work that %s gives, and releases its slot after the service time', async (_how, work) => {
    const pool = new ConnectionPool(1, 1000);
    const failed = pool.use(50, work).catch((error: unknown) => error);
    const next = vi.fn<() => void>();
    void pool.use(10, next);

    await vi.advanceTimersByTimeAsync(49);
    expect(next).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(next).toHaveBeenCalledOnce();
    await expect(failed).resolves.toHaveProperty('message', 'no such table');
  });

  describe('in a process that is 4 ms late for a timer', () => {
    /** When each job of 10 ms ends: some are offered at 0 ms, some at 11 ms, when the first is due but not over. */
    async function endsMs(offeredBefore: number, offeredLate: number): Promise<number[]> {
      const now = performance.now.bind(performance);
      let lateMs = 0;
      vi.spyOn(performance, 'now').mockImplementation(() => now() + lateMs);
      const pool = new ConnectionPool(1, 1000);
      const zeroMs = performance.now();
      const ends: number[] = [];
      const offerOne = () => void pool.use(10, () => {}).then(() => ends.push(performance.now() - zeroMs));

      for (let job = 0; job < offeredBefore; job += 1) offerOne();
      await vi.advanceTimersByTimeAsync(7);
      lateMs = 4;
      for (let job = 0; job < offeredLate; job += 1) offerOne();
      await vi.advanceTimersByTimeAsync(100);
      return ends;
    }

    it('makes up for the lateness with who waited before', async () => {
      expect(await endsMs(3, 0)).toEqual([14, 20, 30]);
    });

    it('gives who came meanwhile the whole service time', async () => {
      expect(await endsMs(1, 2)).toEqual([14, 21, 31]);
    });
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('rejects a size of %s', (size) => {
    expect(() => new ConnectionPool(size, 1000)).toThrow(
      `Invalid pool size: expected a whole number from 1, received ${size}.`,
    );
  });

  it.each([0, -1, Number.NaN, 2_147_483_648])('rejects a longest wait of %s ms', (maxWaitMs) => {
    expect(() => new ConnectionPool(1, maxWaitMs)).toThrow(
      `Invalid maxWaitMs: expected a number above 0, at most 2147483647, received ${maxWaitMs}.`,
    );
  });

  it.each([0.5, 2_147_483_647])('accepts a longest wait of %s ms', (maxWaitMs) => {
    expect(new ConnectionPool(1, maxWaitMs).maxWaitMs).toBe(maxWaitMs);
  });
});
