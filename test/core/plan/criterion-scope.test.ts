import { describe, expect, it } from 'vitest';
import type { Criterion, CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import type { Vocabulary } from '../../../lib/core/plan/dimension.ts';
import { indicator, type Indicator } from '../../../lib/core/plan/indicator.ts';
import type { PlanSpec } from '../../../lib/core/plan/plan.ts';
import { namesOf, parseProfile } from '../../../lib/core/plan/profile.ts';
import { scopeFields, scopesOf, type ScopeSpec } from '../../../lib/core/plan/criterion-scope.ts';
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

/** The criteria that a spec stands for; `given` as JavaScript may hand it over. */
function criteriaOf(given: unknown): readonly Criterion[] {
  const spec: CriterionSpec = Object.assign({ indicator: 'latency', target: 'p(95)<300' }, given);
  return planOf({ profile, criteria: [spec] }).criteria;
}
const scopes = (given: unknown): [phase: string | null, endpoints: readonly string[] | null][] =>
  criteriaOf(given).map(({ scope }) => [scope.names.phase, scope.names.endpoints]);
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
    expect(plan.criteria.map(({ scope }) => scope.names.phase)).toEqual(['few']);
  });
});

describe('each endpoint', () => {
  it('is every one, in each of the phases', () => {
    expect(scopes({ endpoints: 'each' })).toEqual([
      [null, ['list items']],
      [null, ['place order']],
    ]);
    expect(scopes({ phases: { upTo: '20/s' }, endpoints: 'each' })).toEqual([
      ['warm-up', ['list items']],
      ['warm-up', ['place order']],
      ['low', ['list items']],
      ['low', ['place order']],
    ]);
    expect(scopes({ phase: 'low', endpoints: 'each' })).toEqual([
      ['low', ['list items']],
      ['low', ['place order']],
    ]);
    expect(scopes({ phases: { upTo: '20 VUs' }, endpoint: 'list items' })).toEqual([['few', ['list items']]]);
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
      }).criteria.map(({ scope }) => scope.names.endpoints);
    expect(of(endpoints)).toEqual([['a']]);
    expect(() => of(endpoints.slice(1))).toThrow(': expected an endpoint with checks');
  });
});

describe('endpoints taken together', () => {
  const both = ['list items', 'place order'];
  // CRC-32 of "list items\nplace order", computed by Python's zlib.
  const tag = 'endpoints_09af030c';

  it("are one criterion, with their names in the plan's order", () => {
    expect(scopes({ endpoints: both })).toEqual([[null, both]]);
    expect(scopes({ endpoints: both.toReversed() })).toEqual([[null, both]]);
  });

  it('are selected by one tag, made of their names, whatever their order in the criterion', () => {
    const tagsOf = (given: unknown): unknown[] => criteriaOf(given).map(({ scope }) => scope.tags);
    expect(tagsOf({ endpoints: both })).toEqual([{ plan: 'shop', [tag]: 'in' }]);
    expect(tagsOf({ endpoints: both.toReversed() })).toEqual([{ plan: 'shop', [tag]: 'in' }]);
    expect(tagsOf({ phase: 'low', endpoints: both })).toEqual([{ phase: 'low', [tag]: 'in' }]);
  });

  it('are looked at in each of the phases', () => {
    expect(scopes({ phases: { upTo: '20/s' }, endpoints: both })).toEqual([
      ['warm-up', both],
      ['low', both],
    ]);
    expect(scopes({ phase: 'few', endpoints: both })).toEqual([['few', both]]);
  });

  it('are that endpoint where only one is listed', () => {
    const [listed, ...others] = criteriaOf({ endpoints: ['place order'] });
    expect(others).toEqual([]);
    expect(listed).toEqual(criteriaOf({ endpoint: 'place order' })[0]);
    expect(listed?.scope).toMatchObject({
      names: { phase: null, endpoints: ['place order'], group: null, check: null },
      tags: { plan: 'shop', name: 'place order' },
    });
  });

  it('are those of the list alone, not all of the plan', () => {
    const plan = planOf({
      endpoints: ['a', 'b', 'c'].map((name) => ({ name, path: '/' })),
      criteria: [{ indicator: 'error ratio', endpoints: ['c', 'a'], target: 'rate<0.01' }],
    });
    expect(plan.criteria.map(({ scope }) => scope.names)).toEqual([
      { phase: null, endpoints: ['a', 'c'], group: null, check: null },
    ]);
  });

  it('need one with checks for an indicator of checks', () => {
    const of = (endpoints: readonly string[]): unknown[] =>
      planOf({
        endpoints: [
          { name: 'a', path: '/', checks: { ok: () => true } },
          { name: 'b', path: '/' },
          { name: 'c', path: '/', checks: {} },
        ],
        criteria: [{ indicator: 'checks', endpoints, target: 'rate>0.9' }],
      }).criteria.map(({ scope }) => scope.names.endpoints);
    expect(of(['b', 'a'])).toEqual([['a', 'b']]);
    expect(of(['a'])).toEqual([['a']]);
    expect(() => of(['b', 'c'])).toThrow(
      ': expected an endpoint with checks, received ["b","c"]. Give the endpoint a check, or drop the criterion.',
    );
    expect(() => of(['b'])).toThrow(': expected an endpoint with checks, received ["b"].');
  });
});

