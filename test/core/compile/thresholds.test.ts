import { describe, expect, it } from 'vitest';
import { cellsFor } from '../../../lib/core/compile/cells.ts';
import {
  endsRunAfterMs,
  gatingThresholds,
  thresholdsFor,
  type GatingThreshold,
} from '../../../lib/core/compile/thresholds.ts';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { planOf } from '../run-data.ts';

const peak = { indicator: 'latency', phase: 'peak' } as const;

/** The thresholds that belong to criteria. */
function ofCriteria(...criteria: readonly CriterionSpec[]): unknown[] {
  const plan = planOf({ criteria });
  return gatingThresholds(plan, cellsFor(plan))
    .filter(({ criterion }) => criterion !== null)
    .map(({ cell, expression, criterion, endsRunAfterMs: ends }) => [criterion, cell.key, expression, ends]);
}

describe('the gating thresholds', () => {
  it('belong each to its criterion, by its place in the plan: the bound and the evidence', () => {
    expect(
      ofCriteria(
        { ...peak, target: 'p(95)<300', bound: 'p(95)<400' },
        { ...peak, target: 'avg<5', severity: 'warn' },
        { indicator: 'error ratio', target: 'rate<0.01' },
      ),
    ).toEqual([
      [0, 'http_req_duration{expected_response:true,phase:peak}', 'p(95)<400', null],
      [0, 'http_reqs{expected_response:true,phase:peak}', 'count>=1', null],
      [2, 'http_req_failed{plan:shop}', 'rate<0.01', null],
      [2, 'http_reqs{plan:shop}', 'count>=1', null],
    ]);
  });

  it('end the run by the bound alone, once its samples can be there', () => {
    expect(ofCriteria({ ...peak, target: 'p(95)<300', abortOnFail: true })).toEqual([
      // The peak begins after 10 s; 72 of its iterations at 50/s are due 1.44 s later, and k6 looks every 2 s.
      [0, 'http_req_duration{expected_response:true,phase:peak}', 'p(95)<300', 13_440],
      [0, 'http_reqs{expected_response:true,phase:peak}', 'count>=1', null],
    ]);
  });

  it('of a sound run belong to no criterion, and end no run', () => {
    const plan = planOf({ criteria: [{ ...peak, target: 'p(95)<300', abortOnFail: true }] });
    const sound = gatingThresholds(plan, cellsFor(plan)).filter(({ criterion }) => criterion === null);
    expect(sound.map(({ cell, expression }) => [cell.key, expression])).toEqual([
      ['script_exceptions', 'count<1'],
      ['load_started_at_ms', 'value>0'],
      ['load_ended_at_ms', 'value>0'],
      ['request_errors{error_class:DNS,plan:shop}', 'count<1'],
      ['request_errors{error_class:local ports,plan:shop}', 'count<1'],
      ['iterations{phase:peak}', 'count>=493'],
    ]);
    expect(sound.every(({ endsRunAfterMs: ends }: GatingThreshold) => ends === null)).toBe(true);
  });

  it('hold the share of exceptions that a plan allows, in the run and in each phase that criteria look at', () => {
    const ofExceptions = (allowedExceptions: number, ...criteria: readonly CriterionSpec[]): string[] => {
      const plan = planOf({ allowedExceptions, criteria });
      return gatingThresholds(plan, cellsFor(plan))
        .filter(({ cell }) => cell.key.includes('exception'))
        .map(({ cell, expression }) => `${cell.key} ${expression}`);
    };
    const ofPeak = { ...peak, target: 'p(95)<300' };
    expect(ofExceptions(0, ofPeak)).toEqual(['script_exceptions count<1']);
    expect(ofExceptions(0.001, ofPeak)).toEqual([
      'exception_iterations{plan:shop} rate<=0.001',
      'exception_iterations{phase:peak} rate<=0.001',
    ]);
    expect(ofExceptions(0.5, ofPeak, { indicator: 'error ratio', target: 'rate<0.1' })).toEqual([
      'exception_iterations{plan:shop} rate<=0.5',
      'exception_iterations{phase:warm-up} rate<=0.5',
      'exception_iterations{phase:peak} rate<=0.5',
      'exception_iterations{phase:users} rate<=0.5',
    ]);
  });

  it('are all given to k6, each expression once', () => {
    const plan = planOf({
      criteria: [
        { ...peak, target: 'p(95)<300' },
        { ...peak, target: 'p(95)<200', bound: 'p(95)<300', abortOnFail: true },
        { ...peak, target: 'p(95)<100', bound: 'p(95)<300' },
      ],
    });
    const cells = cellsFor(plan);
    expect(thresholdsFor(plan, cells)['http_req_duration{expected_response:true,phase:peak}']).toEqual([
      { threshold: 'p(95)<300', abortOnFail: true, delayAbortEval: '13.44s' },
    ]);
    expect(gatingThresholds(plan, cells).filter(({ expression }) => expression === 'p(95)<300')).toHaveLength(3);
  });
});

describe('a criterion ends the run', () => {
  it.each([
    [true, 13_440],
    [false, null],
    [undefined, null],
  ])('where it asks for that: %s → %s', (abortOnFail, expected) => {
    const [criterion] = planOf({ criteria: [{ ...peak, target: 'p(95)<300', abortOnFail }] }).criteria;
    if (criterion === undefined) throw new Error('the plan has no criterion');
    expect(endsRunAfterMs(criterion)).toBe(expected);
  });
});
