import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuShareRatio, measuredCpuShares, mostMeasured } from '../../../lib/core/preview/sub-metrics.ts';

describe('the CPU time that sub-metrics add', () => {
  it.each([
    [0, 0],
    [80, 0.05],
    [400, 0.13],
    [2000, 0.6],
  ])('is as measured at %i', (count, share) => {
    expect(cpuShareRatio(count)).toBeCloseTo(share, 12);
  });

  it.each([
    [40, 0.025],
    [240, 0.09],
    [1200, 0.365],
  ])('lies half-way at %i', (count, share) => {
    expect(cpuShareRatio(count)).toBeCloseTo(share, 12);
  });

  it('goes on as steeply beyond what was measured', () => {
    expect(mostMeasured).toBe(measuredCpuShares.at(-1)?.[0]);
    expect(cpuShareRatio(3600)).toBeCloseTo(0.6 + 0.47, 12);
  });

  it('never falls', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 5000, noNaN: true }),
        fc.double({ min: 0, max: 5000, noNaN: true }),
        (a, b) => {
          expect(cpuShareRatio(Math.max(a, b))).toBeGreaterThanOrEqual(cpuShareRatio(Math.min(a, b)));
        },
      ),
    );
  });
});
