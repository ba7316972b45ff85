import { describe, expect, it } from 'vitest';
import { judgedPhases, requiredIterations } from '../../../lib/core/plan/delivered-load.ts';
import type { LoadText } from '../../../lib/core/language/load.ts';
import { planOf } from '../run-data.ts';

const required = (hold: LoadText, duration: string): number | null => {
  const [phase] = planOf({
    profile: [{ name: 'only', hold, duration }],
    metrics: [],
    criteria: [{ indicator: 'latency', target: 'avg<5' }],
  }).phases;
  if (phase === undefined) throw new Error('the plan has no phase');
  return requiredIterations(phase);
};

describe('the iterations that a phase must have started', () => {
  it.each([
    // 99 % less 2: 493 of 500, 97 of 100, 0.97 of 3, less than none of 2.
    ['50/s', '10s', 493],
    ['10/s', '10s', 97],
    ['3/s', '1s', 1],
    ['2/s', '1s', 0],
    ['1/s', '1s', 0],
    // 7 × 100 × 0.99 is 693 and no fraction more.
    ['7/s', '100s', 691],
    ['90/m', '100s', 147],
  ] as const)('of %s for %s are %i', (hold, duration, expected) => {
    expect(required(hold, duration)).toBe(expected);
  });

  it('are not known in the closed model', () => {
    expect(required('20 VUs', '10s')).toBeNull();
  });
});

describe('the phases that criteria look at', () => {
  it.each([
    [[{ indicator: 'latency', phase: 'peak', target: 'avg<5' }], ['peak']],
    [
      [
        { indicator: 'latency', phase: 'users', target: 'avg<5' },
        { indicator: 'throughput', phase: 'peak', target: 'rate>1' },
      ],
      ['peak', 'users'],
    ],
    [[{ indicator: 'latency', endpoint: 'list items', target: 'avg<5' }], ['warm-up', 'peak', 'users']],
  ])('of %j are %j', (criteria, names) => {
    expect(judgedPhases(planOf({ metrics: [], criteria })).map(({ name }) => name)).toEqual(names);
  });
});
