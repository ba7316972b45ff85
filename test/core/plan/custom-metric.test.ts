import { describe, expect, it } from 'vitest';
import { checkCustomMetrics, samplesMetric } from '../../../lib/core/plan/custom-metric.ts';
import { k6OptionsFor } from '../../../lib/core/compile/k6-options.ts';
import { planOf } from '../run-data.ts';

/** Metrics as JavaScript may hand them over, past the types. */
const check = (...metrics: unknown[]): void => checkCustomMetrics(metrics.map((metric) => Object(metric)));

describe('custom metrics', () => {
  it.each(['queue_wait', 'Q1', '_x', 'vus_of_mine', 'checkout', 'iterations_done', 'http', 'wsx', 'x'.repeat(120)])(
    'may be named %s',
    (name) => {
      expect(() => check({ name, type: 'trend' })).not.toThrow();
    },
  );

  it.each([
    '',
    '1st',
    'queue wait',
    'queue-wait',
    'wait.ms',
    'ümläut',
    'a{b}',
    'a,b',
    'x'.repeat(121),
    ' x',
    'x\n',
    undefined,
    null,
    5,
  ])('may not be named %j', (name) => {
    expect(() => check({ name, type: 'trend' })).toThrow(
      'Invalid metric name: expected letters, digits and underscores, 2 to 120, no digit first',
    );
  });

  // The real k6 refuses it: "Invalid metric name: 'a'".
  it('may not have one letter alone for a name', () => {
    expect(() => check({ name: 'a', type: 'trend' })).toThrow('Invalid metric name');
  });

  it.each([
    'vus',
    'vus_max',
    'checks',
    'iterations',
    'iteration_duration',
    'dropped_iterations',
    'group_duration',
    'data_sent',
    'data_received',
    'http_reqs',
    'http_req_failed',
    'ws_sessions',
    'grpc_req_duration',
    'browser_http_req_failed',
    'webvital_x',
  ])("may not bear a name of k6's own: %s", (name) => {
    expect(() => check({ name, type: 'counter' })).toThrow(
      'Invalid metric name: expected a name that k6 does not use itself',
    );
  });

  it.each(['request_errors', 'script_exceptions', 'load_started_at_ms', 'load_ended_at_ms'])(
    "may not bear a name of the library's own: %s",
    (name) => {
      expect(() => check({ name, type: 'counter' })).toThrow('Invalid metric names: expected names that differ');
    },
  );

  it('may not bear one name twice, nor that of the counter beside another', () => {
    expect(() => check({ name: 'ab', type: 'trend' }, { name: 'ab', type: 'rate' })).toThrow(
      'Invalid metric names: expected names that differ, received "ab".',
    );
    expect(() => check({ name: 'ab', type: 'trend' }, { name: 'ab_samples', type: 'counter' })).toThrow(
      'Invalid metric names: expected names that differ, received "ab_samples".',
    );
    expect(() => check({ name: 'ab_samples', type: 'counter' }, { name: 'ab', type: 'gauge' })).toThrow(
      'Invalid metric names: expected names that differ, received "ab_samples".',
    );
  });

  it.each(['trend', 'rate', 'gauge', 'counter'])('may be a %s', (type) => {
    expect(() => check({ name: 'queue_wait', type })).not.toThrow();
  });

  it.each(['Trend', 'histogram', '', undefined, null, 5, ['trend']])('may not be a %j', (type) => {
    expect(() => check({ name: 'queue_wait', type })).toThrow(
      'Invalid type of metric "queue_wait": expected trend, rate, gauge or counter',
    );
  });

  it('may have a name of two letters', () => {
    expect(() => check({ name: 'ab', type: 'trend' }, { name: '_1', type: 'trend' })).not.toThrow();
  });

  it.each(['ms', '', '%', 'jobs', undefined])('may have the unit %j', (unit) => {
    expect(() => check({ name: 'queue_wait', type: 'trend', unit })).not.toThrow();
  });

  it.each([5, null, true, ['ms'], {}, () => 'ms'])('may not have the unit %j', (unit) => {
    expect(() => check({ name: 'queue_wait', type: 'trend', unit })).toThrow(
      'Invalid unit of metric: expected a text, received ',
    );
  });

  it('may not have a field that a metric has not', () => {
    expect(() => check({ name: 'queue_wait', type: 'trend', Unit: 'ms' })).toThrow(
      'Invalid metric: expected no other fields than name, type, unit, received "Unit". Check its spelling: perhaps "unit".',
    );
    expect(() => checkCustomMetrics(JSON.parse('["queue_wait"]'))).toThrow(
      'Invalid metric: expected an object with name, type, unit, received "queue_wait". Write it in braces.',
    );
    expect(() => checkCustomMetrics(JSON.parse('[null]'))).toThrow(
      'Invalid metric: expected an object with name, type, unit, received null.',
    );
  });

  it('have a counter of their samples beside them', () => {
    expect(samplesMetric({ name: 'queue_wait', type: 'trend' })).toBe('queue_wait_samples');
  });

  // k6 takes these for metrics, and every JavaScript object has properties of these names.
  it.each(['constructor', 'toString', 'hasOwnProperty', '__proto__'])(
    'are gated under the name %s, or refused with a reason',
    (name) => {
      const gates = (): unknown => {
        try {
          return Object.entries(
            k6OptionsFor(
              planOf({ metrics: [{ name, type: 'trend' }], criteria: [{ indicator: name, target: 'avg<5' }] }),
            ).thresholds,
          )
            .filter(([key]) => key === `${name}{plan:shop}`)
            .map(([, expressions]) => [name, expressions]);
        } catch (error) {
          return error instanceof Error && error.name === 'InvalidInputError' ? [[name, ['avg<5']]] : error;
        }
      };
      expect(gates()).toEqual([[name, ['avg<5']]]);
    },
  );
});
