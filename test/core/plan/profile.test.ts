import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phaseRoles } from '../../../lib/core/document/phase-role.ts';
import {
  durationMsOf,
  intendedIterations,
  parseProfile,
  parseTimeScale,
  profileDurationMs,
  type Phase,
  type PhaseSpec,
} from '../../../lib/core/plan/profile.ts';

/** The first phase of a profile. */
function only(phases: readonly Phase[]): Phase {
  const [first] = phases;
  if (first === undefined) throw new Error('the profile is empty');
  return first;
}

describe('a profile', () => {
  it('has its phases one after the other, without gaps, from 0 ms', () => {
    const phases = parseProfile(
      [
        { name: 'warm-up', ramp: '50/s', duration: '30s' },
        { name: 'peak', hold: '50/s', duration: '1m30s' },
        { name: 'calm', ramp: '10/s', duration: '1500ms' },
      ],
      1,
    );
    expect(phases.map(({ name, startMs, endMs }) => [name, startMs, endMs])).toEqual([
      ['warm-up', 0, 30_000],
      ['peak', 30_000, 120_000],
      ['calm', 120_000, 121_500],
    ]);
    expect(phases.map(durationMsOf)).toEqual([30_000, 90_000, 1500]);
    expect(profileDurationMs(phases)).toBe(121_500);
  });

  it('ramps from the load of the phase before when that has the same model, else from 0', () => {
    const phases = parseProfile(
      [
        { name: 'a', ramp: '20/s', duration: '1s' },
        { name: 'b', ramp: '50/s', duration: '1s' },
        { name: 'c', hold: '30/s', duration: '1s' },
        { name: 'd', ramp: '600/m', duration: '1s' },
        { name: 'e', ramp: '8 VUs', duration: '1s' },
        { name: 'f', ramp: '3 VUs', duration: '1s' },
        { name: 'g', hold: '5 VUs', duration: '1s' },
        { name: 'h', ramp: '40/s', duration: '1s' },
        { name: 'i', ramp: '0/s', duration: '1s' },
      ],
      1,
    );
    expect(phases.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['ramp', 0, 20],
      ['ramp', 20, 50],
      ['hold', 30, 30],
      ['ramp', 30, 10],
      ['ramp', 0, 8],
      ['ramp', 8, 3],
      ['hold', 5, 5],
      ['ramp', 0, 40],
      ['ramp', 40, 0],
    ]);
  });

  it('of nothing has no length', () => {
    expect(profileDurationMs([])).toBe(0);
  });

  it.each([[[]], [undefined], [null], ['peak'], [{ name: 'peak' }]])('rejects %j', (specs) => {
    expect(() => parseProfile(JSON.parse(JSON.stringify({ specs })).specs, 1)).toThrow(
      'Invalid profile: expected at least one phase',
    );
  });
});

