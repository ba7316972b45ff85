import { describe, expect, it } from 'vitest';
import { gate } from '../../../lib/core/document/gate.ts';
import { renderJson } from '../../../lib/core/render/json.ts';
import { sound, withField } from './sound-document.ts';

describe('what k6 did not show', () => {
  const unseen = { code: 'metrics-missing', message: 'k6 did not show metrics.', phases: [] } as const;
  const invalid = { verdict: 'INVALID', sentence: 'k6 did not show metrics.' } as const;
  const { totals, phases, endpoints, outsidePlan, metrics } = sound;
  const changed = <Row>(rows: readonly Row[], index: number, fields: object): Row[] =>
    rows.map((row, place) => (place === index ? { ...row, ...fields } : row));
  const countless = { requests: null, failedRequests: null, generatorErrors: null, errorRatio: null };

  it.each<[what: string, fields: Readonly<Record<string, unknown>>]>([
    ['all requests', { totals: { ...totals, requests: null } }],
    ['all failed requests', { totals: { ...totals, failedRequests: null, errorRatio: null } }],
    ['all errors of the generator', { totals: { ...totals, generatorErrors: null, errorRatio: null } }],
    ['all checks that passed', { totals: { ...totals, checks: { passed: null, failed: 0 } } }],
    ['all checks that failed', { totals: { ...totals, checks: { passed: 0, failed: null } } }],
    ['all samples of the latency', { totals: { ...totals, latency: { ...totals.latency, samples: null } } }],
    ['all iterations', { totals: { ...totals, iterations: null } }],
    ['the dropped iterations', { totals: { ...totals, droppedIterations: null } }],
    ['the exceptions', { totals: { ...totals, scriptExceptions: null } }],
    ['the requests of a phase', { phases: changed(phases, 0, countless) }],
    ['the iterations of a phase', { phases: changed(phases, 0, { startedIterations: null }) }],
    ['the requests of an endpoint', { endpoints: changed(endpoints, 1, countless) }],
    ['the samples of a metric', { metrics: changed(metrics, 0, { samples: null }) }],
    ['the count of a counter', { metrics: changed(metrics, metrics.length - 1, { count: null, perSec: null }) }],
    ...Object.keys(outsidePlan).map((name): [string, Readonly<Record<string, unknown>>] => [
      `the requests outside the plan: ${name}`,
      { outsidePlan: { ...outsidePlan, [name]: null } },
    ]),
  ])('is a missing count only where the document says so: %s', (_, fields) => {
    expect(gate(withField(fields))).toEqual({
      verdict: 'INVALID',
      exitCode: 2,
      sentence:
        'A count is missing, though k6 showed all of its metrics. Take the file as it was written, or run the test again.',
    });
    // Without thresholds, or an end of setup, k6 does not show all of its metrics either.
    for (const code of ['metrics-missing', 'thresholds-disabled', 'preflight-failed']) {
      const faults = [{ ...unseen, code }];
      expect(gate(withField({ ...fields, ...invalid, faults })).sentence).toBe(invalid.sentence);
    }
  });

  it('is no excuse in another fault', () => {
    const other = { ...unseen, code: 'script-exception' };
    const fields = { totals: { ...totals, iterations: null } };
    expect(gate(withField({ ...fields, ...invalid, faults: [other] })).sentence).toContain('A count is missing, ');
  });

  it('is no samples of a counter, which k6 does not count', () => {
    expect(metrics.at(-1)).toMatchObject({ type: 'counter', samples: null });
    expect(gate(renderJson(sound)).exitCode).toBe(0);
  });

  it('makes a criterion no better than its table', () => {
    const hidden = changed(phases, 1, { latency: { ...phases[1]?.latency, samples: null, p95Ms: null } });
    expect(gate(withField({ ...invalid, phases: hidden, faults: [unseen] })).sentence).toContain(
      'Criterion 1 has 1000 samples, but the table of its scope null.',
    );
  });
});

describe('a distribution', () => {
  const { totals, phases, endpoints, percentiles } = sound;
  const { distributionMs } = totals.latency;
  const cut = { ...totals.latency, distributionMs: distributionMs?.slice(1) ?? [] };
  const long = { ...totals.latency, distributionMs: [...(distributionMs ?? []), 100] };

  it.each<[whose: string, fields: Readonly<Record<string, unknown>>]>([
    ['all requests', { totals: { ...totals, latency: cut } }],
    ['all requests', { totals: { ...totals, latency: long } }],
    ['all requests', { percentiles: percentiles.slice(1) }],
    ['phase 1', { phases: phases.map((row, index) => (index === 0 ? { ...row, latency: cut } : row)) }],
    ['phase 3', { phases: phases.map((row, index) => (index === 2 ? { ...row, latency: long } : row)) }],
    ['endpoint 2', { endpoints: endpoints.map((row, index) => (index === 1 ? { ...row, latency: cut } : row)) }],
  ])('of %s has one value for each percentile', (whose, fields) => {
    expect(gate(withField(fields))).toMatchObject({
      exitCode: 2,
      sentence: expect.stringContaining(`The distribution of ${whose} has not one value for each percentile.`),
    });
  });

  it('may be absent', () => {
    expect(
      gate(withField({ totals: { ...totals, latency: { ...totals.latency, distributionMs: null } } })).exitCode,
    ).toBe(0);
  });
});
