// Criteria that take several endpoints together, against values that were computed by hand.
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { CriterionRow } from '../../../lib/core/document/criterion-row.ts';
import { gate } from '../../../lib/core/document/gate.ts';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { renderJson } from '../../../lib/core/render/json.ts';
import { acceptanceOf, dataOf, loadSpan, planOf, requests, rowOf, sampled, type Sample } from '../run-data.ts';

const together = ['list items', 'place order'];
const tag = `endpoints_${crc32(Buffer.from('list items\nplace order')).toString(16).padStart(8, '0')}`;
const checked = { 'is sound': () => true };

const peak = 'peak';
const samples: readonly Sample[] = [
  sampled('iterations', 1, 500, { phase: 'peak' }),
  sampled('iterations', 1, 250, { phase: 'warm-up' }),
  sampled('iterations', 1, 100, { phase: 'users' }),
  ...requests({ times: 500, name: 'list items', phase: peak, durationMs: 100 }),
  ...requests({ times: 300, name: 'place order', phase: peak, durationMs: 300 }),
  ...requests({ times: 20, name: 'place order', phase: peak, durationMs: 1, status: 500, errorClass: 'status 500' }),
  ...requests({ times: 100, name: 'list items', phase: 'users', durationMs: 500 }),
  ...requests({ times: 60, name: 'list items', phase: 'after-plan', durationMs: 500 }),
  sampled('checks', 1, 490, { phase: peak, name: 'list items' }),
  sampled('checks', 0, 10, { phase: peak, name: 'list items' }),
  sampled('checks', 1, 300, { phase: peak, name: 'place order' }),
  // None of these is in the set: another endpoint, no endpoint, and calls outside of the plan's scenarios.
  ...requests({ times: 50, name: 'report', phase: peak, durationMs: 9000, status: 503, errorClass: 'status 503' }),
  ...requests({ times: 50, name: 'report', phase: peak, durationMs: 9000 }),
  sampled('checks', 0, 100, { phase: peak, name: 'report' }),
  ...requests({ times: 90, phase: peak, durationMs: 8000 }),
  ...requests({ times: 40, name: 'list items', group: '::setup', durationMs: 7000 }),
  ...requests({ times: 40, name: 'place order', group: '::teardown', durationMs: 7000 }),
];

function judged(criterion: CriterionSpec, extra: readonly Sample[] = []): CriterionRow {
  const plan = planOf({
    endpoints: [
      { name: 'list items', path: '/items', checks: checked },
      { name: 'report', path: '/report', checks: checked },
      { name: 'place order', method: 'POST', path: '/orders', checks: checked },
    ],
    metrics: [],
    criteria: [criterion],
  });
  const acceptance = acceptanceOf(plan, dataOf(plan, [...loadSpan(plan), ...samples, ...extra]));
  expect(gate(renderJson(acceptance))).toMatchObject({ verdict: acceptance.verdict, sentence: acceptance.sentence });
  return rowOf(acceptance, 0);
}

