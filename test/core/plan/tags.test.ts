import { describe, expect, it } from 'vitest';
import { metricKey } from '../../../lib/core/compile/metric-key.ts';
import { planTags } from '../../../lib/core/plan/tags.ts';

describe('what a plan does', () => {
  it.each(['shop', 'shop-2.v1', '__proto__'])('bears the name of the plan as a tag: %s', (name) => {
    expect(planTags(name)).toStrictEqual({ plan: name });
    expect(metricKey('http_reqs', planTags(name))).toBe(`http_reqs{plan:${name}}`);
  });
});
