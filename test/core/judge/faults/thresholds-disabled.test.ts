import { describe, expect, it } from 'vitest';
import { dropThresholds, metricOf } from '../../run-data.ts';
import { allPhases, faultsAfter } from './faults-after.ts';

describe('thresholds that k6 did not evaluate', () => {
  it('are a fault everywhere, with their metrics once each', () => {
    expect(
      faultsAfter((data) => {
        // Two of the plan's thresholds stand on the first.
        delete metricOf(data, 'http_reqs{expected_response:true,phase:peak}').thresholds;
        delete metricOf(data, 'script_exceptions').thresholds;
      }),
    ).toEqual([
      {
        code: 'thresholds-disabled',
        message: 'k6 evaluated no threshold on script_exceptions, http_reqs{expected_response:true,phase:peak}.',
        phases: allPhases,
      },
    ]);
  });

  it('are all that has one, where k6 was told to evaluate none', () => {
    const metrics = [
      'script_exceptions',
      'load_started_at_ms',
      'load_ended_at_ms',
      'request_errors{error_class:DNS,plan:shop}',
      'request_errors{error_class:local ports,plan:shop}',
      'iterations{phase:warm-up}',
      'iterations{phase:peak}',
      'dropped_iterations{scenario:plan-1}',
      'http_req_duration{expected_response:true,phase:peak}',
      'http_reqs{expected_response:true,phase:peak}',
      'http_req_duration{expected_response:true,name:place order,phase:peak}',
      'http_reqs{expected_response:true,name:place order,phase:peak}',
      'http_req_failed{plan:shop}',
      'http_reqs{plan:shop}',
      'http_reqs{expected_response:true,phase:peak,phase_of:request}',
      'http_reqs{phase:peak}',
      'checks{phase:users}',
      'http_reqs{phase:users}',
      'queue_wait{phase:peak}',
      'queue_wait_samples{phase:peak}',
      'cache_hit{phase:peak}',
      'cache_hit_samples{phase:peak}',
      'replicas{plan:shop}',
      'replicas_samples{plan:shop}',
      'orders{phase:peak}',
    ];
    expect(faultsAfter(dropThresholds).map(({ message }) => message)).toEqual([
      `k6 evaluated no threshold on ${metrics.join(', ')}.`,
    ]);
  });

  it('are none of metrics that k6 did not show, or that it was told to track only', () => {
    expect(faultsAfter((data) => delete data.metrics['http_req_failed{plan:shop}']).map(({ code }) => code)).toEqual([
      'metrics-missing',
    ]);
    expect(faultsAfter((data) => void (metricOf(data, 'checks').thresholds = {}))).toEqual([]);
  });
});
