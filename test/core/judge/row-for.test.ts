import { describe, expect, it } from 'vitest';
import type { NoData } from '../../../lib/core/document/criterion-row.ts';
import type { Fault } from '../../../lib/core/document/fault.ts';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { acceptanceOf, dataOf, dropThresholds, metricOf, planOf, rowOf, type K6Data } from '../run-data.ts';
import { counter, gauge, rowAlone, trend } from './criterion-alone.ts';

const latencyKey = 'http_req_duration{expected_response:true,phase:peak}';
const latency: CriterionSpec = { indicator: 'latency', phase: 'peak', target: 'p(95)<300' };
const evidenceKey = 'http_reqs{expected_response:true,phase:peak}';

describe('a row', () => {
  it('says what the criterion asks, what was seen, and what k6 says of value and evidence', () => {
    const asked: CriterionSpec = { ...latency, endpoint: 'list items', bound: 'p(95)<=400' };
    const tags = 'expected_response:true,name:list items,phase:peak';
    const row = rowAlone(asked, {
      [`http_req_duration{${tags}}`]: trend({ count: 72, 'p(95)': 350 }, { 'p(95)<=400': true }),
      [`http_reqs{${tags}}`]: counter(72, { 'count>=1': true }),
    });
    expect(row).toEqual({
      indicator: { name: 'latency', type: 'trend', unit: 'ms', sampledBy: 'request' },
      scope: { phase: 'peak', endpoints: ['list items'], group: null, check: null },
      target: 'p(95)<300',
      bound: 'p(95)<=400',
      severity: 'fail',
      minimumSamples: 72,
      observed: 350,
      samples: 72,
      verdict: 'WARN',
      noData: null,
      native: { metric: `http_req_duration{${tags}}`, threshold: 'p(95)<=400', held: true },
      evidence: { metric: `http_reqs{${tags}}`, threshold: 'count>=1', held: true },
    });
  });

  it.each([true, false])('tells whether k6 saw its thresholds hold: %s', (held) => {
    const row = rowAlone(latency, {
      [latencyKey]: trend({ count: 72, 'p(95)': 1 }, { 'p(95)<300': held }),
      [evidenceKey]: counter(72, { 'count>=1': !held }),
    });
    expect(row).toMatchObject({ native: { held }, evidence: { held: !held } });
  });

  it('has no thresholds of k6 where the criterion only warns, but names the metrics', () => {
    const row = rowAlone({ ...latency, severity: 'warn' }, {});
    expect(row).toMatchObject({
      native: { metric: latencyKey, threshold: null, held: null },
      evidence: { metric: evidenceKey, threshold: null, held: null },
    });
  });

  it('has no result of thresholds that k6 did not evaluate, or whose metrics it did not show', () => {
    const row = rowAlone(latency, { [latencyKey]: trend({ count: 72, 'p(95)': 1 }, {}) });
    expect(row).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'not-evaluated' },
      native: { threshold: 'p(95)<300', held: null },
      evidence: { metric: evidenceKey, threshold: 'count>=1', held: null },
    });
  });

  it('of a gauge has the samples of the counter beside it', () => {
    const row = rowAlone(
      { indicator: 'replicas', target: 'value==3' },
      { 'replicas{plan:shop}': gauge(3, { 'value==3': true }), 'replicas_samples{plan:shop}': counter(7) },
    );
    expect(row).toMatchObject({
      indicator: { name: 'replicas', type: 'gauge', unit: '', sampledBy: 'script' },
      scope: { phase: null, endpoints: null, group: null, check: null },
      observed: 3,
      samples: 7,
      evidence: { metric: 'replicas_samples{plan:shop}' },
    });
  });
});

describe('a fault of the run', () => {
  const fault = (...phases: string[]): Fault => ({ code: 'cut-short', message: 'It ended.', phases });
  const holding = {
    [latencyKey]: trend({ count: 100, 'p(95)': 1 }, { 'p(95)<300': true }),
    'http_req_duration{expected_response:true,plan:shop}': trend({ count: 100, 'p(95)': 1 }, { 'p(95)<300': true }),
  };
  const verdictUnder = (phase: string | undefined, faults: readonly Fault[]): string =>
    rowAlone({ indicator: 'latency', target: 'p(95)<300', phase }, holding, faults).verdict;

  it.each([
    ['peak', [fault('peak')], 'NO_DATA'],
    ['peak', [fault('warm-up', 'peak', 'users')], 'NO_DATA'],
    ['peak', [fault('warm-up'), fault('peak')], 'NO_DATA'],
    ['peak', [fault('warm-up', 'users')], 'PASS'],
    ['peak', [fault()], 'PASS'],
    ['peak', [], 'PASS'],
    [undefined, [fault('warm-up')], 'NO_DATA'],
    [undefined, [fault(), fault('users')], 'NO_DATA'],
    [undefined, [fault()], 'PASS'],
    [undefined, [], 'PASS'],
  ])(
    'in another phase leaves the evidence alone, in its own or in any of the run takes it: %s %j %s',
    (phase, faults, verdict) => {
      expect(verdictUnder(phase, faults)).toBe(verdict);
    },
  );

  it('is the reason that is given before any other', () => {
    expect(rowAlone(latency, {}, [{ ...fault('peak'), code: 'script-exception' }])).toMatchObject({
      verdict: 'NO_DATA',
      noData: { code: 'run-fault', message: 'the run is unsound here: script-exception' },
    });
  });

  it('leaves the observed value in the row, and what k6 says of it', () => {
    expect(rowAlone(latency, holding, [fault('peak')])).toMatchObject({
      observed: 1,
      samples: 100,
      native: { threshold: 'p(95)<300', held: true },
    });
  });
});

const plan = planOf({ metrics: [], criteria: [latency] });

/** Why the criterion on the peak has no verdict. */
function noDataAfter(
  change: (data: K6Data) => void,
  {
    elapsedMs,
    differences = [],
  }: {
    readonly elapsedMs?: number;
    readonly differences?: readonly string[];
  } = {},
): NoData | null {
  const data = dataOf(plan);
  change(data);
  return rowOf(acceptanceOf(plan, data, { differences, ...(elapsedMs === undefined ? {} : { elapsedMs }) }), 0).noData;
}

const untouched = (): void => {};

describe('a criterion without a verdict says why', () => {
  it.each<[NoData['code'], string, Parameters<typeof noDataAfter>]>([
    ['no-metric', 'k6 gave no p(95)', [(data) => delete metricOf(data, latencyKey).values['p(95)'], {}]],
    ['never-sampled', 'never sampled', [(data) => void (metricOf(data, latencyKey).values['count'] = 0), {}]],
    [
      'too-few-samples',
      'too few samples: 71 of 72',
      [(data) => void (metricOf(data, latencyKey).values['count'] = 71), {}],
    ],
    ['run-fault', 'the run is unsound here: plan-replaced', [untouched, { differences: ['vus were 3.'] }]],
    ['run-fault', 'the run is unsound here: thresholds-disabled', [dropThresholds, {}]],
    ['run-fault', 'the run is unsound here: metrics-missing', [(data) => delete data.metrics[latencyKey], {}]],
    ['run-fault', 'the run is unsound here: cut-short', [untouched, { elapsedMs: 15_000 }]],
    ['phase-not-reached', 'the load ended before the phase began', [untouched, { elapsedMs: 9999 }]],
  ])('%s: %s', (code, message, [change, options]) => {
    expect(noDataAfter(change, options)).toEqual({ code, message });
  });

  it('and one that has it says nothing', () => {
    expect(noDataAfter(untouched)).toBeNull();
  });
});
