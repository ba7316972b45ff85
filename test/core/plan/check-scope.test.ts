import { describe, expect, it } from 'vitest';
import { cellsFor } from '../../../lib/core/compile/cells.ts';
import { k6OptionsFor } from '../../../lib/core/compile/k6-options.ts';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { acceptanceOf, dataOf, planOf, sampled, soundSamples, words } from '../run-data.ts';

const endpoints = [
  { name: 'view', path: '/', checks: { 'has items': () => true, 'is sound': () => true } },
  { name: 'pay', path: '/', checks: { 'is paid': () => true } },
  { name: 'leave', path: '/' },
];
/** The plan of a criterion on checks; `given` as JavaScript may hand it over. */
function planWith(given: object, of: readonly { name: string; path: string }[] = endpoints): ReturnType<typeof planOf> {
  const spec: CriterionSpec = Object.assign({ indicator: 'checks', target: 'rate>0.9' }, given);
  return planOf({ metrics: [], endpoints: of, criteria: [spec] });
}
const scopesOf = (given: object) => planWith(given).criteria.map(({ scope }) => scope);

describe('a scope by a check', () => {
  it.each(['has items', 'a:b', '☕ <b>|', 'status is {200}'])('%s selects what k6 tags with the name', (check) => {
    expect(scopesOf({ check })).toMatchObject([
      {
        names: { phase: null, endpoints: null, group: null, check },
        tags: { plan: 'shop' },
        unprovenTags: { check },
      },
    ]);
    const { thresholds } = k6OptionsFor(planWith({ check, phase: 'peak' }));
    expect(thresholds[`checks{check:${check},phase:peak}`]).toEqual(['rate>0.9']);
  });

  it('is proved by requests, which bear no name of a check', () => {
    const proof = (given: object): unknown[] =>
      cellsFor(planWith({ check: 'has items', ...given })).criteria.map(({ value, evidence }) => [
        value.key,
        evidence?.key,
      ]);
    expect(proof({})).toEqual([['checks{check:has items,plan:shop}', 'http_reqs{plan:shop}']]);
    expect(proof({ phase: 'peak', endpoint: 'view' })).toEqual([
      ['checks{check:has items,name:view,phase:peak}', 'http_reqs{name:view,phase:peak}'],
    ]);
  });

  it('may be of endpoints that declare it, and of no others', () => {
    const ofEndpoints = (given: object): unknown[] => scopesOf(given).map(({ names }) => names.endpoints);
    expect(ofEndpoints({ endpoint: 'view', check: 'is sound' })).toEqual([['view']]);
    expect(ofEndpoints({ endpoints: ['pay', 'view'], check: 'is sound' })).toEqual([['view', 'pay']]);
    expect(ofEndpoints({ endpoints: 'each', check: 'is paid' })).toEqual([['pay']]);
    expect(() => scopesOf({ endpoint: 'pay', check: 'is sound' })).toThrow(
      ': expected an endpoint with the check "is sound", received "pay". Give the endpoint the check, or drop the criterion.',
    );
    expect(() => scopesOf({ endpoints: 'each', check: 'is sond' })).toThrow('an endpoint with the check "is sond"');
  });

  it.each(['a::b', '::', '__proto__'])('%j is no name of a check', (check) => {
    expect(() => scopesOf({ check })).toThrow(
      `: expected a name without :: and other than __proto__, received "${check}". k6 would not record it; choose another name.`,
    );
  });

  it.each(['', ' has items', 'a,b', 'a{b', '"a"', 'a\nb', null, 5, ['has items']])('%j is no name', (check) => {
    expect(() => scopesOf({ check })).toThrow('Invalid check of criterion ');
  });

  it('is of checks alone, and in no group', () => {
    expect(() => scopesOf({ indicator: 'latency', target: 'max<5', check: 'has items' })).toThrow(
      ': expected the run or a phase or an endpoint or a group, received "has items". k6 tells samples of http_req_duration apart by nothing else.',
    );
    expect(() => scopesOf({ indicator: 'latency', target: 'max<5', check: 'nope', endpoint: 'pay' })).toThrow(
      ': expected the run or a phase or an endpoint or a group, received "nope".',
    );
    expect(() => scopesOf({ check: 'has items', group: 'checkout' })).toThrow(
      ': expected the run or a phase or an endpoint or a check, received "checkout". k6 does not count the checks of a group; ask for those of an endpoint, or for one by its name.',
    );
  });
});

describe('checks that no endpoint declares', () => {
  const bare = [{ name: 'leave', path: '/' }];

  it('are asked for without naming an endpoint', () => {
    for (const given of [{}, { phases: 'each' }, { check: 'has items' }]) {
      expect(planWith(given, bare).criteria.map(({ scope }) => scope.names.endpoints)).toContain(null);
    }
    for (const given of [{ endpoint: 'leave' }, { endpoints: 'each' }, { endpoints: ['leave'] }]) {
      expect(() => planWith(given, bare)).toThrow(': expected an endpoint with checks, received ');
    }
  });

  it('are judged by their name in the phase of their iteration', () => {
    const plan = planOf({
      metrics: [],
      endpoints: bare,
      criteria: [
        { indicator: 'checks', phase: 'peak', check: 'has items', target: 'rate>0.9' },
        { indicator: 'checks', phase: 'users', check: 'has items', target: 'rate>0.9' },
        { indicator: 'checks', target: 'rate>0.5' },
      ],
    });
    const acceptance = acceptanceOf(
      plan,
      dataOf(plan, [
        ...soundSamples(plan),
        sampled('checks', 1, 500, { phase: 'peak', check: 'has items' }),
        sampled('checks', 0, 500, { phase: 'peak', check: 'is sound' }),
        sampled('checks', 1, 300, { phase: 'users', check: 'has items' }),
        sampled('checks', 0, 100, { phase: 'users', check: 'has items' }),
      ]),
    );
    expect(words(acceptance)).toEqual({ verdict: 'FAIL', rows: ['PASS', 'FAIL', 'PASS'] });
    expect(acceptance.criteria.map(({ observed, samples }) => [observed, samples])).toEqual([
      [1, 500],
      [0.75, 400],
      [800 / 1400, 1400],
    ]);
    expect(acceptance.sentence).toContain('checks in phase "users" named "has items" was 75 %, required rate > 90 %');
  });

  it('have no data under a name that is written wrong, which k6 lets pass', () => {
    const plan = planWith({ check: 'has itmes' }, bare);
    const acceptance = acceptanceOf(
      plan,
      dataOf(plan, [...soundSamples(plan), sampled('checks', 1, 500, { phase: 'peak', check: 'has items' })]),
    );
    expect(words(acceptance)).toEqual({ verdict: 'INVALID', rows: ['NO_DATA'] });
    expect(acceptance.criteria[0]).toMatchObject({
      noData: { code: 'never-sampled' },
      native: { metric: 'checks{check:has itmes,plan:shop}', held: true },
      evidence: { metric: 'http_reqs{plan:shop}', held: true },
    });
  });
});
