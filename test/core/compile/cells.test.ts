import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellRegistry, isOfType, type Cell } from '../../../lib/core/compile/cell.ts';
import { cellsFor, type Cells } from '../../../lib/core/compile/cells.ts';
import { k6OptionsFor } from '../../../lib/core/compile/k6-options.ts';
import { parseMetricKey } from '../../../lib/core/compile/metric-key.ts';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { planOf, soundSpec } from '../run-data.ts';

const isCell = (value: object): value is Cell => Object.keys(value).sort().join() === 'key,type';

/** Every cell that stands anywhere in the value. */
function cellsIn(value: unknown): Cell[] {
  if (typeof value !== 'object' || value === null) return [];
  return isCell(value) ? [value] : Object.values(value).flatMap(cellsIn);
}
/** Every cell by which something can be read, found without the list of all. */
const readable = (cells: Cells): Cell[] =>
  cellsIn(Object.entries(cells).flatMap(([name, part]): unknown[] => (name === 'all' ? [] : [part])));

describe('a registry of cells', () => {
  it('remembers each cell once, in the order in which they were made', () => {
    const registry = new CellRegistry();
    expect(registry.all()).toEqual([]);
    const latency = registry.cell('trend', 'http_req_duration', { phase: 'peak', expected_response: 'true' });
    const requests = registry.counter('http_reqs');
    const again = registry.cell('trend', 'http_req_duration', { expected_response: 'true', phase: 'peak' });
    expect(latency).toEqual({ key: 'http_req_duration{expected_response:true,phase:peak}', type: 'trend' });
    expect(again).toEqual(latency);
    expect(requests).toEqual({ key: 'http_reqs', type: 'counter' });
    expect(registry.all()).toEqual([latency, requests]);
  });

  it('makes cells of their type', () => {
    const cell: Cell = new CellRegistry().cell('rate', 'checks');
    expect(isOfType(cell, 'rate')).toBe(true);
    expect(isOfType(cell, 'counter')).toBe(false);
  });
});

const names = ['list items', 'place order'];
const criterion: fc.Arbitrary<CriterionSpec> = fc
  .record({
    asked: fc.constantFrom<Pick<CriterionSpec, 'indicator' | 'target'>>(
      { indicator: 'latency', target: 'p(95)<300' },
      { indicator: 'error ratio', target: 'rate<0.01' },
      { indicator: 'checks', target: 'rate>0.99' },
      { indicator: 'throughput', target: 'rate>=80' },
      { indicator: 'throughput', target: 'rate<80' },
      { indicator: 'queue_wait', target: 'avg<50' },
      { indicator: 'cache_hit', target: 'rate>=0.9' },
      { indicator: 'replicas', target: 'value==3' },
      { indicator: 'orders', target: 'count>=5' },
      { indicator: 'orders', target: 'rate>=5' },
    ),
    phase: fc.constantFrom<Pick<CriterionSpec, 'phase' | 'phases'>>({}, { phase: 'peak' }, { phases: 'each' }),
    endpoint: fc.constantFrom<Pick<CriterionSpec, 'endpoint' | 'endpoints'>>(
      {},
      { endpoint: 'place order' },
      { endpoints: 'each' },
      { endpoints: names },
    ),
    severity: fc.constantFrom('fail' as const, 'warn' as const),
  })
  .map(({ asked, phase, endpoint, severity }) => ({
    ...asked,
    ...phase,
    ...(soundSpec.metrics?.some(({ name }) => name === asked.indicator) === true ? {} : endpoint),
    severity,
  }));

describe('the cells of a plan', () => {
  it('are all that k6 is told to track, and k6 is told of no other, whatever the criteria', () => {
    fc.assert(
      fc.property(fc.array(criterion, { minLength: 1, maxLength: 8 }), (criteria) => {
        const plan = planOf({ criteria });
        const cells = cellsFor(plan);
        const keys = cells.all.map(({ key }) => key);
        const { thresholds } = k6OptionsFor(plan, cells);
        expect(Object.keys(thresholds)).toEqual(keys);
        // No key twice, so no type of a key but one.
        expect(new Set(keys).size).toBe(keys.length);
        const types = new Map(cells.all.map(({ key, type }) => [key, type]));
        const found = readable(cells);
        expect(found.filter(({ key, type }) => types.get(key) !== type)).toEqual([]);
        expect(new Set(found.map(({ key }) => key))).toEqual(new Set(keys));
        expect(k6OptionsFor(plan).thresholds).toEqual(thresholds);
      }),
      { numRuns: 100 },
    );
  });

  const cells = cellsFor(planOf());

  it("follow the plan's order", () => {
    expect(cells.phases.map(({ iterations }) => iterations.key)).toEqual([
      'iterations{phase:warm-up}',
      'iterations{phase:peak}',
      'iterations{phase:users}',
    ]);
    expect(cells.afterPlan.iterations.key).toBe('iterations{phase:after-plan}');
    expect(cells.endpoints.map(({ requests }) => requests.key)).toEqual([
      'http_req_failed{name:list items,plan:shop}',
      'http_req_failed{name:place order,plan:shop}',
    ]);
    expect(cells.criteria.map(({ value }) => parseMetricKey(value.key).metric)).toEqual([
      'http_req_duration',
      'http_req_duration',
      'http_req_failed',
      'http_reqs',
      'checks',
      'queue_wait',
      'cache_hit',
      'replicas',
      'orders',
    ]);
  });

  it('measure a scope by the latency of expected responses, all requests, checks and classes of errors', () => {
    const { latency, requests, checks, errors } = cells.endpoints[1] ?? cells.run;
    expect([latency, requests, checks]).toEqual([
      { key: 'http_req_duration{expected_response:true,name:place order,plan:shop}', type: 'trend' },
      { key: 'http_req_failed{name:place order,plan:shop}', type: 'rate' },
      { key: 'checks{name:place order,plan:shop}', type: 'rate' },
    ]);
    expect(errors).toContainEqual({
      errorClass: 'status 503',
      cell: { key: 'request_errors{error_class:status 503,name:place order,plan:shop}', type: 'counter' },
    });
  });

  it("hold the plan's own metrics over the run and in each phase, each with the counter of its samples", () => {
    const own = cells.metrics.map(({ metric, phase, value, samples }) => [
      metric.name,
      phase,
      value.type,
      value.key,
      samples?.key ?? null,
    ]);
    const phases = ['warm-up', 'peak', 'users'];
    const rowsOf = (name: string, type: string, hasSamples: boolean): unknown[] =>
      [null, ...phases].map((phase) => {
        const scope = phase === null ? 'plan:shop' : `phase:${phase}`;
        return [name, phase, type, `${name}{${scope}}`, hasSamples ? `${name}_samples{${scope}}` : null];
      });
    expect(own).toEqual([
      ...rowsOf('queue_wait', 'trend', true),
      ...rowsOf('cache_hit', 'rate', true),
      ...rowsOf('replicas', 'gauge', true),
      // A count is its own number of samples.
      ...rowsOf('orders', 'counter', false),
    ]);
  });

  it('hold no metric of the plan where it has none', () => {
    const plain = planOf({ metrics: [], criteria: [{ indicator: 'latency', target: 'avg<5' }] });
    expect(cellsFor(plain).metrics).toEqual([]);
  });

  it('hold the drops of each scenario that k6 is held to, with what is allowed', () => {
    expect(cells.dropped).toEqual([
      { cell: { key: 'dropped_iterations{scenario:plan-1}', type: 'counter' }, allowed: 11 },
    ]);
  });
});
