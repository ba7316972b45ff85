import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Acceptance, CriterionRow } from '../../lib/core/document/acceptance.ts';
import {
  measured,
  percentile,
  ratePerSecond,
  readSamples,
  select,
  selectKey,
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

function observed(samples: readonly Sample[], row: CriterionRow, seconds: number): number {
  const values = selectKey(samples, row.metric).map((sample) => sample.value);
  const statistic = /^(\w+)(?:\((.+)\))?/.exec(row.target);
  switch (row.indicator) {
    case 'throughput':
      return ratePerSecond(samples, row, seconds);
    case 'error ratio':
    case 'checks':
      return values.reduce((a, b) => a + b, 0) / values.length;
    default:
      return statistic?.[1] === 'avg'
        ? values.reduce((a, b) => a + b, 0) / values.length
        : percentile(values, statistic?.[1] === 'med' ? 50 : Number(statistic?.[2]));
  }
}

describe.each(['sound', 'failing', 'boundary', 'hostile-names'])('the document of the plan %s', (plan) => {
  let document: Acceptance;
  let samples: Sample[];
  /** What k6's scenarios did: setup and teardown belong to none. */
  let inPlan: Sample[];
  beforeAll(async () => {
    ({ document, samples } = await runWithSamples(plan));
    inPlan = samples.filter((sample) => 'scenario' in sample.tags);
  });

  test('has the totals of the samples', () => {
    expectSame(document.totals, measured(samples, {}), 'totals');
    expect(document.totals.iterations).toBe(total(samples, 'iterations'));
    expect(document.totals.droppedIterations).toBe(total(samples, 'dropped_iterations'));
    expect(document.totals.requests).toBeGreaterThan(100);
  });

  test('has the numbers of each phase', () => {
    for (const phase of document.phases) {
      expectSame(phase, measured(samples, { phase: phase.name }), phase.name);
      expect(phase.startedIterations).toBe(total(samples, 'iterations', { phase: phase.name }));
      expect(phase.throughputPerSec).toBeCloseTo(
        (total(samples, 'http_reqs', { phase: phase.name }) * 1000) / phase.durationMs,
        9,
      );
    }
  });

  test('has the numbers of each endpoint', () => {
    for (const endpoint of document.endpoints) {
      expectSame(endpoint, measured(inPlan, { name: endpoint.name }), endpoint.name);
    }
  });

  test('has the observed value and the samples of each criterion, under the metric that it names', () => {
    for (const row of document.criteria) {
      const phase = document.phases.find((candidate) => candidate.name === row.phase);
      const seconds = (phase?.durationMs ?? document.plannedDurationMs) / 1000;
      expectSame(row.observed, observed(samples, row, seconds), `${row.indicator} ${row.target}`);
      const counted = row.indicator === 'throughput' ? row.evidenceMetric : row.metric;
      expect(row.samples, row.indicator).toBe(selectKey(samples, counted).length);
    }
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
    const requests = (rows: readonly { requests: number }[]): number =>
      rows.reduce((count, row) => count + row.requests, 0);
    const all = select(samples, 'http_reqs').length;
    const outside = samples.filter((sample) => !inPlan.includes(sample));
    expect(outsidePlan.setup).toBe(select(outside, 'http_reqs', { group: '::setup' }).length);
    expect(outsidePlan.teardown).toBe(select(outside, 'http_reqs', { group: '::teardown' }).length);
    expect(outsidePlan.afterPlan).toBe(select(samples, 'http_reqs', { phase: 'after-plan' }).length);
    expect(
      requests(endpoints) +
        outsidePlan.setup +
        outsidePlan.teardown +
        outsidePlan.redirects +
        outsidePlan.withoutEndpoint,
    ).toBe(all);
    expect(
      requests(phases) + outsidePlan.setup + outsidePlan.teardown + outsidePlan.afterPlan + outsidePlan.withoutPhase,
    ).toBe(all);
    if (plan !== 'failing') return;
    const past = select(samples, 'http_reqs', { name: 'past the plan' });
    expect(outsidePlan.redirects).toBe(past.filter((sample) => sample.tags['status'] === '302').length);
    expect(outsidePlan.withoutEndpoint).toBe(past.filter((sample) => sample.tags['status'] === '200').length);
  });
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
