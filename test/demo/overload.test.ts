import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionPool } from '../../demo/connection-pool.ts';
import { serviceDefaults, serviceTimesMs } from '../../demo/service.ts';

/** A stretch of evenly spaced arrivals. */
interface Stretch {
  readonly arrivalsPerSec: number;
  readonly seconds: number;
}

interface Visit {
  readonly queuedAtSec: number;
  /** `undefined` when the pool gave no slot. */
  readonly waitSec: number | undefined;
}

const { list, view, order } = serviceTimesMs;

/** Every visit to the demo's pool on the fake clock, when each arrival makes the visits of `journeyMs` in turn. */
async function visitsOf(journeyMs: readonly number[], load: readonly Stretch[]): Promise<Visit[]> {
  const pool = new ConnectionPool(serviceDefaults.poolSize, serviceDefaults.maxWaitMs);
  const visits: Visit[] = [];
  const zeroMs = performance.now();

  const visit = async (serviceTimeMs: number): Promise<boolean> => {
    const queuedAtMs = performance.now();
    const startedAtMs = await pool.use(serviceTimeMs, () => performance.now()).catch(() => undefined);
    const waitSec = startedAtMs === undefined ? undefined : (startedAtMs - queuedAtMs) / 1000;
    visits.push({ queuedAtSec: (queuedAtMs - zeroMs) / 1000, waitSec });
    return startedAtMs !== undefined;
  };
  const journey = async () => {
    for (const serviceTimeMs of journeyMs) if (!(await visit(serviceTimeMs))) return;
  };
  const arrive = async () => {
    for (const { arrivalsPerSec, seconds } of load) {
      const fromMs = performance.now();
      for (let nth = 1; nth <= arrivalsPerSec * seconds; nth += 1) {
        void journey();
        const nextAtMs = fromMs + (nth * 1000) / arrivalsPerSec;
        await new Promise((resolve) => setTimeout(resolve, nextAtMs - performance.now()));
      }
    }
  };

  void arrive();
  await vi.runAllTimersAsync();
  return visits.toSorted((a, b) => a.queuedAtSec - b.queuedAtSec);
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the demo pool under load', () => {
  it('makes nobody wait as long as a service time at 96 % of its capacity', async () => {
    const visits = await visitsOf([list, view, order], [{ arrivalsPerSec: 120, seconds: 20 }]);
    expect(visits).toHaveLength(120 * 20 * 3);
    expect(Math.max(...visits.map(({ waitSec }) => waitSec ?? Infinity))).toBeLessThan(order / 1000);
  });

  // 250 / 200 - 1 = 0.25 s of wait more with each second; 1 s is reached after 1 / 0.25 = 4 s.
  it('makes single requests wait longer by arrival / capacity - 1 each second, then refuses', async () => {
    const visits = await visitsOf([order], [{ arrivalsPerSec: 250, seconds: 6 }]);
    expect(visits.find(({ queuedAtSec }) => queuedAtSec >= 2)?.waitSec).toBeCloseTo(2 * 0.25, 1);
    expect(visits.find(({ waitSec }) => waitSec === undefined)?.queuedAtSec).toBeCloseTo(4, 1);
  });

  // 1 + g = 16 (0.020 + 0.010 / (1 + g) + 0.050 / (1 + g)^2) has g = 0.111; 1 s is reached after 1 / 0.111 = 9.0 s.
  it('refuses journeys later, because each waits for an answer before it goes on', async () => {
    const visits = await visitsOf([list, view, order], [{ arrivalsPerSec: 160, seconds: 11 }]);
    expect(visits.find(({ queuedAtSec }) => queuedAtSec >= 4)?.waitSec).toBeCloseTo(4 * 0.111, 1);
    expect(visits.find(({ waitSec }) => waitSec === undefined)?.queuedAtSec).toBeCloseTo(9, 0);
  });

  // 0.75 s of wait after 3 s; at half the capacity it shrinks by 1 - 100 / 200 = 0.5 s each second: gone after 1.5 s.
  it('drains the wait by 1 - arrival / capacity each second once the load has fallen', async () => {
    const load = [
      { arrivalsPerSec: 250, seconds: 3 },
      { arrivalsPerSec: 100, seconds: 4 },
    ];
    const visits = await visitsOf([order], load);
    expect(visits.findLast(({ waitSec }) => waitSec !== 0)?.queuedAtSec).toBeCloseTo(3 + 1.5, 1);
  });
});
