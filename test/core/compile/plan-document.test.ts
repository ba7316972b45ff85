import { describe, expect, it } from 'vitest';
import { parsePlanDocument } from '../../../lib/core/preview/parse-plan-document.ts';
import { k6OptionsFor } from '../../../lib/core/compile/k6-options.ts';
import { planDocumentOf, withPlanDocument } from '../../../lib/core/compile/plan-document.ts';
import { planOf } from '../run-data.ts';

const plan = planOf();

describe('a plan document', () => {
  it('is read as it was written, by way of JSON', () => {
    const document = planDocumentOf(plan);
    expect(parsePlanDocument(JSON.parse(JSON.stringify(document)))).toStrictEqual(document);
  });

  it('has phases with the iterations that they intend', () => {
    expect(planDocumentOf(plan).phases).toEqual([
      {
        name: 'warm-up',
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
    const { criteria } = planDocumentOf(plan);
    expect(criteria[3]).toEqual({
      indicator: 'throughput',
      phase: 'peak',
      endpoint: null,
      target: 'rate>=80',
      bound: 'rate>=80',
      severity: 'fail',
      unit: '/s',
      minimumSamples: 1,
      abortOnFail: false,
      sampledBy: 'request',
      metric: 'http_reqs{expected_response:true,phase:peak}',
      threshold: 'count>=800',
      evidenceMetric: 'http_reqs{phase:peak}',
    });
    expect(criteria.map(({ indicator, sampledBy }) => [indicator, sampledBy])).toEqual([
      ['latency', 'request'],
      ['latency', 'request'],
      ['error ratio', 'request'],
      ['throughput', 'request'],
      ['checks', 'check'],
      ['queue_wait', null],
      ['cache_hit', null],
      ['replicas', null],
      ['orders', 'iteration'],
    ]);
  });

  it('holds neither bodies and headers of requests nor credentials of the target', () => {
    const secret = 'Bearer 1234';
    const document = planDocumentOf(
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
    expect(ext).toEqual({ 'k6-acceptance': planDocumentOf(plan) });
  });

  it('keep what the plan says in ext', () => {
    const own = planOf({ k6Options: { ext: { loadimpact: { name: 'mine' } } } });
    expect(withPlanDocument(k6OptionsFor(own), own)['ext']).toMatchObject({
      loadimpact: { name: 'mine' },
      'k6-acceptance': { plan: 'shop' },
    });
  });
});
