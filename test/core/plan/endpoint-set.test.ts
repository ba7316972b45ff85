import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointSetsOf, endpointSetTag, isEndpointSetTag } from '../../../lib/core/plan/endpoint-set.ts';

describe('the tag of endpoints that are taken together', () => {
  // CRC-32 of the names in lines, computed by Python's zlib.
  it.each([
    [['a', 'b'], 'endpoints_ef0790fb'],
    [['a', 'b', 'c'], 'endpoints_68ca8ea2'],
    [['b', 'a'], 'endpoints_74487f18'],
    [['a b'], 'endpoints_806c5cd3'],
    [['list items', '🚀'], 'endpoints_7793eb12'],
    // One that begins with a zero.
    [['z100', 'b'], 'endpoints_0a29ebfd'],
  ])('of %j is %s', (endpoints, tag) => {
    expect(endpointSetTag(endpoints)).toBe(tag);
  });

  it('is a name that k6 finds again, and that no other tag has', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2 }), (endpoints) => {
        expect(endpointSetTag(endpoints)).toMatch(/^[a-z_]+[0-9a-f]{8}$/);
        expect(isEndpointSetTag(endpointSetTag(endpoints))).toBe(true);
      }),
    );
  });

  it.each([
    ['endpoints_0123abcd', true],
    ['endpoints_00000000', true],
    ['endpoints_0123abc', false],
    ['endpoints_0123abcde', false],
    ['endpoints_0123ABCD', false],
    ['endpoints_0123abcg', false],
    ['my_endpoints_0123abcd', false],
    ['endpoints', false],
    ['endpoint_0123abcd', false],
    ['name', false],
  ])('is told from others: %s %s', (tag, expected) => {
    expect(isEndpointSetTag(tag)).toBe(expected);
  });
});

describe('the sets of endpoints that scopes name', () => {
  it('are those of several endpoints, each once, in their order', () => {
    const peak = 'peak';
    expect(
      endpointSetsOf([
        { phase: null, endpoints: null, group: null, check: null },
        { phase: peak, endpoints: ['a'], group: null, check: null },
        { phase: peak, endpoints: ['b', 'c'], group: null, check: null },
        { phase: null, endpoints: ['a', 'b'], group: null, check: null },
        { phase: null, endpoints: ['b', 'c'], group: null, check: null },
      ]),
    ).toEqual([
      { tag: 'endpoints_9a461e34', endpoints: ['b', 'c'] },
      { tag: 'endpoints_ef0790fb', endpoints: ['a', 'b'] },
    ]);
  });

  it('are none where no scope names several', () => {
    expect(endpointSetsOf([])).toEqual([]);
    expect(
      endpointSetsOf([
        { phase: null, endpoints: null, group: null, check: null },
        { phase: null, endpoints: ['a'], group: null, check: null },
      ]),
    ).toEqual([]);
  });
});
