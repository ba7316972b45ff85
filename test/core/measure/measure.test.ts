import { describe, expect, it } from 'vitest';
import { cellsFor } from '../../../lib/core/compile/cells.ts';
import { measure } from '../../../lib/core/measure/measure.ts';
import type { Measurements } from '../../../lib/core/measure/measurements.ts';
import { parseRunSummary } from '../../../lib/core/measure/run-summary.ts';
import { parsePlan, type Plan } from '../../../lib/core/plan/plan.ts';
import { renderJson } from '../../../lib/core/render/json.ts';
import {
  acceptanceOf,
  dataOf,
  dropThresholds,
  loadStartedAtMs,
  planOf,
  requests,
  sampled,
  setOk,
  soundSamples,
  type K6Data,
} from '../run-data.ts';
import captured from './captured/data.json' with { type: 'json' };
import { capturedSpec } from './captured/spec.ts';

const plan = planOf();
const measured = (data: K6Data = dataOf(plan), of: Plan = plan): Measurements => measure(of, parseRunSummary(data));

describe('the summary of a real run that was ended before its first request', () => {
  const real = parsePlan(capturedSpec, { BASE_URL: 'http://127.0.0.1:1', TIME_SCALE: undefined });
  const measurements = measure(real, parseRunSummary(captured.data));
  const unsampled = {
    samples: 0,
    averageMs: null,
    minimumMs: null,
    medianMs: null,
    p90Ms: null,
    p95Ms: null,
    p99Ms: null,
    maximumMs: null,
    distributionMs: null,
  };

  it('has every metric that k6 was told to track', () => {
    expect(measurements.missing).toEqual([]);
    expect(cellsFor(real).all.filter(({ key }) => !Object.hasOwn(captured.data.metrics, key))).toEqual([]);
  });

  it('has counts of 0 and no values: nothing was sampled', () => {
    const rows = [measurements.run, ...measurements.phases, measurements.afterPlan, ...measurements.endpoints];
    expect(rows).toHaveLength(6);
    for (const { row } of rows) {
      expect(row).toMatchObject({
        requests: 0,
        failedRequests: 0,
        generatorErrors: 0,
        errorRatio: null,
        checks: { passed: 0, failed: 0 },
        latency: unsampled,
      });
    }
    expect(measurements.outside).toEqual({ setup: 0, teardown: 0, redirects: 0 });
    expect(measurements.preflightErrors.every(({ count }) => count === 0)).toBe(true);
    expect(measurements.phases.map(({ startedIterations, exceptions }) => [startedIterations, exceptions])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('has its moments, and its duration', () => {
    const { run } = measurements;
    const { load_started_at_ms: start, load_ended_at_ms: end } = captured.data.metrics;
    expect(run.loadStartMs).toBe(start.values.value);
    expect(run.loadEndMs).toBe(end.values.value);
    expect(run.durationMs).toBe(captured.data.state.testRunDurationMs);
  });

  it('has criteria without a sample, with what k6 said of them', () => {
    expect(measurements.criteria).toMatchObject([
      {
        metric: 'http_req_duration{expected_response:true,phase:peak}',
        samples: 0,
        threshold: 'p(95)<300',
        held: true,
        evidence: { metric: 'http_reqs{expected_response:true,phase:peak}', threshold: 'count>=1', held: false },
      },
      {
        metric: 'http_req_failed{plan:captured}',
        shares: { passes: 0, total: 0 },
        samples: 0,
        threshold: 'rate<0.01',
        // k6 lets an unsampled rate pass.
        held: true,
        evidence: { metric: 'http_reqs{plan:captured}', threshold: 'count>=1', held: false },
      },
    ]);
    expect(measurements.foreignCrossed).toEqual([]);
    expect(measurements.thresholds.every(({ held }) => held !== null)).toBe(true);
  });
});

describe('the run as a whole', () => {
  it('is counted by all that k6 did, and by what the plan did', () => {
    const { run } = measured(
      dataOf(plan, [
        ...soundSamples(plan),
        sampled('iteration_duration', 40, 3),
        sampled('iteration_duration', 90, 1),
        sampled('dropped_iterations', 1, 4, { scenario: 'plan-1' }),
        sampled('script_exceptions', 1, 2, { phase: 'peak' }),
        ...requests({ times: 2, status: 0, errorClass: 'DNS', phase: 'peak', name: 'list items' }),
        ...requests({ times: 5, status: 0, errorClass: 'DNS', group: '::teardown' }),
      ]),
    );
    expect(run).toMatchObject({
      // Two endpoints in each of 1150 iterations, the pre-flight, and what failed.
      row: { requests: 2 * 1150 + 1 + 7, failedRequests: 7, generatorErrors: 7 },
      iterations: 1150,
      iterationsOfPlan: 1150,
      droppedIterations: 4,
      exceptions: 2,
      longestIterationMs: 90,
      mostVus: 20,
      loadStartMs: loadStartedAtMs,
      loadEndMs: loadStartedAtMs + 30_000,
      durationMs: 31_500,
    });
    expect(run.row.metrics).toEqual({
      latency: 'http_req_duration{expected_response:true}',
      requests: 'http_reqs',
      checks: 'checks',
    });
    const ofClass = (errors: typeof run.errors) => errors.map(({ errorClass, count }) => [errorClass, count]);
    expect(ofClass(run.errors)).toContainEqual(['DNS', 7]);
    expect(ofClass(run.generatorErrorsOfPlan)).toContainEqual(['DNS', 2]);
  });

  it('has no longest iteration where none ended, and no moment that nothing recorded', () => {
    const { run, missing } = measured(dataOf(plan, []));
    expect(run).toMatchObject({ longestIterationMs: null, loadStartMs: null, loadEndMs: null, iterations: 0 });
    expect(missing).toEqual([]);
  });

  it('has no moments that k6 did not show: this has faults of its own, and is no missing metric', () => {
    const data = dataOf(plan);
    delete data.metrics['load_started_at_ms'];
    delete data.metrics['load_ended_at_ms'];
    expect(measured(data)).toMatchObject({ run: { loadStartMs: null, loadEndMs: null }, missing: [] });
  });
});

describe('outside the plan', () => {
  it('are requests of setup and teardown, without those that scenarios made in groups of these names, and redirects', () => {
    const { outside, endpoints } = measured(
      dataOf(plan, [
        ...soundSamples(plan),
        ...requests({ times: 3, group: '::setup' }),
        ...requests({ times: 2, group: '::teardown' }),
        ...requests({ times: 7, group: '::setup', plan: 'shop', phase: 'peak' }),
        ...requests({ times: 4, phase: 'peak', status: 302 }),
        ...requests({ times: 5, phase: 'peak', status: 301, name: 'list items', errorClass: 'status 301' }),
      ]),
    );
    // The pre-flight is one of setup.
    expect(outside).toEqual({ setup: 4, teardown: 2, redirects: 9 });
    expect(endpoints.map(({ redirects }) => redirects)).toEqual([5, 0]);
  });
});

describe('thresholds', () => {
  it('are those of the plan, with their criteria, and what k6 said', () => {
    const data = dataOf(plan);
    setOk(data, 'queue_wait{phase:peak}', 'avg<50', false);
    const { thresholds, criteria, foreignCrossed } = measured(data);
    expect(thresholds).toContainEqual({
      metric: 'queue_wait{phase:peak}',
      expression: 'avg<50',
      criterion: 5,
      held: false,
    });
    expect(thresholds).toContainEqual({
      metric: 'script_exceptions',
      expression: 'count<1',
      criterion: null,
      held: true,
    });
    expect(criteria[5]).toMatchObject({ threshold: 'avg<50', held: false });
    expect(foreignCrossed).toEqual([]);
  });

  it('that the plan did not set are told where they were crossed', () => {
    const data = dataOf(plan);
    data.metrics['http_reqs'] = {
      type: 'counter',
      contains: 'default',
      values: { count: 5, rate: 1 },
      thresholds: { 'count<9': { ok: false }, 'count>1': { ok: true } },
    };
    expect(measured(data).foreignCrossed).toEqual(['http_reqs count<9']);
  });

  it('are not known where k6 evaluated none', () => {
    const data = dataOf(plan);
    dropThresholds(data);
    const { thresholds, criteria } = measured(data);
    expect(new Set([...thresholds, ...criteria].map(({ held }) => held))).toEqual(new Set([null]));
  });
});

describe('a criterion', () => {
  it('is measured by value, samples and evidence, each as its type has it', () => {
    expect(
      measured().criteria.map(({ metric, value, samples, shares, evidence }) => [
        metric,
        value,
        samples,
        shares,
        evidence?.metric,
      ]),
    ).toEqual([
      [
        'http_req_duration{expected_response:true,phase:peak}',
        100,
        1000,
        null,
        'http_reqs{expected_response:true,phase:peak}',
      ],
      [
        'http_req_duration{expected_response:true,name:place order,phase:peak}',
        100,
        500,
        null,
        'http_reqs{expected_response:true,name:place order,phase:peak}',
      ],
      ['http_req_failed{plan:shop}', 0, 2300, { passes: 0, total: 2300 }, 'http_reqs{plan:shop}'],
      ['http_reqs{expected_response:true,phase:peak,phase_of:request}', 1000, 1000, null, 'http_reqs{phase:peak}'],
      ['checks{phase:users}', 1, 800, { passes: 800, total: 800 }, 'http_reqs{phase:users}'],
      ['queue_wait{phase:peak}', 20, 500, null, 'queue_wait_samples{phase:peak}'],
      ['cache_hit{phase:peak}', 1, 500, { passes: 500, total: 500 }, 'cache_hit_samples{phase:peak}'],
      ['replicas{plan:shop}', 3, 1150, null, 'replicas_samples{plan:shop}'],
      ['orders{phase:peak}', 500, 500, null, 'iterations{phase:peak}'],
    ]);
  });

  it('bears no more errors of the generator than requests that failed', () => {
    const errors = sampled('request_errors', 1, 5, { phase: 'peak', error_class: 'DNS' });
    const failed = requests({ times: 3, status: 0, errorClass: 'DNS', name: 'list items', phase: 'peak' });
    const data = dataOf(plan, [...soundSamples(plan), ...failed, errors]);
    const [, , ofFailures] = measured(data).criteria;
    expect(ofFailures).toMatchObject({ shares: { passes: 3, total: 2303 }, generatorErrors: 3 });
  });

  it('is known by nothing where k6 did not show its metric: nothing of it is 0', () => {
    const data = dataOf(plan);
    for (const { metric } of measured().criteria) delete data.metrics[metric];
    for (const { value, samples, shares, held } of measured(data).criteria) {
      expect({ value, samples, shares, held }).toEqual({ value: null, samples: null, shares: null, held: null });
    }
  });
});

it('leaves no cell of the plan unread: what k6 does not show is always told', () => {
  const { missing } = measure(plan, { metrics: new Map(), checks: [], durationMs: 1, colour: false });
  // The load's start and end have faults of their own.
  expect([...missing, 'load_started_at_ms', 'load_ended_at_ms'].toSorted()).toEqual(
    cellsFor(plan)
      .all.map(({ key }) => key)
      .toSorted(),
  );
});

it('the document of 7 phases and 10 endpoints is smaller than 400 kB', () => {
  const phases = ['warm-up', 'low', 'middle', 'high', 'peak', 'recovery', 'end'];
  const large = planOf({
    profile: phases.map((name) => ({ name, hold: '50/s', duration: '10s' })),
    endpoints: Array.from({ length: 10 }, (_, index) => ({
      name: `endpoint ${index}`,
      path: `/api/${index}`,
      checks: { holds: () => true },
    })),
    criteria: [
      { indicator: 'latency', phases: 'each', endpoints: 'each', target: 'p(95)<300', bound: 'p(95)<400' },
      { indicator: 'error ratio', phases: 'each', target: 'rate<0.01' },
      { indicator: 'latency', target: 'p(97)<1000' },
      { indicator: 'latency', target: 'p(99.9)<1000' },
    ],
  });
  const samples = soundSamples(large).map((sample, index) =>
    sample.metric === 'http_req_duration' ? { ...sample, value: 100 / 3 + index } : sample,
  );
  const acceptance = acceptanceOf(large, dataOf(large, samples));
  expect(acceptance.criteria).toHaveLength(7 * 10 + 7 + 2);
  expect(acceptance.phases).toHaveLength(7);
  expect(acceptance.endpoints).toHaveLength(10);
  const latencies = [acceptance.totals, ...acceptance.phases, ...acceptance.endpoints].map(({ latency }) => latency);
  expect(latencies.every(({ distributionMs }) => distributionMs?.length === acceptance.percentiles.length)).toBe(true);
  const bytes = Buffer.byteLength(renderJson(acceptance));
  expect(bytes).toBeLessThan(400_000);
  // It is a real document, not an empty one.
  expect(bytes).toBeGreaterThan(100_000);
});
