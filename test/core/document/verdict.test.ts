import { describe, expect, it } from 'vitest';
import type { CriterionRow, Fault } from '../../../lib/core/document/acceptance.ts';
import { verdictOf } from '../../../lib/core/document/verdict.ts';
import type { RunMetric, RunSummary } from '../../../lib/core/measure/run-summary.ts';
import { acceptanceOf, planOf, rowOf } from '../run-data.ts';

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
const fault: Fault = { code: 'cut-short', message: 'The run ended after 3.0 s of 30.0 s.', phases: ['users'] };

const metric = (thresholds: Readonly<Record<string, boolean>>): RunMetric => ({
  type: 'counter',
  count: 1,
  thresholds,
});
const summary = (...metrics: readonly (readonly [string, RunMetric])[]): RunSummary => ({
  metrics: new Map(metrics),
  durationMs: 31_500,
  colour: false,
});
const quiet = summary(['http_reqs', metric({ 'count>=1': true })]);
const crossed = summary(
  ['http_reqs', metric({ 'count>=1': true, 'count<9': false })],
  ['other', metric({ 'count>2': false })],
);

const verdict = (rows: readonly CriterionRow[], faults: readonly Fault[] = [], of: RunSummary = quiet): string =>
  verdictOf(rows, faults, of, plan).verdict;

describe('the first that applies', () => {
  it.each([
    ['every criterion holds', [holding, holding], [], quiet, 'PASS'],
    ['a criterion failed', [holding, failing], [], quiet, 'FAIL'],
    ['the run has a fault', [holding], [fault], quiet, 'INVALID'],
    ['a criterion has no data', [holding, unknown], [], quiet, 'INVALID'],
    ['k6 saw a threshold crossed', [holding], [], crossed, 'INVALID'],
    ['a criterion failed and the run has a fault', [failing, holding], [fault], quiet, 'FAIL'],
    ['a criterion failed and another has no data', [unknown, failing], [], quiet, 'FAIL'],
    ['a criterion failed and k6 saw it crossed', [failing], [], crossed, 'FAIL'],
    ['the run has a fault and a criterion no data', [unknown], [fault], crossed, 'INVALID'],
    [
      'a criterion failed and everything else is wrong, too',
      [unknown, unsure, warning, failing],
      [fault],
      crossed,
      'FAIL',
    ],
    ['a criterion missed its target', [holding, warning], [], quiet, 'WARN'],
    ['a criterion that would only warn has no data', [holding, unsure], [], quiet, 'WARN'],
    ['one missed its target, and one that would only warn has no data', [unsure, warning], [], quiet, 'WARN'],
    ['one missed its target, and one has no data', [warning, unknown], [], quiet, 'INVALID'],
    ['one missed its target, and another failed', [warning, failing], [], quiet, 'FAIL'],
    ['one missed its target in a run with a fault', [warning], [fault], quiet, 'INVALID'],
    ['one missed its target, and k6 saw a threshold crossed', [warning], [], crossed, 'INVALID'],
    ['no criterion has data, and all would only warn', [unsure, unsure], [], quiet, 'INVALID'],
    ['there is no row at all', [], [], quiet, 'INVALID'],
  ])('decides when %s', (_, rows, faults, of, expected) => {
    expect(verdict(rows, faults, of)).toBe(expected);
  });
});

describe('the sentence', () => {
  const sentence = (
    rows: readonly CriterionRow[],
    faults: readonly Fault[] = [],
    of: RunSummary = quiet,
    timeScale?: string,
  ): string => verdictOf(rows, faults, of, planOf({}, timeScale)).sentence;

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
      indicator: 'error ratio',
      phase: null,
      endpoint: 'list items',
      observed: 0.025,
      unit: 'ratio',
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
    expect(sentence([warning, { ...warning, phase: null }])).toBe(
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
    expect(sentence([unsure, holding, { ...unknown, phase: 'users' }])).toBe(
      '2 of 3 criteria without data, the first: latency in phase "users" (never sampled).',
    );
  });

  it('of a fault says that nothing is proved', () => {
    expect(sentence([holding], [fault, { ...fault, message: 'Something else.' }])).toBe(
      'The run ended after 3.0 s of 30.0 s. The run proves nothing of the target.',
    );
  });

  it('of missing data counts it and names the first', () => {
    expect(sentence([holding, { ...unknown, phase: null }, unknown])).toBe(
      '2 of 3 criteria without data, the first: latency over the whole run (never sampled).',
    );
  });

  it('of a crossed threshold names the first of them', () => {
    expect(sentence([holding], [], crossed)).toBe(
      'k6 saw the threshold http_reqs count<9 crossed, which no criterion of the plan explains.',
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
    const signed = planOf({ signOff: ['no data corruption', 'no deadlocks'] });
    expect(verdictOf(rows, [], quiet, signed)).toEqual({ verdict: expected, sentence: text });
    expect(verdictOf(rows, [], quiet, plan).verdict).toBe(expected);
  });

  it.each([
    ['PASS', [holding], []],
    ['FAIL', [failing], []],
    ['INVALID', [holding], [fault]],
    ['INVALID', [unknown], []],
  ])('of a trial begins with that: %s', (_, rows, faults) => {
    expect(sentence(rows, faults, quiet, '0.25')).toMatch(/^TRIAL at time scale 0\.25, no acceptance: /);
  });

  it.each(['1', undefined])('of a run at time scale %s does not', (timeScale) => {
    expect(sentence([holding], [], quiet, timeScale)).not.toContain('TRIAL');
  });
});
