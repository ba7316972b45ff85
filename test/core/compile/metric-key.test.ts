import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricKey, parseMetricKey } from '../../../lib/core/compile/metric-key.ts';

describe('metricKey', () => {
  it.each([
    ['http_reqs', undefined, 'http_reqs'],
    ['http_reqs', {}, 'http_reqs'],
    ['http_reqs', { phase: 'peak' }, 'http_reqs{phase:peak}'],
    ['http_reqs', { phase: 'peak', name: 'list items' }, 'http_reqs{name:list items,phase:peak}'],
    ['http_reqs', { name: 'list items', phase: 'peak' }, 'http_reqs{name:list items,phase:peak}'],
    ['http_reqs', { status: '302', group: '::setup' }, 'http_reqs{group:::setup,status:302}'],
    ['iterations', { phase: '__proto__' }, 'iterations{phase:__proto__}'],
    ['http_reqs', { plan: 'shop' }, 'http_reqs{plan:shop}'],
    [
      'http_reqs',
      { plan: 'shop', status: '302', name: 'list items', group: '::setup' },
      'http_reqs{group:::setup,name:list items,plan:shop,status:302}',
    ],
  ] as const)('of %s and %j is %3$s', (metric, tags, key) => {
    expect(metricKey(metric, tags)).toBe(key);
  });
});

describe('parseMetricKey', () => {
  it.each([
    ['http_reqs', 'http_reqs', {}],
    ['http_reqs{phase:peak}', 'http_reqs', { phase: 'peak' }],
    ['http_reqs{group:::setup,status:302}', 'http_reqs', { group: '::setup', status: '302' }],
  ])('of %s', (key, metric, tags) => {
    expect(parseMetricKey(key)).toEqual({ metric, tags });
  });

  it('undoes metricKey, whatever names there are', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !/[,{}]/.test(text));
    const tag = fc.stringMatching(/^[a-z_]+$/);
    fc.assert(
      fc.property(tag, fc.dictionary(tag, name, { minKeys: 1 }), (metric, tags) => {
        expect(parseMetricKey(metricKey(metric, tags))).toEqual({ metric, tags: { ...tags } });
      }),
    );
  });
});
