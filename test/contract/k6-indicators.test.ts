// The built-in metrics of k6 as indicators, on the real k6: what each can be told apart by, what proves its samples, and that
// the document says of it what the samples say.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { Acceptance } from '../../lib/core/document/acceptance-document.ts';
import { k6Indicators } from '../../lib/core/plan/k6-indicators.ts';
import { percentile, ratePerSecond, readSamples, select, selectKey, type Sample } from './recompute.ts';
import { bundlePlan, documentOf, runK6 } from './run-k6.ts';
import { expectDocument } from './schema.ts';
import { portOf, startTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
  return () => target.close();
});

describe('a script that does all that k6 measures without a browser and gRPC', () => {
  let document: Acceptance;
  let samples: Sample[];
  beforeAll(async () => {
    const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    sockets.on('connection', (socket) => socket.on('message', () => socket.send('hello yourself')));
    const file = join(await mkdtemp(join(tmpdir(), 'k6-acceptance-samples-')), 'samples.json');
    const run = await runK6(await bundlePlan('k6-indicators'), {
      env: { BASE_URL: target.url, WS_URL: `ws://127.0.0.1:${portOf(sockets)}` },
      args: ['--out', `json=${file}`],
    });
    sockets.close();
    expectDocument(run.document);
    document = documentOf(run);
    samples = await readSamples(file);
  });

  test('has a verdict on every one', () => {
    expect(document.faults).toEqual([]);
    expect(document.criteria.filter(({ verdict }) => verdict === 'NO_DATA')).toEqual([]);
    const asked = new Set(document.criteria.map(({ indicator }) => indicator.name));
    expect([...k6Indicators.keys()].filter((name) => !/^(?:grpc|browser)_/.test(name) && !asked.has(name))).toEqual([]);
  });

  test('has the value and the samples that the raw samples give', () => {
    for (const row of document.criteria) {
      const { native, scope, indicator, evidence } = row;
      const selected = selectKey(samples, native.metric);
      const values = selected.map(({ value }) => value);
      const phase = document.phases.find(({ name }) => name === scope.phase);
      const seconds = (phase?.durationMs ?? document.plannedDurationMs) / 1000;
      const sum = values.reduce((total, value) => total + value, 0);
      const [, statistic = '', p] = /^(\w+)(?:\((.+)\))?/.exec(row.target) ?? [];
      const expected = {
        max: () => Math.max(...values),
        med: () => percentile(values, 50),
        avg: () => sum / values.length,
        p: () => percentile(values, Number(p)),
        count: () => sum,
        rate: () => ratePerSecond(samples, row, seconds),
        value: () => values.at(-1) ?? Number.NaN,
      }[statistic];
      expect(row.observed, `${indicator.name} ${row.target}`).toBeCloseTo(expected?.() ?? Number.NaN, 6);
      const counted =
        indicator.type === 'trend' || indicator.type === 'rate' ? selected : selectKey(samples, evidence?.metric ?? '');
      expect(row.samples, indicator.name).toBe(counted.length);
    }
  });

  test('looks at what is done in a group, and not in those within it', () => {
    const inGroup = (group: string) => selectKey(samples, `http_reqs{group:${group},plan:k6-indicators}`).length;
    const latency = document.criteria.find(
      ({ indicator, scope }) => indicator.name === 'latency' && scope.group === 'checkout',
    );
    expect(latency?.samples).toBe(inGroup('::checkout'));
    expect(inGroup('::checkout')).toBe(inGroup('::checkout::payment'));
    expect(inGroup('::checkout')).toBeGreaterThan(50);
  });

  const tags = { phase: 'phase', endpoints: 'name' } as const;
  test.each([...k6Indicators.values()].filter(({ name }) => !/^(?:grpc|browser)_/.test(name)))(
    'tells $name apart by $dimensions, and by nothing else',
    ({ metric, evidence, dimensions, isOfPlan, sampledBy }) => {
      const own = samples.filter(
        (sample) => sample.metric === metric && !/^::(?:setup|teardown)$/.test(sample.tags['group'] ?? ''),
      );
      // k6 drops none here, and tells nothing of what it has none of.
      if (metric === 'dropped_iterations') return expect(own).toEqual([]);
      expect(own.length).toBeGreaterThan(0);
      const isInGroup = (all: readonly Sample[]) => all.some(({ tags: { group = '' } }) => group !== '');
      const proof = evidence.by === 'counter' ? select(samples, evidence.metric, { plan: 'k6-indicators' }) : own;
      expect(dimensions.includes('group')).toBe(isInGroup(own) && isInGroup(proof));
      for (const [dimension, tag] of Object.entries(tags)) {
        const isTold = own.every((sample) => tag in sample.tags);
        // A WebSocket has the name of its address: no endpoint of the plan.
        if (tag === 'name' && metric.startsWith('ws_')) {
          expect(own.some((sample) => sample.tags[tag] === 'read')).toBe(false);
        } else {
          expect([dimension, isTold]).toEqual([dimension, dimensions.some((known) => known === dimension)]);
        }
      }
      expect(own.every((sample) => sample.tags['plan'] === 'k6-indicators')).toBe(isOfPlan);
      if (sampledBy === 'request') expect(own.every((sample) => 'expected_response' in sample.tags)).toBe(true);
      return undefined;
    },
  );
});

