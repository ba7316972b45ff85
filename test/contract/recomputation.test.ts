import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Acceptance } from '../../lib/core/document/acceptance-document.ts';
import {
  isHeld,
  measured,
  metricValues,
  observed,
  readSamples,
  select,
  selectFor,
  total,
  type Sample,
} from './recompute.ts';
import { bundlePlan, documentOf, runK6 } from './run-k6.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
  return () => target.close();
});

async function runWithSamples(plan: string): Promise<{ document: Acceptance; samples: Sample[] }> {
  const file = join(await mkdtemp(join(tmpdir(), 'k6-acceptance-samples-')), 'samples.json');
  const run = await runK6(await bundlePlan(plan), { env: { BASE_URL: target.url }, args: ['--out', `json=${file}`] });
  return { document: documentOf(run), samples: await readSamples(file) };
}

/** Counts are to be equal; what was computed in floating point, to the last few bits. */
function expectSame(actual: unknown, expected: unknown, what: string): void {
  if (typeof expected === 'number' && !Number.isInteger(expected)) expect(actual, what).toBeCloseTo(expected, 9);
  else if (typeof expected === 'object' && expected !== null) {
    for (const [key, value] of Object.entries(expected)) {
      expectSame(Reflect.get(Object(actual), key), value, `${what}.${key}`);
    }
  } else expect(actual, what).toBe(expected);
}

describe.each(['sound', 'failing', 'boundary', 'hostile-names', 'own-metrics'])(
  'the document of the plan %s',
  (plan) => {
    let document: Acceptance;
    let samples: Sample[];
    /** What k6's scenarios did: setup and teardown belong to none. */
    let inPlan: Sample[];
    beforeAll(async () => {
      ({ document, samples } = await runWithSamples(plan));
      inPlan = samples.filter((sample) => 'scenario' in sample.tags);
    });

    test('has the totals of the samples', () => {
      expectSame(document.totals, measured(samples, {}, document.percentiles), 'totals');
      expect(document.totals.iterations).toBe(total(samples, 'iterations'));
      expect(document.totals.droppedIterations).toBe(total(samples, 'dropped_iterations'));
      expect(document.totals.requests).toBeGreaterThan(100);
    });

    test('has the numbers of each phase', () => {
      for (const phase of document.phases) {
        expectSame(phase, measured(samples, { phase: phase.name }, document.percentiles), phase.name);
        expect(phase.startedIterations).toBe(total(samples, 'iterations', { phase: phase.name }));
        expect(phase.throughputPerSec).toBeCloseTo(
          (total(samples, 'http_reqs', { phase: phase.name }) * 1000) / phase.durationMs,
          9,
        );
      }
    });

    test('has the numbers of each endpoint', () => {
      for (const endpoint of document.endpoints) {
        expectSame(endpoint, measured(inPlan, { name: endpoint.name }, document.percentiles), endpoint.name);
      }
    });

    test('has the observed value and the samples of each criterion, under the metric that it names', () => {
      for (const row of document.criteria) {
        const { indicator, scope, native, evidence } = row;
        const phase = document.phases.find((candidate) => candidate.name === scope.phase);
        const seconds = (phase?.durationMs ?? document.plannedDurationMs) / 1000;
        const what = `${indicator.name} ${row.target}`;
        expectSame(row.observed, observed(samples, row, indicator.type, seconds), what);
        // k6 counts no samples of counters and gauges.
        const isCounted = indicator.type === 'trend' || indicator.type === 'rate';
        const counted = isCounted ? native.metric : (evidence?.metric ?? '');
        expect(row.samples, what).toBe(selectFor(samples, counted, row).length);
      }
    });

    test('says of each threshold of a criterion what the samples say', () => {
      for (const row of document.criteria) {
        const { native, evidence, severity } = row;
        expect(native.held, native.metric).toBe(isHeld(samples, native, row));
        expect(native.held === null, native.metric).toBe(severity === 'warn');
        if (evidence !== null) expect(evidence.held, evidence.metric).toBe(isHeld(samples, evidence, row));
      }
    });

    test("has the values of the plan's own metrics, over the run and by phase", () => {
      for (const row of document.metrics) {
        const phase = document.phases.find((candidate) => candidate.name === row.phase);
        const own = select(inPlan, row.name, row.phase === null ? {} : { phase: row.phase });
        const seconds = (phase?.durationMs ?? document.plannedDurationMs) / 1000;
        expectSame(row, metricValues(own, row.type, seconds), `${row.name} in ${row.phase}`);
      }
      const names = [...new Set(document.metrics.map(({ name }) => name))];
      expect(document.metrics.map(({ name, phase }) => [name, phase])).toEqual(
        names.flatMap((name) => [null, ...document.phases.map((phase) => phase.name)].map((phase) => [name, phase])),
      );
    });

    test('started when setup had ended', () => {
      const { loadStartedAt, endedAt } = document;
      expect(loadStartedAt).toBe(new Date(total(samples, 'load_started_at_ms')).toISOString());
      expect(Date.parse(endedAt) - Date.parse(loadStartedAt ?? '')).toBeGreaterThanOrEqual(document.plannedDurationMs);
    });

    test('counts every failed request of an endpoint in one class of errors', () => {
      for (const endpoint of document.endpoints) {
        const counted = document.errors
          .filter((row) => row.endpoint === endpoint.name)
          .reduce((count, row) => count + row.count, 0);
        expect(counted, endpoint.name).toBe(total(inPlan, 'http_req_failed', { name: endpoint.name }));
      }
      for (const row of document.errors) {
        const code = /^status (\d{3})$/.exec(row.errorClass)?.[1];
        if (code !== undefined) {
          expect(row.count, row.errorClass).toBe(
            select(inPlan, 'http_reqs', { name: row.endpoint, status: code }).length,
          );
        }
      }
    });

    test('adds up to all requests, by endpoint and by phase', () => {
      const { outsidePlan, endpoints, phases } = document;
      // A count that is not known is no number, and no sum of all.
      const sumOf = (rows: readonly { requests: number | null }[], ...others: readonly (number | null)[]): number =>
        [...rows.map((row) => row.requests), ...others].reduce((sum: number, count) => sum + (count ?? Number.NaN), 0);
      const { setup, teardown, redirects, withoutEndpoint, afterPlan, withoutPhase } = outsidePlan;
      const all = select(samples, 'http_reqs').length;
      const outside = samples.filter((sample) => !inPlan.includes(sample));
      expect(outsidePlan.setup).toBe(select(outside, 'http_reqs', { group: '::setup' }).length);
      expect(outsidePlan.teardown).toBe(select(outside, 'http_reqs', { group: '::teardown' }).length);
      expect(outsidePlan.afterPlan).toBe(select(samples, 'http_reqs', { phase: 'after-plan' }).length);
      expect(sumOf(endpoints, setup, teardown, redirects, withoutEndpoint)).toBe(all);
      expect(sumOf(phases, setup, teardown, afterPlan, withoutPhase)).toBe(all);
      if (plan !== 'failing') return;
      const past = select(samples, 'http_reqs', { name: 'past the plan' });
      expect(outsidePlan.redirects).toBe(past.filter((sample) => sample.tags['status'] === '302').length);
      expect(outsidePlan.withoutEndpoint).toBe(past.filter((sample) => sample.tags['status'] === '200').length);
    });
  },
);

