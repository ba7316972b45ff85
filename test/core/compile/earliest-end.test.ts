import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earliestEndMs } from '../../../lib/core/compile/earliest-end.ts';
import { parseProfile, type PhaseSpec } from '../../../lib/core/plan/profile.ts';

const endOf = (...specs: PhaseSpec[]): number => earliestEndMs(parseProfile(specs, 1));

describe('the earliest end', () => {
  it.each([
    // The last iteration starts when the area under the rate reaches a whole number for the last time.
    ['10 iterations in 10 s: the tenth at the end', [{ name: 'a', hold: '1/s', duration: '10s' }], 10_000],
    ['3.5 iterations in 5 s: the third at 3 ÷ 0.7 s', [{ name: 'a', hold: '7/10s', duration: '5s' }], 3000 / 0.7],
    ['7.5 iterations in 5 s: the seventh at 7 ÷ 1.5 s', [{ name: 'a', hold: '90/m', duration: '5s' }], 14_000 / 3],
    ['3.5 iterations in 3.5 s: the third at 3 s', [{ name: 'a', hold: '1/s', duration: '3500ms' }], 3000],
    ['20.5 iterations in 2.05 s: the twentieth at 2 s', [{ name: 'a', hold: '10/s', duration: '2050ms' }], 2000],
    [
      '20 iterations in 2 s, then none',
      [
        { name: 'a', hold: '10/s', duration: '2s' },
        { name: 'b', hold: '0/s', duration: '3s' },
      ],
      2000,
    ],
    [
      '1.7 iterations: the first in the first phase',
      [
        { name: 'a', hold: '1/s', duration: '1500ms' },
        { name: 'b', hold: '1/10s', duration: '2s' },
      ],
      1000,
    ],
    [
      '0.6 iterations, then 1 more: the first 0.4 s into the second phase',
      [
        { name: 'a', hold: '3/10s', duration: '2s' },
        { name: 'b', hold: '1/s', duration: '1s' },
      ],
      2400,
    ],
    ['a ramp from 0 to 20/s in 2 s: the twentieth at the end', [{ name: 'a', ramp: '20/s', duration: '2s' }], 2000],
    // 2t² = 12: t = √6.
    [
      'a ramp from 0 to 10/s in 2.5 s, 12.5 iterations: the twelfth at √6 s',
      [{ name: 'a', ramp: '10/s', duration: '2500ms' }],
      2449.4897,
    ],
    // 10t − 2t² = 12: t = 2.
    [
      '10/s for 1 s, then down to 0 in 2.5 s, 22.5 iterations: the last at 1 + 2 s',
      [
        { name: 'a', hold: '10/s', duration: '1s' },
        { name: 'b', ramp: '0/s', duration: '2500ms' },
      ],
      3000,
    ],
    // t + t²/2 = 7: t = √15 − 1.
    [
      '1/s for 1 s, then up to 4/s in 3 s, 8.5 iterations: the eighth at √15 s',
      [
        { name: 'a', hold: '1/s', duration: '1s' },
        { name: 'b', ramp: '4/s', duration: '3s' },
      ],
      3872.9833,
    ],
    [
      'a rate, then VUs, then a rate without iterations',
      [
        { name: 'a', hold: '5/s', duration: '2s' },
        { name: 'b', hold: '5 VUs', duration: '3s' },
        { name: 'c', hold: '0/s', duration: '9s' },
      ],
      5000,
    ],
    ['0.5 iterations: none', [{ name: 'a', hold: '0.5/s', duration: '1s' }], 0],
    ['a ramp from 0 to 1/s in 10 s: the fifth at the end', [{ name: 'a', ramp: '1/s', duration: '10s' }], 10_000],
    // t²/20 = 2: t = √40.
    [
      'a ramp from 0 to 1/s in 7 s, 3.5 iterations: the third at √42 s',
      [{ name: 'a', ramp: '1/s', duration: '7s' }],
      1000 * Math.sqrt(42),
    ],
    [
      '1/s for 2 s, then down to 0 in 3 s, 3.5 iterations: the third at 2 + 3 − √3 s',
      [
        { name: 'a', hold: '1/s', duration: '2s' },
        { name: 'b', ramp: '0/s', duration: '3s' },
      ],
      1000 * (5 - Math.sqrt(3)),
    ],
    [
      'nothing in the last phase',
      [
        { name: 'a', hold: '1/s', duration: '4s' },
        { name: 'b', hold: '0/s', duration: '60s' },
      ],
      4000,
    ],
    ['nothing at all', [{ name: 'a', hold: '0/s', duration: '60s' }], 0],
    ['VUs to the end', [{ name: 'a', hold: '5 VUs', duration: '10s' }], 10_000],
    ['a ramp to VUs', [{ name: 'a', ramp: '5 VUs', duration: '10s' }], 10_000],
    [
      'a ramp from 5 VUs to none in 10 s',
      [
        { name: 'a', hold: '5 VUs', duration: '1s' },
        { name: 'b', ramp: '0 VUs', duration: '10s' },
      ],
      11_000,
    ],
    [
      '10 VUs for 2 s, then none',
      [
        { name: 'a', hold: '10 VUs', duration: '2s' },
        { name: 'b', hold: '0 VUs', duration: '3s' },
      ],
      2000,
    ],
    [
      'no VUs at the end',
      [
        { name: 'a', hold: '5 VUs', duration: '3s' },
        { name: 'b', hold: '0 VUs', duration: '60s' },
      ],
      3000,
    ],
    ['no VUs at all', [{ name: 'a', hold: '0 VUs', duration: '60s' }], 0],
    [
      'VUs, then a rate',
      [
        { name: 'a', hold: '5 VUs', duration: '3s' },
        { name: 'b', hold: '1/s', duration: '2s' },
      ],
      5000,
    ],
    [
      'VUs, then no rate',
      [
        { name: 'a', hold: '5 VUs', duration: '3s' },
        { name: 'b', hold: '0/s', duration: '60s' },
      ],
      3000,
    ],
    [
      'a rate, then VUs',
      [
        { name: 'a', hold: '1/s', duration: '2s' },
        { name: 'b', hold: '5 VUs', duration: '3s' },
      ],
      5000,
    ],
  ] as const)('of %s', (_, specs, ms) => {
    expect(endOf(...specs)).toBeCloseTo(ms, 3);
  });

  it('of no phase is 0', () => {
    expect(earliestEndMs([])).toBe(0);
  });

  it('of a rate is when the area under it is whole for the last time, found by halving', () => {
    const phase = fc.record({
      rate: fc.integer({ min: 0, max: 40 }),
      kind: fc.constantFrom('hold', 'ramp'),
      seconds: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(phase, { minLength: 1, maxLength: 4 }), (phases) => {
        const specs = phases.map(({ rate, kind, seconds }, index): PhaseSpec => {
          const [name, load, duration] = [`p${index}`, `${rate}/10s`, `${seconds}s`] as const;
          return kind === 'hold' ? { name, hold: load, duration } : { name, ramp: load, duration };
        });
        // The area up to a moment, in iterations: trapezoids, cut where the moment lies.
        const areaUntil = (moment: number): number => {
          let area = 0;
          let [start, before] = [0, 0];
          for (const { rate, kind, seconds } of phases) {
            const from = kind === 'hold' ? rate : before;
            const inside = Math.min(Math.max(moment - start, 0), seconds);
            area += ((from + (from + ((rate - from) * inside) / seconds)) / 2) * (inside / 10);
            [start, before] = [start + seconds, rate];
          }
          return area;
        };
        const total = phases.reduce((sum, { seconds }) => sum + seconds, 0);
        // At a whole total k6's own rounding decides whether the last iteration starts: those have tests of their own.
        fc.pre(Math.abs(areaUntil(total) - Math.round(areaUntil(total))) > 1e-6);
        const whole = Math.floor(areaUntil(total));
        let [low, high] = [0, total];
        for (let step = 0; step < 60; step += 1) {
          const middle = (low + high) / 2;
          if (areaUntil(middle) < whole - 1e-9) low = middle;
          else high = middle;
        }
        // Where the rate is nearly 0 the moment is not sharp; the area there is.
        expect(areaUntil(endOf(...specs) / 1000)).toBeCloseTo(whole === 0 ? 0 : whole, 5);
        expect(endOf(...specs) / 1000).toBeLessThanOrEqual(high + 0.01);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the earliest end, to the millisecond,', () => {
  // Counted in whole numbers, where nothing is rounded: one unit is an iteration ÷ (120,000 × the length of the phase in ms).
  it('of a rate is in the first millisecond at whose end as many iterations are due as ever are', () => {
    const phase = fc.record({
      perMinute: fc.integer({ min: 0, max: 600 }),
      kind: fc.constantFrom('hold', 'ramp'),
      ms: fc.integer({ min: 1000, max: 4000 }),
    });
    fc.assert(
      fc.property(fc.array(phase, { minLength: 1, maxLength: 4 }), (phases) => {
        const parts = phases.map(({ perMinute, kind, ms }, index) => ({
          from: kind === 'hold' ? perMinute : (phases[index - 1]?.perMinute ?? 0),
          to: perMinute,
          ms,
        }));
        const total = parts.reduce((sum, { from, to, ms }) => sum + (from + to) * ms, 0);
        // Where the total is whole itself, it is k6's arithmetic that decides whether the last one starts: see below.
        fc.pre(total % 120_000 !== 0);
        const whole = Math.floor(total / 120_000);
        let [elapsed, before, last] = [0, 0, whole === 0 ? 0 : NaN];
        for (const { from, to, ms } of parts) {
          for (let t = 1; t <= ms && Number.isNaN(last); t += 1) {
            if (before * ms + 2 * ms * from * t + (to - from) * t * t >= whole * 120_000 * ms) last = elapsed + t;
          }
          elapsed += ms;
          before += (from + to) * ms;
        }
        const end = endOf(
          ...phases.map(({ perMinute, kind, ms }, index): PhaseSpec => {
            const [name, load, duration] = [`p${index}`, `${perMinute}/m`, `${ms}ms`] as const;
            return kind === 'hold' ? { name, hold: load, duration } : { name, ramp: load, duration };
          }),
        );
        expect(end).toBeLessThanOrEqual(last + 1e-6);
        expect(end).toBeGreaterThanOrEqual(Math.max(0, last - 1) - 1e-6);
      }),
      { numRuns: 300 },
    );
  });
});

// k6 multiplies a binary fraction per nanosecond by nanoseconds: a total that is whole on paper can come out a hair below,
// and then the last iteration never starts (ramping_arrival_rate.go, cal). A run must not be called cut short for that.
describe('the earliest end is not after that of the real k6', () => {
  it.each([
    // k6 v2.2.0: 6 iterations, teardown after 5150 ms. 7 × 6/7 s.
    ['70/m for 6 s', [{ name: 'a', hold: '70/m', duration: '6s' }], 5142.858],
    // 54 iterations, teardown after 4916 ms. 54 ÷ 11 s.
    ['11/s for 5 s', [{ name: 'a', hold: '11/s', duration: '5s' }], 4909.091],
    // 29 iterations, teardown after 2490 ms. 15t − 3.75t² = 14: t = 2 − √(4/15).
    [
      '15/s for 1 s, then down to 0 in 2 s',
      [
        { name: 'a', hold: '15/s', duration: '1s' },
        { name: 'b', ramp: '0/s', duration: '2s' },
      ],
      2483.603,
    ],
    // 89 iterations, teardown after 4495 ms. 30t − 3.75t² = 59: t = 4 − √(4/15).
    [
      '30/s for 1 s, then down to 0 in 4 s',
      [
        { name: 'a', hold: '30/s', duration: '1s' },
        { name: 'b', ramp: '0/s', duration: '4s' },
      ],
      4483.603,
    ],
  ] as const)('of %s', (_, specs, ms) => {
    expect(endOf(...specs)).toBeLessThanOrEqual(ms);
  });

  it('of a rate that is held, whatever the rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1200 }), fc.integer({ min: 1, max: 60 }), (perMinute, seconds) => {
        // As k6 computes it: iterations per nanosecond, times nanoseconds.
        const rate = perMinute % 60 === 0 ? perMinute / 60 / 1e9 : perMinute / 60e9;
        const started = Math.floor(seconds * 1e9 * rate);
        expect(endOf({ name: 'a', hold: `${perMinute}/m`, duration: `${seconds}s` })).toBeLessThanOrEqual(
          started / rate / 1e6 + 0.001,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
