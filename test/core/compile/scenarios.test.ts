import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intendedIterations, parseProfile, type PhaseSpec } from '../../../lib/core/plan/profile.ts';
import { scenariosFor, type Scenario } from '../../../lib/core/compile/scenarios.ts';

const scenariosOf = (specs: readonly PhaseSpec[], vus?: number): Record<string, Scenario> =>
  scenariosFor({ name: 'shop', phases: parseProfile(specs, 1), vus, gracefulStopMs: 65_000, criteria: [] });

describe('the scenarios of a profile', () => {
  it('share one executor for consecutive phases of a model', () => {
    const scenarios = scenariosOf([
      { name: 'warm-up', ramp: '50/s', duration: '30s' },
      { name: 'peak', hold: '50/s', duration: '1m30s' },
      { name: 'users', ramp: '20 VUs', duration: '10s' },
      { name: 'more users', hold: '20 VUs', duration: '20s' },
      { name: 'after', hold: '5/s', duration: '1s' },
    ]);
    expect(scenarios).toEqual({
      'plan-1': {
        executor: 'ramping-arrival-rate',
        startTime: '0s',
        gracefulStop: '1m36s',
        tags: { plan: 'shop' },
        startRate: 0,
        timeUnit: '1s',
        stages: [
          { duration: '30s', target: 50 },
          { duration: '1m30s', target: 50 },
        ],
        preAllocatedVUs: 100,
        env: {
          K6_ACCEPTANCE_PHASES: '0\n30000\nwarm-up\n120000\npeak\n130000\nusers\n150000\nmore users\n151000\nafter\n',
        },
      },
      'plan-2': {
        executor: 'ramping-vus',
        startTime: '2m',
        gracefulStop: '1m6s',
        tags: { plan: 'shop' },
        gracefulRampDown: '3m36s',
        startVUs: 0,
        stages: [
          { duration: '10s', target: 20 },
          { duration: '20s', target: 20 },
        ],
        env: { K6_ACCEPTANCE_PHASES: '120000\n130000\nusers\n150000\nmore users\n151000\nafter\n' },
      },
      'plan-3': {
        executor: 'ramping-arrival-rate',
        startTime: '2m30s',
        gracefulStop: '1m5s',
        tags: { plan: 'shop' },
        startRate: 5,
        timeUnit: '1s',
        stages: [{ duration: '1s', target: 5 }],
        preAllocatedVUs: 10,
        env: { K6_ACCEPTANCE_PHASES: '150000\n151000\nafter\n' },
      },
    });
  });

  it('jump in a stage without length', () => {
    const scenarios = scenariosOf([
      { name: 'low', hold: '10/s', duration: '5s' },
      { name: 'high', hold: '80/s', duration: '5s' },
      { name: 'same', hold: '80/s', duration: '5s' },
      { name: 'down', ramp: '10/s', duration: '5s' },
      { name: 'again', hold: '10/s', duration: '5s' },
    ]);
    expect(scenarios['plan-1']).toMatchObject({
      startRate: 10,
      stages: [
        { duration: '5s', target: 10 },
        { duration: '0s', target: 80 },
        { duration: '5s', target: 80 },
        { duration: '5s', target: 80 },
        { duration: '5s', target: 10 },
        { duration: '5s', target: 10 },
      ],
    });
  });

  it('jump between numbers of VUs, too', () => {
    expect(
      scenariosOf([
        { name: 'few', hold: '5 VUs', duration: '5s' },
        { name: 'many', hold: '50 VUs', duration: '5s' },
      ])['plan-1'],
    ).toMatchObject({
      executor: 'ramping-vus',
      startVUs: 5,
      stages: [
        { duration: '5s', target: 5 },
        { duration: '0s', target: 50 },
        { duration: '5s', target: 50 },
      ],
    });
  });

  it.each([
    // The unit in which all rates are whole numbers: a second, else a minute, else an hour, else as written.
    [['90/m', '1/s'], '1m', [90, 60]],
    [['100/10s', '5/s'], '1s', [10, 5]],
    [['30/m', '7/h'], '1h', [1800, 7]],
    [['2.5/s', '1/s'], '1m', [150, 60]],
    [['1/7s', '3/7s'], '7s', [1, 3]],
    [['50/s', '60/m'], '1s', [50, 1]],
    [['0/s', '3/m'], '1m', [0, 3]],
  ] as const)('of %j count per %s', (rates, timeUnit, targets) => {
    const scenario = scenariosOf(rates.map((hold, index) => ({ name: `p${index}`, hold, duration: '10s' })))['plan-1'];
    expect(scenario).toMatchObject({ timeUnit, startRate: targets[0] });
    expect(scenario?.stages.filter(({ duration }) => duration === '10s').map(({ target }) => target)).toEqual(targets);
  });

  it.each([[['1/7s', '1/11s']], [['0.123456/s', '1/s']]] as const)(
    'of %j, which no common period makes whole, are rejected',
    (rates) => {
      expect(() => scenariosOf(rates.map((hold, index) => ({ name: `p${index}`, hold, duration: '10s' })))).toThrow(
        'Invalid rates: expected rates that are whole numbers per second, minute or hour together, received [',
      );
    },
  );

  it.each([
    [['50/s'], undefined, 100],
    [['10/s', '80/s', '20/s'], undefined, 160],
    [['1/m'], undefined, 1],
    [['0/s'], undefined, 1],
    [['2.5/s'], undefined, 5],
    [['1.2/s'], undefined, 3],
    [['50/s'], 7, 7],
  ] as const)('of %j with %s VUs initialise %d before the load', (rates, vus, expected) => {
    expect(
      scenariosOf(
        rates.map((hold, index) => ({ name: `p${index}`, hold, duration: '10s' })),
        vus,
      )['plan-1'],
    ).toMatchObject({ preAllocatedVUs: expected });
  });

  it('bear the name of the plan, and let iterations end for as long as they are told', () => {
    const phases = parseProfile(
      [
        { name: 'a', hold: '1/s', duration: '1s' },
        { name: 'b', hold: '1 VUs', duration: '1s' },
      ],
      1,
    );
    const scenarios = scenariosFor({
      name: '__proto__',
      phases,
      vus: undefined,
      gracefulStopMs: 10_500,
      criteria: [],
    });
    expect(scenarios['plan-1']).toMatchObject({ gracefulStop: '11.5s', tags: { plan: '__proto__' } });
    expect(scenarios['plan-2']).toMatchObject({
      gracefulStop: '10.5s',
      gracefulRampDown: '12.5s',
      tags: { plan: '__proto__' },
    });
  });

  it('of names that mean something to JavaScript keep them', () => {
    const scenarios = scenariosOf([
      { name: '__proto__', hold: '1/s', duration: '1s' },
      { name: 'constructor', hold: '1 VUs', duration: '1s' },
    ]);
    expect(scenarios['plan-1']?.env['K6_ACCEPTANCE_PHASES']).toBe('0\n1000\n__proto__\n2000\nconstructor\n');
  });
});