test('a plan with metrics of its own shows one of each type, and thresholds that hold and that do not', async () => {
  const { document } = await runWithSamples('own-metrics');
  expect(document.phases.map(({ role }) => role)).toEqual(['baseline', 'hold']);
  expect(document.metrics.filter(({ phase }) => phase === null)).toMatchObject([
    { name: 'wait', type: 'trend', unit: 'ms', count: null, metric: 'wait{plan:own-metrics}' },
    { name: 'hit', type: 'rate', unit: 'ratio', count: null, metric: 'hit{plan:own-metrics}' },
    { name: 'level', type: 'gauge', unit: '', last: 3, minimum: 3, maximum: 5, metric: 'level{plan:own-metrics}' },
    { name: 'done', type: 'counter', unit: 'orders', samples: null, metric: 'done{plan:own-metrics}' },
    { name: 'never', type: 'trend', samples: 0, average: null, metric: 'never{plan:own-metrics}' },
  ]);
  expect(new Set(document.criteria.map(({ native }) => native.held))).toEqual(new Set([true, false, null]));
});

test('tags a request with the phase in which it started, and an iteration with the one in which that started', async () => {
  const { document, samples } = await runWithSamples('boundary');
  const start = total(samples, 'load_started_at_ms');
  const phaseAt = (timeMs: number): string =>
    document.phases.find((phase) => timeMs - start < phase.startMs + phase.durationMs)?.name ?? 'after-plan';
  // k6 starts the first scenario some milliseconds after setup: what starts so close to a boundary may fall on either side.
  const nearBoundary = (timeMs: number): boolean => phaseAt(timeMs - 60) !== phaseAt(timeMs + 60);
  const spans = ['http_req_duration', 'http_req_blocked', 'http_req_connecting'].map((metric) =>
    select(samples, metric),
  );
  let requests = 0;
  for (const [index, sample] of select(samples, 'http_reqs').entries()) {
    const startMs = sample.timeMs - spans.reduce((ms, span) => ms + (span[index]?.value ?? Number.NaN), 0);
    if (sample.tags['group'] === '::setup' || nearBoundary(startMs)) continue;
    expect(sample.tags['phase']).toBe(phaseAt(startMs));
    requests += 1;
  }
  expect(requests).toBeGreaterThan(120);
  const durations = select(samples, 'iteration_duration').filter((sample) => sample.tags['group'] === '');
  let crossed = 0;
  for (const { tags, timeMs, value } of durations) {
    if (nearBoundary(timeMs - value)) continue;
    expect(tags['phase']).toBe(phaseAt(timeMs - value));
    if (tags['phase'] !== phaseAt(timeMs)) crossed += 1;
  }
  expect(crossed).toBeGreaterThan(20);
});
