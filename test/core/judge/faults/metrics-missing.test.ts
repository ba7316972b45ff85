import { describe, expect, it } from 'vitest';
import { k6OptionsFor } from '../../../../lib/core/compile/k6-options.ts';
import { gate } from '../../../../lib/core/document/gate.ts';
import { renderJson } from '../../../../lib/core/render/json.ts';
import { acceptanceOf, dataOf, dropThresholds, metricOf, type K6Data } from '../../run-data.ts';
import { tracked } from '../tracked.ts';
import { allPhases, faultsAfter, plan } from './faults-after.ts';

/** The start and the end of the load: that they are missing has faults of its own. */
const loadSpan = ['load_started_at_ms', 'load_ended_at_ms'];

/** The sound run without some of its metrics. */
function dataWithout(...keys: readonly string[]): K6Data {
  const data = dataOf(plan);
  for (const key of keys) {
    metricOf(data, key);
    delete data.metrics[key];
  }
  return data;
}

it('all that k6 is told to track is what has to be shown, and nothing else', () => {
  expect(Object.keys(k6OptionsFor(plan).thresholds).toSorted()).toEqual(tracked.toSorted());
});

describe('a metric that k6 was told to track and did not show', () => {
  it.each(tracked.filter((key) => !loadSpan.includes(key)))('is a fault everywhere: %s', (key) => {
    const acceptance = acceptanceOf(plan, dataWithout(key));
    expect(acceptance.faults).toEqual([
      {
        code: 'metrics-missing',
        message: `k6 did not show metrics that it was told to track: ${key}.`,
        phases: allPhases,
      },
    ]);
    expect(acceptance.verdict).toBe('INVALID');
    expect(new Set(acceptance.criteria.map((row) => row.noData?.message))).toEqual(
      new Set(['the run is unsound here: metrics-missing']),
    );
  });

  it.each(loadSpan)('has a fault of its own where it is %s', (key) => {
    const codes = acceptanceOf(plan, dataWithout(key)).faults.map(({ code }) => code);
    expect(codes).not.toContain('metrics-missing');
    expect(codes).not.toEqual([]);
  });

  it('is no further fault of a load that never started', () => {
    const acceptance = acceptanceOf(plan, dataWithout('load_started_at_ms', 'checks{phase:peak}'));
    expect(acceptance.faults.map(({ code }) => code)).toEqual(['preflight-failed']);
    expect(acceptance.phases[1]?.checks).toEqual({ passed: null, failed: null });
    expect(gate(renderJson(acceptance)).sentence).toBe(acceptance.sentence);
  });

  it('is no further fault of a run without thresholds, of which k6 shows only what was sampled', () => {
    const data = dataOf(plan);
    dropThresholds(data);
    expect(data.metrics).not.toHaveProperty(['script_exceptions']);
    const acceptance = acceptanceOf(plan, data);
    expect(acceptance.faults.map(({ code }) => code)).toEqual(['thresholds-disabled']);
    expect(acceptance.faults[0]?.message).toContain('script_exceptions');
    expect(acceptance.totals.scriptExceptions).toBeNull();
    expect(gate(renderJson(acceptance)).sentence).toBe(acceptance.sentence);
  });

  it('is told beside thresholds that k6 did not evaluate, where it evaluated others', () => {
    const faults = faultsAfter((data) => {
      delete data.metrics['checks{phase:peak}'];
      delete metricOf(data, 'script_exceptions').thresholds;
    });
    expect(faults.map(({ code }) => code)).toEqual(['thresholds-disabled', 'metrics-missing']);
  });

  it('is told with all others', () => {
    const faults = faultsAfter((data) => {
      delete data.metrics['vus'];
      delete data.metrics['orders{phase:warm-up}'];
    });
    expect(faults.map(({ message }) => message)).toEqual([
      'k6 did not show metrics that it was told to track: vus, orders{phase:warm-up}.',
    ]);
  });

  it('is not the same as one that nothing sampled', () => {
    const data = dataOf(plan, []);
    expect(acceptanceOf(plan, data).faults.map(({ code }) => code)).toEqual(['preflight-failed']);
  });

  it.each([
    ['a rate', 'http_req_failed{phase:peak}', 'counter', { count: 1000, rate: 1 }],
    ['a counter', 'iterations{phase:peak}', 'gauge', { value: 500, min: 500, max: 500 }],
    ['a trend', 'queue_wait{phase:users}', 'counter', { count: 400, rate: 1 }],
    ['a gauge', 'replicas{phase:users}', 'rate', { rate: 1, passes: 3, fails: 0 }],
  ] as const)('is also %s that is shown as another type: %s', (_, key, type, values) => {
    const faults = faultsAfter((data) => {
      data.metrics[key] = { ...metricOf(data, key), type, values };
    });
    expect(faults.map(({ code, message }) => [code, message])).toEqual([
      ['metrics-missing', `k6 did not show metrics that it was told to track: ${key}.`],
    ]);
  });

  it('leaves a count open, which is never taken for 0', () => {
    const open = acceptanceOf(plan, dataWithout('http_req_failed{phase:peak}', 'http_reqs{group:::setup}'));
    expect(open.phases[1]).toMatchObject({
      requests: null,
      failedRequests: null,
      generatorErrors: null,
      errorRatio: null,
      throughputPerSec: null,
    });
    expect(open.outsidePlan).toMatchObject({ setup: null, withoutEndpoint: null, withoutPhase: null, teardown: 0 });
    expect(open.warnings).toEqual([]);
  });
});