// What k6 will start, computed from the stages alone: the area under straight lines.
const load = fc.oneof(
  fc.integer({ min: 0, max: 500 }).map((n) => `${n}/s` as const),
  fc.integer({ min: 0, max: 5000 }).map((n) => `${n}/m` as const),
  fc.integer({ min: 0, max: 900 }).map((n) => `${n * 10}/10s` as const),
  fc.integer({ min: 0, max: 999 }).map((n) => `${n}/h` as const),
  fc.integer({ min: 0, max: 300 }).map((n) => `${n} VUs` as const),
);
const phase = fc
  .record({ load, kind: fc.constantFrom('hold', 'ramp'), ms: fc.integer({ min: 1000, max: 5_000_000 }) })
  .map(
    ({ load: amount, kind, ms }) =>
      (name: string): PhaseSpec =>
        kind === 'hold' ? { name, hold: amount, duration: `${ms}ms` } : { name, ramp: amount, duration: `${ms}ms` },
  );
const profile = fc
  .array(phase, { minLength: 1, maxLength: 7 })
  .map((phases) => phases.map((make, index) => make(`phase ${index}`)));

const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };
const secondsOf = (text: string): number =>
  [...text.matchAll(/([\d.]+)([hms])/g)].reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (units[unit] ?? NaN),
    0,
  );

/** The area under the stages, in target × seconds, and their length. */
function areaOf(scenario: Scenario): { area: number; seconds: number } {
  let level = scenario.executor === 'ramping-arrival-rate' ? scenario.startRate : scenario.startVUs;
  let area = 0;
  let seconds = 0;
  for (const { duration, target } of scenario.stages) {
    area += ((level + target) / 2) * secondsOf(duration);
    seconds += secondsOf(duration);
    level = target;
  }
  return { area, seconds };
}

describe('whatever the profile,', () => {
  it('the stages start the intended iterations', () => {
    fc.assert(
      fc.property(profile, fc.double({ min: 0.001, max: 1, noNaN: true }), (specs, timeScale) => {
        const phases = parseProfile(specs, timeScale);
        const started = Object.values(
          scenariosFor({ name: 'shop', phases, vus: undefined, gracefulStopMs: 65_000, criteria: [] }),
        ).reduce(
          (sum, scenario) =>
            sum +
            (scenario.executor === 'ramping-arrival-rate' ? areaOf(scenario).area / secondsOf(scenario.timeUnit) : 0),
          0,
        );
        const intended = phases.reduce((sum, one) => sum + (intendedIterations(one) ?? 0), 0);
        expect(Math.abs(started - intended)).toBeLessThanOrEqual(1e-6 * Math.max(1, intended));
      }),
      { numRuns: 500 },
    );
  });

  it('the scenarios follow one another without gap, last as long as the plan, and alternate in model', () => {
    fc.assert(
      fc.property(profile, (specs) => {
        const scenarios = Object.values(scenariosOf(specs));
        let end = 0;
        for (const scenario of scenarios) {
          expect(secondsOf(scenario.startTime)).toBeCloseTo(end, 6);
          end += areaOf(scenario).seconds;
        }
        expect(end).toBeCloseTo(
          specs.reduce((sum, { duration }) => sum + Number.parseInt(duration, 10) / 1000, 0),
          6,
        );
        expect(scenarios.filter((scenario, index) => scenario.executor === scenarios[index + 1]?.executor)).toEqual([]);
      }),
    );
  });

  it('every target is a whole number and no stage but a jump is shorter than a second', () => {
    fc.assert(
      fc.property(profile, (specs) => {
        for (const scenario of Object.values(scenariosOf(specs))) {
          const start = scenario.executor === 'ramping-arrival-rate' ? scenario.startRate : scenario.startVUs;
          expect(
            [start, ...scenario.stages.map(({ target }) => target)].filter(
              (target) => !(Number.isSafeInteger(target) && target >= 0),
            ),
          ).toEqual([]);
          expect(
            scenario.stages
              .map(({ duration }) => secondsOf(duration))
              .filter((seconds) => seconds !== 0 && seconds < 1),
          ).toEqual([]);
        }
      }),
    );
  });
});
