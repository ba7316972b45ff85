import { describe, expect, it } from 'vitest';
import { readPlanDocument } from '../../../lib/core/preview/read-plan-document.ts';
import { k6OptionsFor } from '../../../lib/core/compile/k6-options.ts';
import { describePlan, withPlanDocument } from '../../../lib/core/compile/describe-plan.ts';
import { planOf } from '../run-data.ts';

const plan = planOf();

describe('a plan document', () => {
  it('is read as it was written, by way of JSON', () => {
    const document = describePlan(plan);
    expect(readPlanDocument(JSON.parse(JSON.stringify(document)))).toStrictEqual(document);
  });

  it('has phases with the iterations that they intend', () => {
    expect(describePlan(plan).phases).toEqual([
      {
        name: 'warm-up',
        role: 'ramp',
        kind: 'ramp',
        model: 'open',
        loadFrom: 0,
        loadTo: 50,
        startMs: 0,
        endMs: 10_000,
        intendedIterations: 250,
      },
      {
        name: 'peak',
        role: 'hold',
        kind: 'hold',
        model: 'open',
        loadFrom: 50,
        loadTo: 50,
        startMs: 10_000,
        endMs: 20_000,
        intendedIterations: 500,
      },
      {
        name: 'users',
        role: 'hold',
        kind: 'hold',
        model: 'closed',
        loadFrom: 20,
        loadTo: 20,
        startMs: 20_000,
        endMs: 30_000,
        intendedIterations: null,
      },
    ]);
  });

  it('has criteria with what they compile to, and what makes a sample of them', () => {
    const { criteria } = describePlan(plan);
    expect(criteria[3]).toEqual({
      indicator: { name: 'throughput', type: 'counter', unit: '/s', sampledBy: 'request' },
      scope: { phase: 'peak', endpoints: null, group: null, check: null },
      target: 'rate>=80',
      bound: 'rate>=80',
      severity: 'fail',
      minimumSamples: 1,
      abortOnFail: false,
      native: { metric: 'http_reqs{expected_response:true,phase:peak,phase_of:request}', threshold: 'count>=800' },
      evidence: { metric: 'http_reqs{phase:peak}', threshold: 'count>=1' },
    });
    expect(criteria.map(({ indicator }) => [indicator.name, indicator.sampledBy])).toEqual([
      ['latency', 'request'],
      ['latency', 'request'],
      ['error ratio', 'request'],
      ['throughput', 'request'],
      ['checks', 'check'],
      ['queue_wait', 'script'],
      ['cache_hit', 'script'],
      ['replicas', 'script'],
      ['orders', 'iteration'],
    ]);
  });

  it('has a criterion that only warns without thresholds, but with its metrics', () => {
    const [warning] = describePlan(
      planOf({ criteria: [{ indicator: 'latency', phase: 'peak', target: 'p(95)<300', severity: 'warn' }] }),
    ).criteria;
    expect(warning).toMatchObject({
      native: { metric: 'http_req_duration{expected_response:true,phase:peak}', threshold: null },
      evidence: { metric: 'http_reqs{expected_response:true,phase:peak}', threshold: null },
    });
  });

  it('has the endpoints that a criterion takes together', () => {
    const [together] = describePlan(
      planOf({
        criteria: [{ indicator: 'error ratio', endpoints: ['place order', 'list items'], target: 'rate<0.01' }],
      }),
    ).criteria;
    expect(together?.scope).toEqual({
      phase: null,
      endpoints: ['list items', 'place order'],
      group: null,
      check: null,
    });
  });

  it('has the unit of what is judged: per second where a counter is asked for its rate', () => {
    const units = describePlan(
      planOf({
        criteria: [
          { indicator: 'orders', target: 'rate>=4' },
          { indicator: 'orders', target: 'count>=4' },
          { indicator: 'throughput', target: 'rate>=4' },
        ],
      }),
    ).criteria.map(({ indicator }) => indicator.unit);
    expect(units).toEqual(['orders/s', 'orders', '/s']);
  });

  it('has the roles that phases are given', () => {
    const { phases } = describePlan(
      planOf({
        profile: [
          { name: 'a', role: 'soak', hold: '50/s', duration: '10s' },
          { name: 'b', hold: '50/s', duration: '10s' },
        ],
        metrics: [],
        criteria: [{ indicator: 'latency', target: 'avg<5' }],
      }),
    );
    expect(phases.map(({ role }) => role)).toEqual(['soak', 'hold']);
  });

  it('holds neither bodies and headers of requests nor credentials of the target', () => {
    const secret = 'Bearer 1234';
    const document = describePlan(
      planOf({
        endpoints: [
          { name: 'list items', path: '/', headers: { authorization: secret }, body: secret },
          ...planOf().endpoints.slice(1),
        ],
        criteria: [{ indicator: 'error ratio', target: 'rate<0.1' }],
      }),
    );
    expect(JSON.stringify(document)).not.toContain(secret);
    expect(document.endpoints).toEqual([
      { name: 'list items', checks: 0 },
      { name: 'place order', checks: 1 },
    ]);
  });
});

describe('options with the plan document', () => {
  it("are the plan's own but for ext", () => {
    const options = k6OptionsFor(plan);
    const { ext, ...rest } = withPlanDocument(options, plan);
    expect(rest).toStrictEqual(options);
    expect(ext).toEqual({ 'k6-acceptance': describePlan(plan) });
  });

  it('keep what the plan says in ext', () => {
    const own = planOf({ k6Options: { ext: { loadimpact: { name: 'mine' } } } });
    expect(withPlanDocument(k6OptionsFor(own), own)['ext']).toMatchObject({
      loadimpact: { name: 'mine' },
      'k6-acceptance': { plan: 'shop' },
    });
  });
});
