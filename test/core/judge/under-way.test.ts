import { describe, expect, it } from 'vitest';
import { iterationsUnderWay, mayBeUnderWay } from '../../../lib/core/judge/under-way.ts';
import { measure } from '../../../lib/core/measure/measure.ts';
import type { Measurements } from '../../../lib/core/measure/measurements.ts';
import { parseRunSummary } from '../../../lib/core/measure/run-summary.ts';
import { dataOf, loadSpan, planOf, sampled } from '../run-data.ts';

const plan = planOf({
  profile: [
    { name: 'ramp', ramp: '40/s', duration: '10s' },
    { name: 'hold', hold: '40/s', duration: '10s' },
    { name: 'users', hold: '5 VUs', duration: '10s' },
  ],
  metrics: [],
  criteria: [{ indicator: 'checks', target: 'rate>0.9' }],
});
const [ramp] = plan.phases;
if (ramp === undefined) throw new Error('the plan has three phases');

function measured(ended: Readonly<Record<string, number>>, dropped = 0, longestMs?: number): Measurements {
  const iterations = Object.entries(ended).map(([phase, times]) => sampled('iterations', 1, times, { phase }));
  const longest =
    longestMs === undefined ? [] : [sampled('iteration_duration', longestMs, 1), sampled('iteration_duration', 1, 1)];
  const samples = [...loadSpan(plan), ...iterations, sampled('dropped_iterations', 1, dropped), ...longest];
  return measure(plan, parseRunSummary(dataOf(plan, samples)));
}

describe('iterations under way', () => {
  // The ramp's area grows by the square of the time: 50 in half of it, 200 in all.
  it.each([
    [0, 0],
    [5000, 50],
    [10_000, 200],
    [15_000, 400],
    [20_000, 600],
    [29_000, 600],
    [40_000, 600],
  ])('are what was due in open phases, after %d ms: %d', (loadMs, due) => {
    expect(iterationsUnderWay(plan, measured({}), loadMs)).toBe(due);
  });

  it('are less what ended, wherever it did, and what k6 dropped', () => {
    expect(iterationsUnderWay(plan, measured({ ramp: 190, hold: 350, users: 70, 'after-plan': 3 }, 20), 20_000)).toBe(
      37,
    );
  });

  it('are never less than none', () => {
    expect(iterationsUnderWay(plan, measured({ ramp: 201 }), 10_000)).toBe(0);
  });
});

describe('iterations that are missing from a phase', () => {
  it('are not under way where fewer are in all', () => {
    const run = measured({ ramp: 150, hold: 200 });
    expect(mayBeUnderWay(plan, run, ramp, 50, 15_000)).toBe(true);
    expect(mayBeUnderWay(plan, run, ramp, 51, 15_000)).toBe(false);
  });

  it('are in part where k6 dropped fewer, however long ago the phase ended', () => {
    const run = (dropped: number): Measurements => measured({ ramp: 150, hold: 100 }, dropped, 10);
    expect(mayBeUnderWay(plan, run(49), ramp, 50, 15_000)).toBe(true);
    expect(mayBeUnderWay(plan, run(50), ramp, 50, 15_000)).toBe(false);
  });

  it.each([
    [5000, true],
    [4999, false],
    [undefined, true],
  ])(
    'may be where k6 dropped as many, when an iteration takes as long: of %s ms at the longest, %s',
    (longestMs, expected) => {
      expect(mayBeUnderWay(plan, measured({ ramp: 150, hold: 100 }, 50, longestMs), ramp, 50, 15_000)).toBe(expected);
    },
  );
});
