import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellRegistry } from '../../../lib/core/compile/cell.ts';
import { criterionCells, type CriterionCells } from '../../../lib/core/compile/criterion-cells.ts';
import { holds } from '../../../lib/core/language/expression.ts';
import type { Criterion } from '../../../lib/core/plan/criterion.ts';
import { indicator, type Evidence, type Indicator } from '../../../lib/core/plan/indicator.ts';
import { parseProfile } from '../../../lib/core/plan/profile.ts';
import { parsed, vocabulary } from '../plan/vocabulary.ts';
import { compare } from '../run-data.ts';

const cellsOf = (criterion: Criterion): CriterionCells => criterionCells(new CellRegistry(), criterion);

describe('the cells of a criterion', () => {
  it.each([
    [
      'latency',
      undefined,
      undefined,
      'p(95)<300',
      'http_req_duration{expected_response:true,plan:shop}',
      'http_reqs{expected_response:true,plan:shop}',
      'p(95)<300',
    ],
    [
      'latency',
      'peak',
      undefined,
      'p(95.0) < 300',
      'http_req_duration{expected_response:true,phase:peak}',
      'http_reqs{expected_response:true,phase:peak}',
      'p(95)<300',
    ],
    [
      'latency',
      undefined,
      'list items',
      'max<=900',
      'http_req_duration{expected_response:true,name:list items,plan:shop}',
      'http_reqs{expected_response:true,name:list items,plan:shop}',
      'max<=900',
    ],
    [
      'latency',
      'peak',
      'list items',
      'avg<300',
      'http_req_duration{expected_response:true,name:list items,phase:peak}',
      'http_reqs{expected_response:true,name:list items,phase:peak}',
      'avg<300',
    ],
    [
      'error ratio',
      undefined,
      undefined,
      'rate<0.01',
      'http_req_failed{plan:shop}',
      'http_reqs{plan:shop}',
      'rate<0.01',
    ],
    [
      'error ratio',
      'peak',
      'place order',
      'rate<0.01',
      'http_req_failed{name:place order,phase:peak}',
      'http_reqs{name:place order,phase:peak}',
      'rate<0.01',
    ],
    ['checks', undefined, undefined, 'rate>0.99', 'checks{plan:shop}', 'http_reqs{plan:shop}', 'rate>0.99'],
    [
      'checks',
      'peak',
      'list items',
      'rate>0.99',
      'checks{name:list items,phase:peak}',
      'http_reqs{name:list items,phase:peak}',
      'rate>0.99',
    ],
    // 100 per second: 12,000 in the 120 s of the plan, 9,000 in the 90 s of the peak.
    [
      'throughput',
      undefined,
      undefined,
      'rate>=100',
      'http_reqs{expected_response:true,phase_of:request,plan:shop}',
      'http_reqs{plan:shop}',
      'count>=12000',
    ],
    [
      'throughput',
      'peak',
      undefined,
      'rate>=100',
      'http_reqs{expected_response:true,phase:peak,phase_of:request}',
      'http_reqs{phase:peak}',
      'count>=9000',
    ],
    [
      'throughput',
      'peak',
      'list items',
      'rate>0.125',
      'http_reqs{expected_response:true,name:list items,phase:peak,phase_of:request}',
      'http_reqs{name:list items,phase:peak}',
      'count>11.25',
    ],
    [
      'queue_wait',
      undefined,
      undefined,
      'p(90)<50',
      'queue_wait{plan:shop}',
      'queue_wait_samples{plan:shop}',
      'p(90)<50',
    ],
    [
      'queue_wait',
      'warm-up',
      undefined,
      'p(90)<50',
      'queue_wait{phase:warm-up}',
      'queue_wait_samples{phase:warm-up}',
      'p(90)<50',
    ],
    [
      'cache_hit',
      'peak',
      undefined,
      'rate>=0.9',
      'cache_hit{phase:peak}',
      'cache_hit_samples{phase:peak}',
      'rate>=0.9',
    ],
    ['replicas', 'peak', undefined, 'value==3', 'replicas{phase:peak}', 'replicas_samples{phase:peak}', 'value==3'],
    ['orders', 'peak', undefined, 'count>=10', 'orders{phase:peak}', 'iterations{phase:peak}', 'count>=10'],
    ['orders', undefined, undefined, 'count>=10', 'orders{plan:shop}', 'iterations{plan:shop}', 'count>=10'],
    // From below, what was recorded within the phase; from above, all that its iterations recorded.
    ['orders', 'peak', undefined, 'rate>=2.5', 'orders{recorded:peak}', 'iterations{phase:peak}', 'count>=225'],
    ['orders', 'peak', undefined, 'rate<2.5', 'orders{phase:peak}', 'iterations{phase:peak}', 'count<225'],
    ['orders', undefined, undefined, 'rate>=2.5', 'orders{plan:shop}', 'iterations{plan:shop}', 'count>=300'],
  ])('of %s in %s of %s, %s', (name, phase, endpoint, expression, key, evidenceKey, nativeExpression) => {
    const criterion = parsed({
      indicator: name,
      target: expression,
      ...(phase === undefined ? {} : { phase }),
      ...(endpoint === undefined ? {} : { endpoint }),
    });
    expect(criterion.indicator.name).toBe(name);
    expect(criterion.scope.names).toEqual({
      phase: phase ?? null,
      endpoints: endpoint === undefined ? null : [endpoint],
      group: null,
      check: null,
    });
    const { type } = criterion.indicator;
    expect(cellsOf(criterion)).toMatchObject({
      value: { key, type },
      threshold: nativeExpression,
      evidence: { key: evidenceKey, type: 'counter' },
      evidenceThreshold: 'count>=1',
    });
  });

  const list = 'list items';
  it.each([
    [
      { indicator: 'throughput', target: 'rate>=100' },
      'http_reqs{expected_response:true,phase:after-plan,phase_of:request,plan:shop}',
    ],
    [
      { indicator: 'throughput', target: 'rate>100', bound: 'rate>=80' },
      'http_reqs{expected_response:true,phase:after-plan,phase_of:request,plan:shop}',
    ],
    [
      { indicator: 'throughput', target: 'rate>100', severity: 'warn' },
      'http_reqs{expected_response:true,phase:after-plan,phase_of:request,plan:shop}',
    ],
    [
      { indicator: 'throughput', endpoint: list, target: 'rate>=100' },
      'http_reqs{expected_response:true,name:list items,phase:after-plan,phase_of:request,plan:shop}',
    ],
    [
      { indicator: 'throughput', target: 'rate==100' },
      'http_reqs{expected_response:true,phase:after-plan,phase_of:request,plan:shop}',
    ],
    [
      { indicator: 'throughput', target: 'rate!=100' },
      'http_reqs{expected_response:true,phase:after-plan,phase_of:request,plan:shop}',
    ],
    [{ indicator: 'orders', target: 'rate>=2.5' }, 'orders{plan:shop,recorded:after-plan}'],
    // Nothing that is left out can break a limit: the whole count is held against it, as k6 does.
    [{ indicator: 'throughput', target: 'rate<100' }, null],
    [{ indicator: 'throughput', endpoint: list, target: 'rate<=100' }, null],
    [{ indicator: 'orders', target: 'rate<2.5' }, null],
    [{ indicator: 'orders', target: 'rate<=2.5' }, null],
    // A phase has its own end, a count and a ratio no duration.
    [{ indicator: 'throughput', phase: 'peak', target: 'rate>=100' }, null],
    [{ indicator: 'throughput', phase: 'peak', endpoint: list, target: 'rate>=100' }, null],
    [{ indicator: 'orders', phase: 'peak', target: 'rate>=2.5' }, null],
    [{ indicator: 'orders', target: 'count>=10' }, null],
    [{ indicator: 'error ratio', target: 'rate>0.1' }, null],
    [{ indicator: 'cache_hit', target: 'rate>=0.9' }, null],
    [{ indicator: 'latency', target: 'avg>5' }, null],
  ])('leave out what came about after the plan: of %j %s', (spec, overrunKey) => {
    expect(cellsOf(parsed(spec)).overrun).toEqual(overrunKey === null ? null : { key: overrunKey, type: 'counter' });
  });

  it.each([
    [{ indicator: 'throughput', target: 'rate>=100' }, 'http_reqs{expected_response:true,plan:shop}'],
    [{ indicator: 'throughput', target: 'rate>100', bound: 'rate>=80' }, 'http_reqs{expected_response:true,plan:shop}'],
    [{ indicator: 'throughput', target: 'rate>100', severity: 'warn' }, 'http_reqs{expected_response:true,plan:shop}'],
    [{ indicator: 'throughput', target: 'rate==100' }, 'http_reqs{expected_response:true,plan:shop}'],
    [{ indicator: 'throughput', target: 'rate!=100' }, 'http_reqs{expected_response:true,plan:shop}'],
    [
      { indicator: 'throughput', endpoint: list, target: 'rate>=100' },
      'http_reqs{expected_response:true,name:list items,plan:shop}',
    ],
    [{ indicator: 'throughput', phase: 'peak', target: 'rate>=100' }, 'http_reqs{expected_response:true,phase:peak}'],
    [
      { indicator: 'throughput', phase: 'peak', endpoint: list, target: 'rate>=100' },
      'http_reqs{expected_response:true,name:list items,phase:peak}',
    ],
    // The value counts all where it must not exceed a limit.
    [{ indicator: 'throughput', target: 'rate<100' }, null],
    [{ indicator: 'throughput', target: 'rate<=100', bound: 'rate<=120' }, null],
    [{ indicator: 'throughput', phase: 'peak', target: 'rate<100' }, null],
    [{ indicator: 'throughput', phase: 'peak', endpoint: list, target: 'rate<=100' }, null],
    // What the script counts bears its own moment, and nothing else is a rate.
    [{ indicator: 'orders', target: 'rate>=2.5' }, null],
    [{ indicator: 'orders', phase: 'peak', target: 'rate>=2.5' }, null],
    [{ indicator: 'orders', target: 'count>=10' }, null],
    [{ indicator: 'error ratio', target: 'rate>0.1' }, null],
    [{ indicator: 'checks', target: 'rate>0.9' }, null],
    [{ indicator: 'cache_hit', target: 'rate>=0.9' }, null],
    [{ indicator: 'latency', target: 'avg>5' }, null],
  ])('count beside the value what may have come too late: of %j %s', (spec, key) => {
    expect(cellsOf(parsed(spec)).withUntimed).toEqual(key === null ? null : { key, type: 'counter' });
  });
});

