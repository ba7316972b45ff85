import { describe, expect, it } from 'vitest';
import { parseProfile } from '../../../lib/core/plan/profile.ts';
import { stressProfile, type StressStairs } from '../../../lib/core/plan/stress-profile.ts';

const durations = { stepDuration: '8s', warmUpDuration: '4s', recoveryDuration: '5s' };
const stairs = (...steps: [StressStairs['steps'][number], ...StressStairs['steps'][number][]]): StressStairs => ({
  ...durations,
  steps,
});

describe('a stress profile', () => {
  it('warms up, climbs, recovers and is seen to have recovered', () => {
    expect(stressProfile(stairs('40/s', '80/s', '120/s'))).toEqual([
      { name: 'warm-up', role: 'warm-up', ramp: '40/s', duration: '4s' },
      { name: 'step 40/s', role: 'step', hold: '40/s', duration: '8s' },
      { name: 'step 80/s', role: 'step', hold: '80/s', duration: '8s' },
      { name: 'step 120/s', role: 'step', hold: '120/s', duration: '8s' },
      { name: 'recovery', role: 'recovery', hold: '40/s', duration: '5s' },
      { name: 'recovered', role: 'recovered', hold: '40/s', duration: '8s' },
    ]);
  });

  it('is a profile that can be parsed', () => {
    const phases = parseProfile(stressProfile(stairs('40/s', '80/s')), 1);
    expect(phases.map(({ name, role, from, to, startMs }) => [name, role, from, to, startMs])).toEqual([
      ['warm-up', 'warm-up', 0, 40, 0],
      ['step 40/s', 'step', 40, 40, 4000],
      ['step 80/s', 'step', 80, 80, 12_000],
      ['recovery', 'recovery', 40, 40, 20_000],
      ['recovered', 'recovered', 40, 40, 25_000],
    ]);
  });

  it('may have one step, and steps of VUs', () => {
    expect(stressProfile(stairs('40/s')).map(({ name }) => name)).toEqual([
      'warm-up',
      'step 40/s',
      'recovery',
      'recovered',
    ]);
    expect(stressProfile(stairs('5 VUs', '50 VUs')).map(({ name }) => name)).toEqual([
      'warm-up',
      'step 5 VUs',
      'step 50 VUs',
      'recovery',
      'recovered',
    ]);
  });

  it('compares rates, not their texts', () => {
    expect(stressProfile(stairs('90/m', '2/s', '1000/100s')).map(({ name }) => name)).toContain('step 1000/100s');
  });

  it.each([
    [stairs('80/s', '40/s')],
    [stairs('40/s', '80/s', '80/s')],
    [stairs('1/s', '60/m')],
    [stairs('40/s', '120/s', '80/s')],
    [stairs('50 VUs', '5 VUs')],
  ])('rejects steps that do not rise: %j', (specs) => {
    expect(() => stressProfile(specs)).toThrow('Invalid steps: expected loads that rise, received [');
  });

  it('rejects a load that cannot be read', () => {
    expect(() => stressProfile(JSON.parse(JSON.stringify({ ...durations, steps: ['40/s', 'more'] })))).toThrow(
      'Invalid load of a step:',
    );
  });

  it('rejects steps of two models: rates and VUs do not compare', () => {
    expect(() => stressProfile(stairs('40/s', '50 VUs'))).toThrow('Invalid steps:');
  });
});
