import { describe, expect, it } from 'vitest';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import type { PlanSpec } from '../../../lib/core/plan/plan.ts';
import { acceptanceOf, dataOf, planOf } from '../run-data.ts';

const profile: PlanSpec<never>['profile'] = [
  { name: 'warm-up', ramp: '20/s', duration: '10s' },
  { name: 'low', hold: '20/s', duration: '10s' },
  { name: 'climb', ramp: '50/s', duration: '10s' },
  { name: 'pause', hold: '0 VUs', duration: '10s' },
  { name: 'few', hold: '20 VUs', duration: '10s' },
  { name: 'many', hold: '500 VUs', duration: '10s' },
  { name: 'down', ramp: '0 VUs', duration: '10s' },
];

/** The scopes of the criteria that a spec stands for; `given` as JavaScript may hand it over. */
function scopes(given: unknown): [phase: string | null, endpoint: string | null][] {
  const spec: CriterionSpec = Object.assign({ indicator: 'latency', target: 'p(95)<300' }, given);
  return planOf({ profile, criteria: [spec] }).criteria.map(({ phase, endpoint }) => [phase, endpoint]);
}
const phasesOf = (given: unknown): (string | null)[] => scopes(given).map(([phase]) => phase);

describe('each phase', () => {
  it('is each that has a load, in their order', () => {
    expect(phasesOf({ phases: 'each' })).toEqual(['warm-up', 'low', 'climb', 'few', 'many', 'down']);
  });

  it.each([
    // On each side of a load, for holds and for the higher end of ramps, whichever end that is.
    ['19.9/s', []],
    ['20/s', ['warm-up', 'low']],
    ['20.1/s', ['warm-up', 'low']],
    ['49.9/s', ['warm-up', 'low']],
    ['50/s', ['warm-up', 'low', 'climb']],
    ['1200/m', ['warm-up', 'low']],
    ['100/10s', []],
    ['19 VUs', []],
    ['20 VUs', ['few']],
    ['499 VUs', ['few']],
    ['500 VUs', ['few', 'many', 'down']],
    ['0 VUs', []],
  ])('up to %s is %j, of its model', (upTo, names) => {
    if (names.length > 0) expect(phasesOf({ phases: { upTo } })).toEqual(names);
    else {
      expect(() => phasesOf({ phases: { upTo } })).toThrow(
        `: expected at least one phase with such a load, received {"upTo":"${upTo}"}. The largest loads are 20/s, 20/s, 50/s, 0 VUs, 20 VUs, 500 VUs, 500 VUs.`,
      );
    }
  });

  it('keeps its load under TIME_SCALE', () => {
    const plan = planOf(
      { profile, criteria: [{ indicator: 'latency', phases: { upTo: '20 VUs' }, target: 'avg<5' }] },
      '0.1',
    );
    expect(plan.criteria.map(({ phase }) => phase)).toEqual(['few']);
  });
});

describe('each endpoint', () => {
  it('is every one, in each of the phases', () => {
    expect(scopes({ endpoints: 'each' })).toEqual([
      [null, 'list items'],
      [null, 'place order'],
    ]);
    expect(scopes({ phases: { upTo: '20/s' }, endpoints: 'each' })).toEqual([
      ['warm-up', 'list items'],
      ['warm-up', 'place order'],
      ['low', 'list items'],
      ['low', 'place order'],
    ]);
    expect(scopes({ phase: 'low', endpoints: 'each' })).toEqual([
      ['low', 'list items'],
      ['low', 'place order'],
    ]);
    expect(scopes({ phases: { upTo: '20 VUs' }, endpoint: 'list items' })).toEqual([['few', 'list items']]);
  });

  it('is each with checks for an indicator of checks', () => {
    const endpoints = [
      { name: 'a', path: '/', checks: { ok: () => true } },
      { name: 'b', path: '/' },
      { name: 'c', path: '/', checks: {} },
    ];
    const of = (list: typeof endpoints): unknown[] =>
      planOf({
        endpoints: list,
        criteria: [{ indicator: 'checks', endpoints: 'each', target: 'rate>0.9' }],
      }).criteria.map(({ endpoint }) => endpoint);
    expect(of(endpoints)).toEqual(['a']);
    expect(() => of(endpoints.slice(1))).toThrow(': expected an endpoint with checks');
  });
});

describe('a scope is rejected', () => {
  it.each<[unknown, string]>([
    [{ phase: 'low', phases: 'each' }, ': expected either phase or phases, received "low". Drop one of them.'],
    [
      { endpoint: 'list items', endpoints: 'each' },
      ': expected either endpoint or endpoints, received "list items". Drop one of them.',
    ],
    [{ phases: 'all' }, ': expected "each" or { upTo }, received "all".'],
    [{ phases: 5 }, ': expected "each" or { upTo }, received 5.'],
    [{ phases: null }, ': expected an object with upTo, received null.'],
    [{ phases: ['low'] }, ': expected an object with upTo, received ["low"].'],
    [{ phases: {} }, ': expected a rate of iterations or a number of VUs, received nothing.'],
    [{ phases: { upTo: '500' } }, ': expected a rate of iterations or a number of VUs, received "500".'],
    [{ phases: { upto: '5/s' } }, ': expected no other fields than upTo, received "upto". Check its spelling.'],
    [{ endpoints: ['list items'] }, ': expected "each", received ["list items"].'],
    [{ endpoints: null }, ': expected "each", received null.'],
    [
      { indicator: 'queue_wait', endpoints: 'each' },
      ': expected the run or a phase, received "each". A custom metric belongs to no endpoint; declare one metric for each.',
    ],
  ])('%j', (given, message) => {
    expect(() => scopes(given)).toThrow(message);
  });

  it('when no phase has a load', () => {
    const idle = {
      profile: [{ name: 'pause', hold: '0 VUs', duration: '1s' }],
      criteria: [{ indicator: 'latency', phases: 'each', target: 'avg<5' }],
    } as const;
    expect(() => planOf(idle)).toThrow(
      ': expected at least one phase with such a load, received "each". The largest loads are 0 VUs.',
    );
  });
});

it('one criterion for each phase judges each by itself: one that fails anywhere fails the run', () => {
  const plan = planOf({
    criteria: [{ indicator: 'error ratio', phases: 'each', target: 'rate<0.005', bound: 'rate<=0.01' }],
  });
  const data = dataOf(plan);
  const peak = data.metrics['http_req_failed{phase:peak}'];
  if (peak === undefined) throw new Error('the data has no errors of the peak');
  Object.assign(peak.values, { rate: 0.02, passes: 20, fails: 980 });
  peak.thresholds = { 'rate<=0.01': { ok: false } };
  const acceptance = acceptanceOf(plan, data);
  expect(acceptance.criteria.map(({ phase, verdict, threshold }) => [phase, verdict, threshold])).toEqual([
    ['warm-up', 'PASS', 'rate<=0.01'],
    ['peak', 'FAIL', 'rate<=0.01'],
    ['users', 'PASS', 'rate<=0.01'],
  ]);
  expect(acceptance.verdict).toBe('FAIL');
  expect(acceptance.phases.map(({ judged }) => judged)).toEqual([true, true, true]);
});