describe('a throughput', () => {
  it('asked as a count has the truth of the rate, whatever was counted', () => {
    const operators = ['<', '<=', '>', '>='] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...operators),
        fc.oneof(
          fc.integer({ min: 1, max: 5000 }),
          fc.integer({ min: 1, max: 500_000 }).map((n) => n / 100),
        ),
        fc.integer({ min: 1000, max: 7_200_000 }),
        fc.integer({ min: -3, max: 3 }),
        (operator, bound, ms, distance) => {
          const phases = parseProfile([{ name: 'peak', hold: '1/s', duration: `${ms}ms` }], 1);
          const criterion = parsed(
            { indicator: 'throughput', phase: 'peak', target: `rate${operator}${bound}` },
            { ...vocabulary, phases },
          );
          const [, nativeOperator = '', nativeBound = ''] =
            /^count([<>=]+)(.+)$/.exec(cellsOf(criterion).threshold ?? '') ?? [];
          // Whole requests on both sides of the bound.
          const count = Math.max(0, Math.round((bound * ms) / 1000) + distance);
          expect(compare(count, nativeOperator, Number(nativeBound))).toBe(
            holds(criterion.target, (count * 1000) / ms),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('the threshold of a criterion', () => {
  it('is on the target when only that is given', () => {
    expect(cellsOf(parsed({ indicator: 'latency', target: 'p(95)<300' })).threshold).toBe('p(95)<300');
  });

  it('is on the bound, not on the target', () => {
    expect(cellsOf(parsed({ indicator: 'latency', target: 'p(99)<500', bound: 'p(99)<=600' })).threshold).toBe(
      'p(99)<=600',
    );
    // 80 per second in 90 s.
    expect(
      cellsOf(
        parsed({ indicator: 'throughput', phase: 'peak', target: 'rate>100', bound: 'rate>=80', severity: 'fail' }),
      ).threshold,
    ).toBe('count>=7200');
  });

  it.each([undefined, 'p(95)<400'])(
    'is none when it only warns, with the bound %s; neither has its evidence',
    (bound) => {
      expect(cellsOf(parsed({ indicator: 'latency', target: 'p(95)<300', bound, severity: 'warn' }))).toMatchObject({
        value: { key: 'http_req_duration{expected_response:true,plan:shop}' },
        threshold: null,
        evidence: { key: 'http_reqs{expected_response:true,plan:shop}' },
        evidenceThreshold: null,
      });
    },
  );
});

describe('the cells of what k6 counts as failed', () => {
  const generatorKeys = (spec: unknown): string[] => cellsOf(parsed(spec)).generatorErrors.map(({ cell }) => cell.key);

  it('are of the scope, for what has failures on the side of k6 among its own', () => {
    expect(
      generatorKeys({ indicator: 'error ratio', phase: 'peak', endpoint: 'list items', target: 'rate<0.01' }),
    ).toEqual(
      ['DNS', 'local ports', 'local descriptors', 'network unreachable'].map(
        (errorClass) => `request_errors{error_class:${errorClass},name:list items,phase:peak}`,
      ),
    );
  });

  it.each([
    ['latency', 'avg<5'],
    ['throughput', 'rate>1'],
    ['checks', 'rate>0.9'],
    ['queue_wait', 'avg<5'],
    ['cache_hit', 'rate>0.9'],
    ['replicas', 'value>1'],
    ['orders', 'count>1'],
  ])('are none for %s', (name, target) => {
    expect(generatorKeys({ indicator: name, target })).toEqual([]);
  });
});

describe('the evidence of a criterion', () => {
  // Indicators that no plan has yet: what counts is what they say of their evidence.
  const waiting = (evidence: Evidence, changes: Partial<Indicator> = {}): Indicator =>
    indicator({
      name: 'waiting',
      metric: 'http_req_waiting',
      type: 'trend',
      unit: 'ms',
      tags: { expected_response: 'true' },
      evidence,
      sampledBy: 'request',
      dimensions: ['phase', 'endpoints', 'group'],
      ...changes,
    });
  const inPeak = (of: Indicator, spec: object = {}): Criterion => ({
    ...parsed({ indicator: 'latency', phase: 'peak', target: 'p(95)<300', ...spec }),
    indicator: of,
  });

  it('is a counter in the scope of the criterion, with tags of its own and not those of the value', () => {
    const evidence: Evidence = { by: 'counter', metric: 'http_reqs', tags: { status: '200' } };
    const own = cellsOf(inPeak(waiting(evidence)));
    expect(own.value.key).toBe('http_req_waiting{expected_response:true,phase:peak}');
    expect(own.evidence).toEqual({ key: 'http_reqs{phase:peak,status:200}', type: 'counter' });
    expect(own.evidenceThreshold).toBe('count>=1');
  });

  it('is the largest value of the same key where nothing counts a trend', () => {
    const own = cellsOf(inPeak(waiting({ by: 'own maximum' })));
    expect(own.value.key).toBe('http_req_waiting{expected_response:true,phase:peak}');
    expect(own.evidence).toEqual(own.value);
    expect(own.evidenceThreshold).toBe('max>0');
    expect(own.threshold).toBe('p(95)<300');
  });

  it('is nothing in k6 where only the document tells', () => {
    const own = cellsOf(inPeak(waiting({ by: 'document' })));
    expect(own.evidence).toBeNull();
    expect(own.evidenceThreshold).toBeNull();
    expect(own.threshold).toBe('p(95)<300');
  });

  it.each<Evidence>([{ by: 'counter', metric: 'http_reqs', tags: {} }, { by: 'own maximum' }, { by: 'document' }])(
    'by %j has no threshold where the criterion only warns',
    (evidence) => {
      const own = cellsOf(inPeak(waiting(evidence), { severity: 'warn' }));
      expect(own.threshold).toBeNull();
      expect(own.evidenceThreshold).toBeNull();
    },
  );

  it('has beside the cells of a rate those without the tags of what is surely in time', () => {
    const counted = waiting(
      { by: 'document' },
      { type: 'counter', metric: 'jobs', tags: { kind: 'a' }, momentTag: 'ended_in', timedTags: { sure: 'yes' } },
    );
    const at = (spec: object): CriterionCells =>
      cellsOf({ ...parsed({ indicator: 'throughput', target: 'rate>=1', ...spec }), indicator: counted });
    expect(at({ phase: 'peak' })).toMatchObject({
      value: { key: 'jobs{ended_in:peak,kind:a,sure:yes}' },
      overrun: null,
      withUntimed: { key: 'jobs{ended_in:peak,kind:a}' },
    });
    expect(at({})).toMatchObject({
      value: { key: 'jobs{kind:a,plan:shop,sure:yes}' },
      overrun: { key: 'jobs{ended_in:after-plan,kind:a,plan:shop,sure:yes}' },
      withUntimed: { key: 'jobs{kind:a,plan:shop}' },
    });
  });

  it('has the cells of a rate within a phase by the tag of the moment that the indicator names', () => {
    const counted = waiting({ by: 'document' }, { type: 'counter', metric: 'jobs', tags: {}, momentTag: 'ended_in' });
    const at = (spec: object): CriterionCells =>
      cellsOf({ ...parsed({ indicator: 'throughput', target: 'rate>=1', ...spec }), indicator: counted });
    expect(at({ phase: 'peak' })).toMatchObject({
      value: { key: 'jobs{ended_in:peak}' },
      overrun: null,
      withUntimed: null,
    });
    expect(at({})).toMatchObject({
      value: { key: 'jobs{plan:shop}' },
      overrun: { key: 'jobs{ended_in:after-plan,plan:shop}' },
      withUntimed: null,
    });
  });
});
