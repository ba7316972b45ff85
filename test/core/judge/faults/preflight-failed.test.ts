import { describe, expect, it } from 'vitest';
import {
  acceptanceOf,
  dataOf,
  dropThresholds,
  loadStartedAtMs,
  metricOf,
  planOf,
  requests,
  type K6Data,
} from '../../run-data.ts';
import { allPhases, faultsAfter } from './faults-after.ts';

describe('a pre-flight that did not pass', () => {
  it.each([
    ['was not recorded', (data: K6Data) => delete data.metrics['load_started_at_ms']],
    [
      'was recorded as 0, as k6 shows a gauge without samples',
      (data: K6Data) => {
        metricOf(data, 'load_started_at_ms').values['value'] = 0;
      },
    ],
    [
      'was recorded before 1970',
      (data: K6Data) => {
        metricOf(data, 'load_started_at_ms').values['value'] = -1;
      },
    ],
    [
      'was recorded by another type of metric',
      (data: K6Data) => {
        data.metrics['load_started_at_ms'] = {
          type: 'counter',
          contains: 'default',
          values: { count: loadStartedAtMs, rate: 1 },
          thresholds: { 'value>0': { ok: true } },
        };
      },
    ],
  ])('is a fault everywhere when the load start %s', (_, change) => {
    expect(faultsAfter(change)).toEqual([
      {
        code: 'preflight-failed',
        message: 'Setup, with the pre-flight in it, did not run to its end. No load was proved.',
        phases: allPhases,
      },
    ]);
  });

  it('is no fault when the load started in the first millisecond of 1970', () => {
    const faults = faultsAfter((data) => {
      metricOf(data, 'load_started_at_ms').values['value'] = 1;
      metricOf(data, 'load_ended_at_ms').values['value'] = 30_001;
    });
    expect(faults).toEqual([]);
  });

  it('names what the target answered, and the target without credentials', () => {
    const shop = planOf();
    const samples = [
      ...requests({ name: 'pre-flight', group: '::setup', status: 0, durationMs: 0, errorClass: 'refused' }),
      ...requests({ name: 'pre-flight', group: '::setup', status: 503, errorClass: 'status 503' }),
      // What a setup of the script's own called after the pre-flight is not the pre-flight's.
      ...requests({ name: 'list items', group: '::setup', status: 500, errorClass: 'status 500' }),
    ].map((sample) =>
      sample.tags['name'] === 'pre-flight' ? { ...sample, tags: { ...sample.tags, preflight: 'failed' } } : sample,
    );
    const acceptance = acceptanceOf(shop, dataOf(shop, samples));
    expect(acceptance.verdict).toBe('INVALID');
    expect(acceptance.sentence).toBe(
      'The target http://shop.test:3000 did not pass the pre-flight: status 503, refused. No load was sent. The run proves nothing of the target.',
    );
  });

  it('comes after the differences from the plan, and alone', () => {
    const faults = faultsAfter(
      (data) => {
        delete data.metrics['load_started_at_ms'];
        dropThresholds(data);
      },
      { differences: ['noSetup was true.'], elapsedMs: 1 },
    );
    expect(faults.map(({ code }) => code)).toEqual(['plan-replaced', 'preflight-failed']);
  });
});
