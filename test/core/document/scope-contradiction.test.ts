import { describe, expect, it } from 'vitest';
import type { CriterionRow } from '../../../lib/core/document/criterion-row.ts';
import { gate } from '../../../lib/core/document/gate.ts';
import { renderJson } from '../../../lib/core/render/json.ts';
import { acceptanceOf, planOf } from '../run-data.ts';
import { textOf } from './document-text.ts';

describe('a criterion and the row of its scope', () => {
  const scoped = acceptanceOf(
    planOf({
      metrics: [],
      criteria: [
        { indicator: 'latency', phase: 'peak', target: 'p(95)<300' },
        { indicator: 'latency', phase: 'peak', target: 'p(97)<300' },
        { indicator: 'error ratio', phase: 'peak', target: 'rate<0.1' },
        { indicator: 'checks', endpoint: 'list items', target: 'rate>0.5' },
        { indicator: 'throughput', phase: 'peak', target: 'rate>=80' },
        { indicator: 'error ratio', endpoint: 'place order', phase: 'peak', target: 'rate<0.1' },
        { indicator: 'error ratio', target: 'rate<0.1' },
      ],
    }),
  );
  const edited = (index: number, changes: Partial<CriterionRow>): string =>
    textOf({
      ...scoped,
      criteria: scoped.criteria.map((row, place) => (place === index ? { ...row, ...changes } : row)),
    });
  /** All rows of the phase or endpoint, changed. */
  const shown = (name: string, changes: object): string => {
    const rows = <Row extends { readonly name: string }>(all: readonly Row[]): Row[] =>
      all.map((row) => (row.name === name ? { ...row, ...changes } : row));
    return textOf({ ...scoped, phases: rows(scoped.phases), endpoints: rows(scoped.endpoints) });
  };
  const [, peak] = scoped.phases;

  it('agree in a sound document', () => {
    expect(gate(renderJson(scoped))).toMatchObject({ verdict: 'PASS', exitCode: 0 });
  });

  it.each<[what: string, text: string, says: string]>([
    ['latency', edited(0, { observed: 99 }), 'Criterion 1 was 99, but in the table of its scope 100.'],
    ['an error ratio', edited(2, { observed: 0.05 }), 'Criterion 3 was 0.05, but in the table of its scope 0.'],
    ['checks', edited(3, { observed: 0.9 }), 'Criterion 4 was 0.9, but in the table of its scope 1.'],
    [
      'a percentile that the table has',
      shown('peak', { latency: { ...peak?.latency, p95Ms: 500 } }),
      'Criterion 1 was 100, but in the table of its scope 500.',
    ],
    [
      'the error ratio of the table',
      shown('peak', { errorRatio: 1 }),
      'Criterion 3 was 0, but in the table of its scope 1.',
    ],
    [
      'no error ratio in the table',
      shown('peak', { errorRatio: null }),
      'Criterion 3 was 0, but in the table of its scope null.',
    ],
    [
      'checks in the table',
      shown('list items', { checks: { passed: 575, failed: 575 } }),
      'Criterion 4 was 1, but in the table of its scope 0.5.',
    ],
    [
      'samples of a latency',
      edited(0, { samples: 999 }),
      'Criterion 1 has 999 samples, but the table of its scope 1000.',
    ],
    [
      'samples of a percentile that the table has not',
      edited(1, { samples: 1001 }),
      'Criterion 2 has 1001 samples, but the table of its scope 1000.',
    ],
    [
      'samples of an error ratio',
      edited(2, { samples: 1001 }),
      'Criterion 3 has 1001 samples, but the table of its scope 1000.',
    ],
    [
      'samples of checks',
      edited(3, { samples: 5000 }),
      'Criterion 4 has 5000 samples, but the table of its scope 1150.',
    ],
    ['samples of a throughput', edited(4, { samples: 1001 }), 'Criterion 5 has 1001 samples of 1000 requests.'],
    [
      'samples of an endpoint in a phase',
      edited(5, { samples: 1001 }),
      'Criterion 6 has 1001 samples of 1000 requests.',
    ],
  ])('disagree in %s', (_, document, says) => {
    expect(gate(document)).toMatchObject({ verdict: 'INVALID', exitCode: 2, sentence: expect.stringContaining(says) });
  });

  it('may differ in the last digit', () => {
    const ratio = 1 / 3;
    const doubtful = acceptanceOf(
      planOf({ metrics: [], criteria: [{ indicator: 'error ratio', phase: 'peak', target: 'rate<0.5' }] }),
    );
    const close = textOf({
      ...doubtful,
      criteria: doubtful.criteria.map((row) => ({ ...row, observed: ratio, samples: 999 })),
      phases: doubtful.phases.map((row) =>
        row.name === 'peak'
          ? { ...row, requests: 999, failedRequests: 333, errorRatio: ratio + Number.EPSILON / 4 }
          : row,
      ),
      outsidePlan: { ...doubtful.outsidePlan, withoutPhase: Number(doubtful.outsidePlan.withoutPhase) + 1 },
    });
    expect(gate(close)).toMatchObject({ exitCode: 0 });
  });
});

describe('a criterion that takes endpoints together', () => {
  const whole = acceptanceOf(
    planOf({
      metrics: [],
      criteria: [
        { indicator: 'latency', target: 'p(95)<300' },
        { indicator: 'checks', target: 'rate>0.5' },
      ],
    }),
  );
  const scope = { phase: null, endpoints: ['list items', 'place order'], group: null, check: null };
  const withSamples = (index: number, samples: number): string =>
    textOf({
      ...whole,
      criteria: whole.criteria.map((row, place) => ({
        ...row,
        scope,
        samples: place === index ? samples : row.samples,
      })),
    });

  // Each of them had 1150 requests.
  it.each([
    [0, 2300, 0],
    [1, 9999, 0],
    [0, 2301, 2],
  ] as const)(
    'has the samples of all their requests, and more only of checks: criterion %i, %i',
    (index, samples, exitCode) => {
      expect(gate(withSamples(index, samples)).exitCode).toBe(exitCode);
    },
  );

  it('says how many requests they had', () => {
    expect(gate(withSamples(0, 2301)).sentence).toContain('Criterion 1 has 2301 samples of 2300 requests.');
  });
});
