import { describe, expect, it } from 'vitest';
import { endpointSetsVariable, renderEndpointSets } from '../../../lib/core/compile/endpoint-sets.ts';
import { k6OptionsFor } from '../../../lib/core/compile/k6-options.ts';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { planOf } from '../run-data.ts';

const both = ['list items', 'place order'];
// CRC-32 of "list items\nplace order", computed by Python's zlib.
const tag = 'endpoints_09af030c';

describe('sets of endpoints as text', () => {
  it('are a line with the tag, one for each endpoint, and an empty one', () => {
    expect(
      renderEndpointSets([
        { tag: 'endpoints_1', endpoints: ['a', 'b'] },
        { tag: 'endpoints_2', endpoints: ['b', 'c', 'd'] },
      ]),
    ).toBe('endpoints_1\na\nb\n\nendpoints_2\nb\nc\nd\n\n');
    expect(renderEndpointSets([])).toBe('');
  });
});

describe('the environment of the scenarios', () => {
  const environments = (...criteria: readonly CriterionSpec[]): unknown[] =>
    Object.values(k6OptionsFor(planOf({ criteria })).scenarios).map(({ env }) => env);
  const latency = { indicator: 'latency', target: 'p(95)<300' } as const;

  it('has the sets that criteria take together, each once, in every scenario', () => {
    const sets = { [endpointSetsVariable]: `${tag}\nlist items\nplace order\n\n` };
    const found = environments(
      { ...latency, endpoints: both },
      { ...latency, phase: 'peak', endpoints: both.toReversed() },
      { ...latency, phase: 'users', endpoints: both, severity: 'warn' },
    );
    expect(found).toHaveLength(2);
    for (const env of found) {
      expect(env).toEqual({ K6_ACCEPTANCE_PHASES: expect.stringContaining('users'), ...sets });
    }
    expect(endpointSetsVariable).toBe('K6_ACCEPTANCE_ENDPOINT_SETS');
  });

  it('has none where each criterion takes all endpoints or one: there a VU has nothing to read', () => {
    for (const env of environments(
      latency,
      { ...latency, endpoint: 'list items' },
      { ...latency, endpoints: 'each' },
      { ...latency, endpoints: ['place order'] },
    )) {
      expect(Object.keys(Object(env))).toEqual(['K6_ACCEPTANCE_PHASES']);
    }
  });
});

describe('a criterion on endpoints together', () => {
  it('is gated, and proved, by their tag', () => {
    const { thresholds } = k6OptionsFor(
      planOf({
        criteria: [
          { indicator: 'latency', phase: 'peak', endpoints: both, target: 'p(95)<300' },
          { indicator: 'error ratio', endpoints: both, target: 'rate<0.01' },
          { indicator: 'throughput', endpoints: both, target: 'rate>=8' },
        ],
      }),
    );
    expect(Object.entries(thresholds).filter(([key]) => key.includes(tag))).toEqual(
      expect.arrayContaining([
        [`http_req_duration{${tag}:in,expected_response:true,phase:peak}`, ['p(95)<300']],
        [`http_reqs{${tag}:in,expected_response:true,phase:peak}`, ['count>=1']],
        [`http_req_failed{${tag}:in,plan:shop}`, ['rate<0.01']],
        [`http_reqs{${tag}:in,plan:shop}`, ['count>=1']],
        // 8 per second in 30 s, without what came about after the plan; beside it, how many there could be at most.
        [`http_reqs{${tag}:in,expected_response:true,phase_of:request,plan:shop}`, ['count>=240']],
        [`http_reqs{${tag}:in,expected_response:true,phase:after-plan,phase_of:request,plan:shop}`, []],
        [`http_reqs{${tag}:in,expected_response:true,plan:shop}`, []],
        [`request_errors{${tag}:in,error_class:DNS,plan:shop}`, []],
      ]),
    );
  });
});
