import { describe, expect, it } from 'vitest';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { k6OptionsFor } from '../../../lib/core/compile/k6-options.ts';
import { planOf } from '../run-data.ts';

const metrics = [
  { name: 'queue_wait', type: 'trend' },
  { name: 'orders', type: 'counter' },
] as const;
/** The criterion that a spec stands for; `given` as JavaScript may hand it over. */
function planWith(given: object): ReturnType<typeof planOf> {
  const spec: CriterionSpec = Object.assign({ indicator: 'latency', target: 'max<300' }, given);
  return planOf({ metrics: [...metrics], criteria: [spec] });
}
const scopeOf = (given: object) => planWith(given).criteria[0]?.scope;

describe('a scope by a group', () => {
  it.each([
    ['checkout', '::checkout'],
    ['checkout::payment', '::checkout::payment'],
    ['a:b', '::a:b'],
    ['☕ <b>|', '::☕ <b>|'],
  ])('%s selects what k6 tags with %s', (group, tag) => {
    expect(scopeOf({ group })).toMatchObject({
      names: { phase: null, endpoints: null, group, check: null },
      tags: { plan: 'shop', group: tag },
    });
    expect(Object.keys(k6OptionsFor(planWith({ group })).thresholds)).toContain(
      `http_req_duration{expected_response:true,group:${tag},plan:shop}`,
    );
  });

  it('combines with a phase and an endpoint', () => {
    expect(scopeOf({ phase: 'peak', endpoint: 'list items', group: 'checkout' })).toMatchObject({
      names: { phase: 'peak', endpoints: ['list items'], group: 'checkout', check: null },
      tags: { phase: 'peak', name: 'list items', group: '::checkout' },
    });
  });

  it.each(['::checkout', 'checkout::', 'a::::b', '::'])('%j is no way to a group', (group) => {
    expect(() => scopeOf({ group })).toThrow(
      `: expected the names of groups with :: between them, received "${group}". Write the way to the group without :: at its ends`,
    );
  });

  it.each(['', ' checkout', 'a,b', 'a{b', '"a"', 'a\nb', null, 5, ['checkout']])('%j is no name', (group) => {
    expect(() => scopeOf({ group })).toThrow('Invalid group of criterion ');
  });

  it('is none of checks, which k6 does not count: in a group there may be some without a request', () => {
    expect(() => scopeOf({ indicator: 'checks', group: 'checkout', target: 'rate>0.9' })).toThrow(
      ': expected the run or a phase or an endpoint or a check, received "checkout". k6 does not count the checks of a group; ask for those of an endpoint, or for one by its name.',
    );
  });

  it('is none of a counter that only iterations prove, for they end outside of all groups', () => {
    expect(() => scopeOf({ indicator: 'orders', group: 'checkout', target: 'count>1' })).toThrow(
      ': expected the run or a phase, received "checkout". A custom counter belongs to no endpoint and no group; declare one metric for each.',
    );
    expect(() => scopeOf({ indicator: 'ws_sessions', group: 'checkout', target: 'count>1' })).toThrow(
      ': expected the run or a phase, received "checkout". k6 tells samples of ws_sessions apart by nothing else.',
    );
    expect(scopeOf({ indicator: 'queue_wait', group: 'checkout', target: 'max<1' })?.tags).toEqual({
      plan: 'shop',
      group: '::checkout',
    });
  });
});