describe('the fields of a scope', () => {
  it('are those of its dimensions', () => {
    expect(scopeFields).toEqual(['phase', 'phases', 'endpoint', 'endpoints', 'group', 'check']);
  });
});

describe('what a scope holds', () => {
  it('is the tags that select its samples, and the phases that it touches', () => {
    const held = (given: unknown): unknown[] =>
      criteriaOf(given).map(({ scope }) => [scope.tags, namesOf(scope.phases)]);
    const all = ['warm-up', 'low', 'climb', 'pause', 'few', 'many', 'down'];
    expect(held({})).toEqual([[{ plan: 'shop' }, all]]);
    expect(held({ phase: 'pause' })).toEqual([[{ phase: 'pause' }, ['pause']]]);
    expect(held({ endpoint: 'list items' })).toEqual([[{ plan: 'shop', name: 'list items' }, all]]);
    expect(held({ phase: 'low', endpoint: 'list items' })).toEqual([[{ phase: 'low', name: 'list items' }, ['low']]]);
    expect(held({ phases: { upTo: '20/s' }, endpoints: 'each' })).toEqual([
      [{ phase: 'warm-up', name: 'list items' }, ['warm-up']],
      [{ phase: 'warm-up', name: 'place order' }, ['warm-up']],
      [{ phase: 'low', name: 'list items' }, ['low']],
      [{ phase: 'low', name: 'place order' }, ['low']],
    ]);
  });

  const vocabulary: Vocabulary = {
    plan: 'shop',
    phases: parseProfile([{ name: 'peak', hold: '5/s', duration: '1s' }], 1),
    endpoints: [{ name: 'pay', path: '/' }],
    metrics: [],
    giveUpReasons: [],
  };
  const only = (...dimensions: Indicator['dimensions']): Indicator =>
    indicator({
      name: 'data received',
      metric: 'data_received',
      type: 'counter',
      unit: 'B',
      evidence: { by: 'document' },
      sampledBy: 'script',
      dimensions,
    });

  it.each<[dimensions: Indicator['dimensions'], spec: ScopeSpec, rule: string, received: string]>([
    [['phase'], { endpoint: 'pay' }, 'the run or a phase', '"pay"'],
    [['phase'], { phase: 'peak', endpoints: 'each' }, 'the run or a phase', '"each"'],
    [['endpoints'], { phase: 'peak' }, 'the run or an endpoint', '"peak"'],
    [['endpoints'], { phases: 'each', endpoint: 'pay' }, 'the run or an endpoint', '"each"'],
    [['phase', 'endpoints'], { group: 'checkout' }, 'the run or a phase or an endpoint', '"checkout"'],
    [['group'], { phase: 'peak', group: 'checkout' }, 'the run or a group', '"peak"'],
    [['phase', 'check'], { group: 'checkout' }, 'the run or a phase or a check', '"checkout"'],
    [['phase', 'group'], { check: 'has items' }, 'the run or a phase or a group', '"has items"'],
    [[], { phase: 'peak' }, 'the run', '"peak"'],
    [[], { endpoints: ['pay'] }, 'the run', '["pay"]'],
  ])(
    'is not what the samples of an indicator with %j cannot be told apart by: %j',
    (dimensions, spec, rule, received) => {
      expect(() => scopesOf(spec, only(...dimensions), vocabulary, 'criterion X')).toThrow(
        `Invalid scope of criterion X: expected ${rule}, received ${received}. k6 tells samples of data_received apart by nothing else.`,
      );
    },
  );

  it.each<[dimensions: Indicator['dimensions'], spec: ScopeSpec]>([
    [[], {}],
    [['phase'], { phase: 'peak' }],
    [['endpoints'], { endpoint: 'pay' }],
    [['phase', 'endpoints'], { phase: 'peak', endpoint: 'pay' }],
    [['group'], { group: 'checkout' }],
    [['check'], { check: 'has items' }],
    [['phase'], { phase: 'peak', endpoint: undefined, endpoints: undefined, group: undefined }],
  ])('is what they can be told apart by, %j: %j', (dimensions, spec) => {
    expect(scopesOf(spec, only(...dimensions), vocabulary, 'criterion X')).toHaveLength(1);
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
    [
      { phases: { upto: '5/s' } },
      ': expected no other fields than upTo, received "upto". Check its spelling: perhaps "upTo".',
    ],
    [
      { endpoints: 'list items' },
      ': expected "each" or a list of names, received "list items". Write endpoints: "each", or list those to be taken together.',
    ],
    [{ endpoints: 'Each' }, ': expected "each" or a list of names, received "Each".'],
    [{ endpoints: null }, ': expected "each" or a list of names, received null.'],
    [{ endpoints: 5 }, ': expected "each" or a list of names, received 5.'],
    [{ endpoints: {} }, ': expected "each" or a list of names, received {}.'],
    [{ endpoints: [] }, ': expected "each" or a list of names, received [].'],
    [
      { endpoints: ['list items', 'nope'] },
      ': expected one of "list items", "place order", received "nope". Name an endpoint of the plan.',
    ],
    [{ endpoints: ['nope'] }, 'Invalid endpoints of criterion '],
    [{ endpoints: [null] }, ': expected one of "list items", "place order", received null.'],
    [{ endpoints: [['list items']] }, ': expected one of "list items", "place order", received ["list items"].'],
    [
      { endpoints: ['list items', 'place order', 'list items'] },
      ': expected names that differ, received ["list items","place order","list items"]. List each endpoint once.',
    ],
    [{ endpoints: ['list items', 'list items'] }, ': expected names that differ, received '],
    [
      { endpoint: 'list items', endpoints: ['place order'] },
      ': expected either endpoint or endpoints, received "list items". Drop one of them.',
    ],
    [
      { indicator: 'queue_wait', endpoints: ['list items', 'place order'] },
      ': expected the run or a phase or a group, received ["list items","place order"]. A custom metric belongs to no endpoint; declare one metric for each.',
    ],
    [
      { indicator: 'queue_wait', endpoint: 'list items' },
      ': expected the run or a phase or a group, received "list items". A custom metric belongs to no endpoint; declare one metric for each.',
    ],
    [
      { indicator: 'queue_wait', endpoints: 'each' },
      ': expected the run or a phase or a group, received "each". A custom metric belongs to no endpoint; declare one metric for each.',
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
  expect(acceptance.criteria.map(({ scope, verdict, native }) => [scope.phase, verdict, native.threshold])).toEqual([
    ['warm-up', 'PASS', 'rate<=0.01'],
    ['peak', 'FAIL', 'rate<=0.01'],
    ['users', 'PASS', 'rate<=0.01'],
  ]);
  expect(acceptance.verdict).toBe('FAIL');
  expect(acceptance.phases.map(({ judged }) => judged)).toEqual([true, true, true]);
});