describe('a phase', () => {
  const parsed = (spec: unknown): readonly Phase[] => parseProfile([Object(spec)], 1);

  it.each([
    [{ name: 'peak', duration: '10s' }, 'Invalid phase "peak": expected either hold or ramp'],
    [{ name: 'peak', hold: '5/s', ramp: '5/s', duration: '10s' }, 'Invalid phase "peak": expected either hold or ramp'],
    [{ name: 'peak', hold: undefined, duration: '10s' }, 'Invalid phase "peak": expected either hold or ramp'],
    [
      { name: 'peak', hold: '5', duration: '10s' },
      'Invalid load of phase "peak": expected a rate of iterations or a number of VUs, received "5".',
    ],
    [{ name: 'peak', hold: null, duration: '10s' }, 'Invalid load of phase "peak":'],
    [{ name: 'peak', hold: '5/s' }, 'Invalid duration of phase "peak": expected a duration above zero'],
    [{ name: 'peak', hold: '5/s', duration: 10 }, 'Invalid duration of phase "peak": expected a duration above zero'],
    [
      { name: 'peak', hold: '5/s', duration: '999ms' },
      'Invalid duration of phase "peak": expected at least 1s, received "999ms".',
    ],
    [{ name: 'a,b', hold: '5/s', duration: '10s' }, 'Invalid phase name:'],
    [{ hold: '5/s', duration: '10s' }, 'Invalid phase name:'],
  ])('is rejected: %j', (spec, message) => {
    expect(() => parsed(spec)).toThrow(message);
  });

  it.each(['null', '"peak"', '5', '[]'])('that is %s is rejected', (json) => {
    expect(() => parseProfile(JSON.parse(`[${json}]`), 1)).toThrow(
      'Invalid phase: expected an object with name, duration, hold, ramp, role, received ',
    );
  });

  it('with a misspelt field is rejected', () => {
    expect(() => parsed({ name: 'peak', hold: '5/s', duration: '10s', Ramp: '9/s' })).toThrow(
      'Invalid phase: expected no other fields than name, duration, hold, ramp, role, received "Ramp". Check its spelling: perhaps "ramp".',
    );
  });

  it('may last one second', () => {
    expect(durationMsOf(only(parsed({ name: 'peak', hold: '5/s', duration: '1s' })))).toBe(1000);
  });

  it.each(['__proto__', 'constructor', 'step 40/s', '<b>', '🚀'])('may be named %s', (name) => {
    expect(only(parsed({ ...JSON.parse(`{"hold":"5/s","duration":"1s"}`), name })).name).toBe(name);
  });

  it('may not bear the name of what follows the plan', () => {
    expect(() => parsed({ name: 'after-plan', hold: '5/s', duration: '10s' })).toThrow(
      'Invalid phase names: expected names that differ, received "after-plan".',
    );
  });

  it('may not bear the name of another', () => {
    const specs: PhaseSpec[] = [
      { name: 'peak', hold: '5/s', duration: '1s' },
      { name: 'calm', hold: '5/s', duration: '1s' },
      { name: 'peak', hold: '9/s', duration: '1s' },
    ];
    expect(() => parseProfile(specs, 1)).toThrow('Invalid phase names: expected names that differ, received "peak".');
  });
});

describe('the role of a phase', () => {
  const roleOf = (spec: unknown): string => only(parseProfile([Object(spec)], 1)).role;
  const hold = { name: 'peak', hold: '5/s', duration: '1s' };
  const ramp = { name: 'peak', ramp: '5/s', duration: '1s' };

  it('is what it does, where it says nothing', () => {
    expect(roleOf(hold)).toBe('hold');
    expect(roleOf(ramp)).toBe('ramp');
    expect(roleOf({ ...ramp, role: undefined })).toBe('ramp');
    // Whatever it is called.
    expect(roleOf({ ...hold, name: 'warm-up' })).toBe('hold');
  });

  it.each([
    'warm-up',
    'baseline',
    'ramp',
    'hold',
    'step',
    'peak',
    'soak',
    'recovery',
    'recovered',
    'cool-down',
  ] as const)('may be %s, of a hold and of a ramp', (role) => {
    expect(roleOf({ ...hold, role })).toBe(role);
    expect(roleOf({ ...ramp, role })).toBe(role);
    expect(phaseRoles).toContain(role);
  });

  it('changes nothing else of it', () => {
    const [{ role, ...plain }, { role: given, ...rest }] = [
      only(parseProfile([{ name: 'a', ramp: '5/s', duration: '3s' }], 1)),
      only(parseProfile([{ name: 'a', role: 'warm-up', ramp: '5/s', duration: '3s' }], 1)),
    ];
    expect([role, given]).toEqual(['ramp', 'warm-up']);
    expect(rest).toEqual(plain);
  });

  it.each(['Warm-up', 'warmup', '', null, 0, true, ['peak']])('may not be %j', (role) => {
    expect(() => roleOf({ ...hold, role })).toThrow(
      'Invalid role of phase "peak": expected one of "warm-up", "baseline", "ramp", "hold", "step", "peak", "soak", "recovery", "recovered", "cool-down", received ',
    );
    expect(() => roleOf({ ...hold, role })).toThrow(/\. Write one of these, or leave it out\.$/);
  });
});