describe('what nothing sampled', () => {
  const run = async (criteria: readonly object[]) =>
    runK6(await bundlePlan('unsampled-k6-indicators'), {
      env: { BASE_URL: target.url, ASKED: criteria.map((criterion) => JSON.stringify(criterion)).join(';') },
    });

  test.each([
    { indicator: 'group_duration', target: 'max<900' },
    { indicator: 'ws_ping', phase: 'steady', target: 'avg<900' },
    { indicator: 'ws_msgs_received', target: 'count<5' },
    { indicator: 'latency', group: 'misspelt', target: 'max<900' },
    { indicator: 'ws_connecting', target: 'p(95)<900' },
    { indicator: 'grpc_req_duration', target: 'med<900' },
    { indicator: 'browser_web_vital_lcp', target: 'max<900' },
    { indicator: 'browser_http_req_duration', phase: 'steady', target: 'max<900' },
  ])('never passes, by k6 itself: %j', async (criterion) => {
    const { exitCode, document } = await run([criterion]);
    expect(exitCode).toBe(99);
    expect(document).toMatchObject({
      verdict: 'INVALID',
      criteria: [{ verdict: 'NO_DATA', noData: { code: 'never-sampled' } }],
    });
  });

  test('passes in k6 where it has nothing to prove samples by, and never in the document', async () => {
    const { exitCode, document } = await run([
      { indicator: 'browser_http_req_failed', target: 'rate<0.01' },
      { indicator: 'browser_web_vital_cls', phase: 'steady', target: 'max<0.1' },
    ]);
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({
      verdict: 'INVALID',
      criteria: [
        { verdict: 'NO_DATA', evidence: null, noData: { code: 'never-sampled' } },
        { verdict: 'NO_DATA', evidence: null, noData: { code: 'never-sampled' } },
      ],
    });
  });

  test.each([
    { indicator: 'grpc_streams', target: 'count>5' },
    { indicator: 'browser_data_sent', target: 'count>5' },
    { indicator: 'browser_http_req_failed', phase: 'only', target: 'rate<0.01' },
    { indicator: 'browser_web_vital_lcp', target: 'max<900' },
  ])('of a module that is not imported is refused by k6: %j', async (criterion) => {
    const { exitCode, document, stderr } = await runK6(await bundlePlan('bad-input'), {
      env: { BASE_URL: target.url, MISTAKE: JSON.stringify({ criteria: [criterion] }) },
    });
    expect(exitCode).toBe(104);
    expect(document).toBeUndefined();
    expect(stderr).toContain('no metric name');
  });
});
