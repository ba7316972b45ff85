import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capacityPerSec } from '../../demo/capacity.ts';
import { ConnectionPool } from '../../demo/connection-pool.ts';
import { serviceTimesMs } from '../../demo/service.ts';

describe('capacityPerSec', () => {
  // By hand: 10 / 0.080 s; 1 / 1 s; 3 / (0.100 s + 0.150 s); 2 / 0.020 s.
  it.each([
    [10, [20, 10, 50], 125],
    [1, [1000], 1],
    [3, [100, 150], 12],
    [2, [20], 100],
  ])('of %i slots and service times of %j ms is %d journeys per second', (poolSize, times, expected) => {
    expect(capacityPerSec(poolSize, times)).toBeCloseTo(expected, 9);
  });

  it('of the demo service with its default pool is 125 journeys per second', () => {
    expect(capacityPerSec(10, Object.values(serviceTimesMs))).toBe(125);
  });

  it("gives back the pool size by Little's law", () => {
    const times = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), times, (poolSize, timesMs) => {
        const journeySeconds = timesMs.reduce((sum, timeMs) => sum + timeMs / 1000, 0);
        expect(capacityPerSec(poolSize, timesMs) * journeySeconds).toBeCloseTo(poolSize, 6);
      }),
    );
  });

  it('is what a real pool cannot exceed', async () => {
    const pool = new ConnectionPool(2, 60_000);
    const offeredAtMs = performance.now();
    await Promise.all(Array.from({ length: 100 }, () => pool.use(20, () => {})));
    const elapsedMs = performance.now() - offeredAtMs;

    const leastMs = (100 / capacityPerSec(2, [20])) * 1000;
    expect(leastMs).toBeCloseTo(1000, 6);
    expect(elapsedMs).toBeGreaterThan(leastMs - 0.001);
  });

  it.each([0, -1, 2.5, Number.NaN])('rejects a pool size of %s', (poolSize) => {
    expect(() => capacityPerSec(poolSize, [20])).toThrow(
      `Invalid pool size: expected a whole number from 1, received ${poolSize}.`,
    );
  });

  it.each([[[]], [[0]], [[20, -1]], [[Number.NaN]], [[Number.POSITIVE_INFINITY]]])(
    'rejects service times of %j',
    (times) => {
      expect(() => capacityPerSec(1, times)).toThrow('Invalid service times: expected one or more numbers above 0,');
    },
  );
});