describe('TIME_SCALE', () => {
  it.each([
    ['30s', 0.5, 15_000],
    ['30s', 0.1, 3000],
    ['30s', 0.01, 1000],
    ['30s', 0.000_001, 1000],
    ['1s', 0.999, 1000],
    ['1001ms', 1, 1001],
    ['10s', 0.1001, 1001],
    ['10s', 0.1, 1000],
    ['9999ms', 0.1, 1000],
  ])('shrinks %s by %d to %d ms, never below a second', (duration, timeScale, ms) => {
    expect(durationMsOf(only(parseProfile([{ name: 'peak', hold: '5/s', duration }], timeScale)))).toBe(ms);
  });

  it('leaves rates and VUs alone', () => {
    const phases = parseProfile(
      [
        { name: 'a', hold: '5/s', duration: '10s' },
        { name: 'b', hold: '7 VUs', duration: '10s' },
      ],
      0.2,
    );
    expect(phases.map(({ from, to, startMs, endMs }) => [from, to, startMs, endMs])).toEqual([
      [5, 5, 0, 2000],
      [7, 7, 2000, 4000],
    ]);
  });

  it('does not make a phase of less than a second usable', () => {
    expect(() => parseProfile([{ name: 'peak', hold: '5/s', duration: '500ms' }], 0.5)).toThrow('expected at least 1s');
  });

  it.each([
    [undefined, 1],
    ['', 1],
    ['1', 1],
    ['0.5', 0.5],
    ['0.01', 0.01],
    ['1e-3', 0.001],
  ])('of %j is %d', (text, factor) => {
    expect(parseTimeScale(text)).toBe(factor);
  });

  it.each(['0', '-0', '-0.5', '1.0001', '2', 'half', 'NaN', 'Infinity', '-Infinity', ' ', '0,5', '50%', '1/2', 'true'])(
    'of %j is rejected',
    (text) => {
      expect(() => parseTimeScale(text)).toThrow(
        /^Invalid TIME_SCALE: expected a number above 0 and at most 1, received /,
      );
    },
  );
});

describe('the intended iterations', () => {
  it.each([
    // Mean of both ends × seconds.
    [{ name: 'x', hold: '50/s', duration: '10s' }, 500],
    [{ name: 'x', ramp: '50/s', duration: '10s' }, 250],
    [{ name: 'x', hold: '90/m', duration: '2m' }, 180],
    [{ name: 'x', hold: '0/s', duration: '10s' }, 0],
    [{ name: 'x', hold: '50 VUs', duration: '10s' }, null],
    [{ name: 'x', ramp: '50 VUs', duration: '10s' }, null],
  ] as const)('of %j are %s', (spec, iterations) => {
    expect(intendedIterations(only(parseProfile([spec], 1)))).toBe(iterations);
  });

  it('of a ramp between two rates are those of their mean', () => {
    const [, ramp] = parseProfile(
      [
        { name: 'a', hold: '20/s', duration: '1s' },
        { name: 'b', ramp: '50/s', duration: '4s' },
      ],
      1,
    );
    expect(ramp === undefined ? null : intendedIterations(ramp)).toBe(140);
  });

  it('are the same for a rate written over another period', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 250 }), fc.integer({ min: 1, max: 600 }), (perSecond, seconds) => {
        const rates = [
          `${perSecond}/s`,
          `${perSecond * 60}/m`,
          `${perSecond * 10}/10s`,
          `${perSecond * 3600}/h`,
        ] as const;
        for (const hold of rates) {
          expect(intendedIterations(only(parseProfile([{ name: 'x', hold, duration: `${seconds}s` }], 1)))).toBeCloseTo(
            perSecond * seconds,
            6,
          );
        }
      }),
    );
  });
});
