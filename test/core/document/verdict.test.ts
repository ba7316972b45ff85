import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CriterionRow } from '../../../lib/core/document/criterion-row.ts';
import type { Fault } from '../../../lib/core/document/fault.ts';
import { verdictOf, type Judged } from '../../../lib/core/document/verdict.ts';
import { acceptanceOf, planOf, rowOf } from '../run-data.ts';
import { due } from './second-derivation.ts';

const plan = planOf();
const holding: CriterionRow = rowOf(acceptanceOf(plan), 0);
const failing: CriterionRow = { ...holding, verdict: 'FAIL', observed: 480.26 };
const unknown: CriterionRow = {
  ...holding,
  verdict: 'NO_DATA',
  observed: null,
  noData: { code: 'never-sampled', message: 'never sampled' },
};
const warning: CriterionRow = { ...holding, verdict: 'WARN', observed: 330, bound: 'p(95)<400' };
const unsure: CriterionRow = { ...unknown, severity: 'warn' };
const wholeRun = { phase: null, endpoints: null, group: null, check: null };
const fault: Fault = { code: 'cut-short', message: 'The run ended after 3.0 s of 30.0 s.', phases: ['users'] };

const unexplained: Fault = {
  code: 'unexplained-threshold',
  message: 'k6 saw the threshold http_reqs count<9 crossed, which no criterion of the plan explains.',
  phases: [],
};

const judged = (criteria: readonly CriterionRow[], faults: readonly Fault[] = []): Judged => ({
  criteria,
  faults,
  unverified: [],
  timeScale: 1,
});

describe('the first that applies', () => {
  it.each([
    ['every criterion holds', [holding, holding], [], 'PASS'],
    ['a criterion failed', [holding, failing], [], 'FAIL'],
    ['the run has a fault', [holding], [fault], 'INVALID'],
    ['a criterion has no data', [holding, unknown], [], 'INVALID'],
    ['k6 saw a threshold crossed', [holding], [unexplained], 'INVALID'],
    ['a criterion failed and the run has a fault', [failing, holding], [fault], 'FAIL'],
    ['a criterion failed and another has no data', [unknown, failing], [], 'FAIL'],
    ['a criterion failed and k6 saw another threshold crossed', [failing], [unexplained], 'FAIL'],
    ['the run has a fault and a criterion no data', [unknown], [fault, unexplained], 'INVALID'],
    [
      'a criterion failed and everything else is wrong, too',
      [unknown, unsure, warning, failing],
      [fault, unexplained],
      'FAIL',
    ],
    ['a criterion missed its target', [holding, warning], [], 'WARN'],
    ['a criterion that would only warn has no data', [holding, unsure], [], 'WARN'],
    ['one missed its target, and one that would only warn has no data', [unsure, warning], [], 'WARN'],
    ['one missed its target, and one has no data', [warning, unknown], [], 'INVALID'],
    ['one missed its target, and another failed', [warning, failing], [], 'FAIL'],
    ['one missed its target in a run with a fault', [warning], [fault], 'INVALID'],
    ['one missed its target, and k6 saw a threshold crossed', [warning], [unexplained], 'INVALID'],
    ['no criterion has data, and all would only warn', [unsure, unsure], [], 'INVALID'],
    ['there is no row at all', [], [], 'INVALID'],
  ])('decides when %s', (_, rows, faults, expected) => {
    expect(verdictOf(judged(rows, faults)).verdict).toBe(expected);
    expect(due(judged(rows, faults))).toBe(expected);
  });
});

