import { describe, expect, it } from 'vitest';
import type { NoData } from '../../../lib/core/document/acceptance.ts';
import { acceptanceOf, dataOf, dropThresholds, metricOf, planOf, rowOf, type K6Data } from '../run-data.ts';

const plan = planOf({ metrics: [], criteria: [{ indicator: 'latency', phase: 'peak', target: 'p(95)<300' }] });
const latencyKey = 'http_req_duration{expected_response:true,phase:peak}';

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
    ['run-fault', 'the run is unsound here: cut-short', [untouched, { elapsedMs: 15_000 }]],
    ['phase-not-reached', 'the load ended before the phase began', [untouched, { elapsedMs: 9999 }]],
  ])('%s: %s', (code, message, [change, options]) => {
    expect(noDataAfter(change, options)).toEqual({ code, message });
  });

  it('and one that has it says nothing', () => {
    expect(noDataAfter(untouched)).toBeNull();
  });
});