describe('endpoints that a criterion takes together', () => {
  it.each<[CriterionSpec, observed: number, samples: number]>([
    // (500 × 100 + 300 × 300) ÷ 800, and the 760th of 800.
    [{ indicator: 'latency', phase: peak, target: 'avg<1000' }, 175, 800],
    [{ indicator: 'latency', phase: peak, target: 'p(95)<1000' }, 300, 800],
    // With 160 more of 500 ms in the run: (50,000 + 90,000 + 80,000) ÷ 960.
    [{ indicator: 'latency', target: 'avg<1000' }, 220_000 / 960, 960],
    [{ indicator: 'error ratio', phase: peak, target: 'rate<0.1' }, 20 / 820, 820],
    [{ indicator: 'error ratio', target: 'rate<0.1' }, 20 / 980, 980],
    // 800 expected responses in 10 s; in the 30 s of the plan 900, without those after it.
    [{ indicator: 'throughput', phase: peak, target: 'rate>1' }, 80, 820],
    [{ indicator: 'throughput', target: 'rate>1' }, 30, 980],
    [{ indicator: 'throughput', target: 'rate<50' }, 32, 980],
    [{ indicator: 'checks', phase: peak, target: 'rate>0.5' }, 790 / 800, 800],
  ])('bring it their samples and no others: %j', (criterion, observed, count) => {
    const row = judged({ ...criterion, endpoints: together });
    expect(row).toMatchObject({
      verdict: 'PASS',
      samples: count,
      scope: { phase: criterion.phase ?? null, endpoints: together },
    });
    expect(row.observed).toBeCloseTo(observed, 9);
  });

  it('bear one tag, which is made of their names', () => {
    expect(judged({ indicator: 'latency', phase: peak, endpoints: together, target: 'p(95)<1000' })).toMatchObject({
      native: {
        metric: `http_req_duration{${tag}:in,expected_response:true,phase:peak}`,
        threshold: 'p(95)<1000',
        held: true,
      },
      evidence: { metric: `http_reqs{${tag}:in,expected_response:true,phase:peak}`, threshold: 'count>=1', held: true },
    });
  });

  it('are the same in whatever order they are listed', () => {
    const criterion = { indicator: 'error ratio', phase: peak, target: 'rate<0.1' } as const;
    expect(judged({ ...criterion, endpoints: together.toReversed() })).toEqual(
      judged({ ...criterion, endpoints: together }),
    );
  });

  it('fail together, and leave out what failed on the side of k6', () => {
    const errors: CriterionSpec = { indicator: 'error ratio', endpoints: together, target: 'rate<0.02' };
    // One of a thousand requests of the phase is no fault of the run.
    const failed = requests({ name: 'list items', phase: peak, status: 0, errorClass: 'local descriptors' });
    expect(judged(errors, failed)).toMatchObject({ verdict: 'FAIL', observed: 20 / 980, samples: 980 });
    expect(judged(errors)).toMatchObject({ verdict: 'FAIL', observed: 20 / 980, samples: 980 });
  });

  it('have no data where none of them was called', () => {
    const unsampled: CriterionSpec = { indicator: 'latency', phase: 'warm-up', endpoints: together, target: 'avg<9' };
    expect(judged(unsampled)).toMatchObject({ verdict: 'NO_DATA', noData: { code: 'never-sampled' }, observed: null });
  });

  it('are one scope of each phase that the criterion is written for', () => {
    const plan = planOf({
      metrics: [],
      criteria: [{ indicator: 'error ratio', phases: 'each', endpoints: together, target: 'rate<0.1' }],
    });
    expect(
      acceptanceOf(plan).criteria.map(({ scope, samples: count }) => [scope.phase, scope.endpoints, count]),
    ).toEqual([
      ['warm-up', together, 500],
      ['peak', together, 1000],
      ['users', together, 800],
    ]);
  });

  it('may be in several sets', () => {
    const criteria: readonly CriterionSpec[] = [
      { indicator: 'error ratio', endpoints: ['a', 'b'], target: 'rate<0.5' },
      { indicator: 'error ratio', endpoints: ['b', 'c'], target: 'rate<0.5' },
      { indicator: 'error ratio', endpoints: ['a', 'b', 'c'], target: 'rate<0.5' },
    ];
    const endpoints = ['a', 'b', 'c'].map((name) => ({ name, path: `/${name}` }));
    const plan = planOf({ endpoints, metrics: [], criteria });
    const called = [1000, 200, 30].flatMap((times, index) =>
      requests({ times, name: endpoints[index]?.name ?? '', phase: peak }),
    );
    expect(acceptanceOf(plan, dataOf(plan, [...loadSpan(plan), ...called])).criteria.map((row) => row.samples)).toEqual(
      [1200, 230, 1230],
    );
  });
});