describe('the sentence', () => {
  const sentence = (criteria: readonly CriterionRow[], faults: readonly Fault[] = [], timeScale = 1): string =>
    verdictOf({ ...judged(criteria, faults), timeScale }).sentence;

  it('of a PASS counts the criteria', () => {
    expect(sentence([holding])).toBe('The one criterion holds.');
    expect(sentence([holding, holding])).toBe('All 2 criteria hold.');
  });

  it('of a FAIL names the first that failed, with its value and its bound', () => {
    expect(sentence([failing])).toBe('latency in phase "peak" was 480 ms, required p(95) < 300 ms, of 1 criterion.');
    expect(sentence([holding, failing])).toBe(
      'latency in phase "peak" was 480 ms, required p(95) < 300 ms, of 2 criteria.',
    );
  });

  it('of a FAIL counts the others', () => {
    const first = {
      ...failing,
      indicator: { ...failing.indicator, name: 'error ratio', unit: 'ratio' },
      scope: { phase: null, endpoints: ['list items'], group: null, check: null },
      observed: 0.025,
      target: 'rate<0.01',
      bound: 'rate<0.01',
    };
    expect(sentence([holding, first, failing, unknown])).toBe(
      'error ratio of "list items" was 2.50 %, required rate < 1 %, first of 2 that failed, of 4 criteria.',
    );
  });

  it('of a FAIL names the bound and, where it is another, the target', () => {
    expect(sentence([{ ...failing, target: 'p(95)<300', bound: 'p(95)<=400' }])).toBe(
      'latency in phase "peak" was 480 ms, required p(95) <= 400 ms (target < 300 ms), of 1 criterion.',
    );
  });

  it('of a WARN names the first that missed its target, and counts the others', () => {
    expect(sentence([holding, warning, unsure])).toBe(
      'latency in phase "peak" was 330 ms, target p(95) < 300 ms, of 3 criteria.',
    );
    expect(sentence([warning, { ...warning, scope: wholeRun }])).toBe(
      'latency in phase "peak" was 330 ms, target p(95) < 300 ms, first of 2 that missed their target, of 2 criteria.',
    );
  });

  it('of a WARN without data says so', () => {
    expect(sentence([holding, unsure])).toBe(
      '1 of 2 criteria without data, the first: latency in phase "peak" (never sampled).',
    );
  });

  it('of no data at all is the same, and INVALID', () => {
    expect(sentence([unsure])).toBe(
      '1 of 1 criterion without data, the first: latency in phase "peak" (never sampled).',
    );
    expect(sentence([])).toBe('No criterion was judged.');
  });

  it('of missing data names one that can fail before one that warns', () => {
    expect(
      sentence([unsure, holding, { ...unknown, scope: { phase: 'users', endpoints: null, group: null, check: null } }]),
    ).toBe('2 of 3 criteria without data, the first: latency in phase "users" (never sampled).');
  });

  it('of a fault says that nothing is proved', () => {
    expect(sentence([holding], [fault, { ...fault, message: 'Something else.' }])).toBe(
      'The run ended after 3.0 s of 30.0 s. The run proves nothing of the target.',
    );
  });

  it('of missing data counts it and names the first', () => {
    expect(sentence([holding, { ...unknown, scope: wholeRun }, unknown])).toBe(
      '2 of 3 criteria without data, the first: latency over the whole run (never sampled).',
    );
  });

  it('of a crossed threshold is that of its fault', () => {
    expect(sentence([holding], [unexplained])).toBe(
      'k6 saw the threshold http_reqs count<9 crossed, which no criterion of the plan explains. The run proves nothing of the target.',
    );
  });

  it.each([
    ['PASS', [holding], 'The one criterion holds. Left for a person to sign off: 2.'],
    [
      'WARN',
      [warning],
      'latency in phase "peak" was 330 ms, target p(95) < 300 ms, of 1 criterion. Left for a person to sign off: 2.',
    ],
    [
      'FAIL',
      [failing],
      'latency in phase "peak" was 480 ms, required p(95) < 300 ms, of 1 criterion. Left for a person to sign off: 2.',
    ],
    [
      'INVALID',
      [unknown],
      '1 of 1 criterion without data, the first: latency in phase "peak" (never sampled). Left for a person to sign off: 2.',
    ],
  ])('counts what no run can prove, which changes no %s', (expected, rows, text) => {
    const unverified = ['no data corruption', 'no deadlocks'];
    expect(verdictOf({ ...judged(rows), unverified })).toEqual({ verdict: expected, sentence: text });
    expect(verdictOf(judged(rows)).verdict).toBe(expected);
  });

  it.each([
    ['PASS', [holding], []],
    ['FAIL', [failing], []],
    ['INVALID', [holding], [fault]],
    ['INVALID', [unknown], []],
  ])('of a trial begins with that: %s', (_, rows, faults) => {
    expect(sentence(rows, faults, 0.25)).toMatch(/^TRIAL at time scale 0\.25, no acceptance: /);
  });

  it('of a run at full scale does not', () => {
    expect(sentence([holding], [], 1)).not.toContain('TRIAL');
  });

  it('names several endpoints that a criterion takes together', () => {
    const together = {
      ...failing,
      scope: { phase: 'peak', endpoints: ['list items', 'place order'], group: null, check: null },
    };
    expect(sentence([together])).toBe(
      'latency in phase "peak" of "list items" and "place order" was 480 ms, required p(95) < 300 ms, of 1 criterion.',
    );
  });
});

it('is the verdict that is due by a second derivation, of whatever rows and faults', () => {
  const seen = new Map<string, number>();
  const row = fc.constantFrom(holding, failing, warning, { ...warning, severity: 'warn' as const }, unknown, unsure);
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 6 }),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        fc.array(fc.constantFrom(fault, unexplained), { maxLength: 2 }),
      ),
      (criteria, faults) => {
        const { verdict } = verdictOf(judged(criteria, faults));
        seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
        expect(verdict).toBe(due(judged(criteria, faults)));
      },
    ),
    { numRuns: 2000 },
  );
  expect([...seen.keys()].toSorted()).toEqual(['FAIL', 'INVALID', 'PASS', 'WARN']);
  expect(Math.min(...seen.values())).toBeGreaterThan(20);
});
