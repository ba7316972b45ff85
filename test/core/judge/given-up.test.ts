// Journeys that the target ended. Of 400 closed iterations 40 were given up, 30 of them for one reason; and 10 of 500 in the peak.
import { describe, expect, it } from 'vitest';
import { k6OptionsFor } from '../../../lib/core/compile/k6-options.ts';
import type { Acceptance } from '../../../lib/core/document/acceptance-document.ts';
import type { PlanSpec } from '../../../lib/core/plan/plan.ts';
import { tablesOf } from '../../../lib/core/render/tables.ts';
import { acceptanceOf, dataOf, planOf, sampled, soundSamples, words, type Sample } from '../run-data.ts';

const shop = (criteria: PlanSpec<never>['criteria']) =>
  planOf({ metrics: [], giveUpReasons: ['login refused', 'sold out', 'closed'], criteria });

const completed = (times: number, value: 0 | 1, phase: string): Sample =>
  sampled('completed_iterations', value, times, { phase });
const givenUp = (times: number, reason: string, phase: string): Sample =>
  sampled('given_up_iterations', 1, times, { phase, reason });

function judged(criteria: PlanSpec<never>['criteria'], others: readonly Sample[] = []): Acceptance {
  const plan = shop(criteria);
  const sound = soundSamples(plan).filter(({ metric }) => metric !== 'completed_iterations');
  return acceptanceOf(
    plan,
    dataOf(plan, [
      ...sound,
      completed(250, 1, 'warm-up'),
      completed(490, 1, 'peak'),
      completed(10, 0, 'peak'),
      completed(360, 1, 'users'),
      completed(40, 0, 'users'),
      givenUp(10, 'login refused', 'peak'),
      givenUp(20, 'login refused', 'users'),
      givenUp(20, 'sold out', 'users'),
      ...others,
    ]),
  );
}

describe('completed iterations', () => {
  it('are judged over the run and by phase, and nothing of it is a fault', () => {
    const acceptance = judged([
      { indicator: 'completed iterations', target: 'rate>0.9' },
      { indicator: 'completed iterations', phases: 'each', target: 'rate>0.9', bound: 'rate>0.85' },
    ]);
    expect(words(acceptance)).toEqual({ verdict: 'WARN', rows: ['PASS', 'PASS', 'PASS', 'WARN'] });
    expect(acceptance.faults).toEqual([]);
    expect(acceptance.criteria.map(({ observed, samples }) => [observed, samples])).toEqual([
      [1100 / 1150, 1150],
      [1, 250],
      [0.98, 500],
      [0.9, 400],
    ]);
    expect(acceptance.criteria[3]).toMatchObject({
      indicator: { name: 'completed iterations', type: 'rate', unit: 'ratio', sampledBy: 'iteration' },
      native: { metric: 'completed_iterations{phase:users}', threshold: 'rate>0.85', held: true },
      evidence: { metric: 'iterations{phase:users}', threshold: 'count>=1', held: true },
    });
  });

  it('fail where too few are', () => {
    const acceptance = judged([{ indicator: 'completed iterations', phase: 'users', target: 'rate>0.9' }]);
    expect(words(acceptance)).toEqual({ verdict: 'FAIL', rows: ['FAIL'] });
    expect(acceptance.sentence).toBe(
      'completed iterations in phase "users" was 90 %, required rate > 90 %, of 1 criterion.',
    );
  });

  it('have no data where no iteration told whether it was', () => {
    const plan = shop([{ indicator: 'completed iterations', target: 'rate>0.9' }]);
    const silent = soundSamples(plan).filter(({ metric }) => metric !== 'completed_iterations');
    const acceptance = acceptanceOf(plan, dataOf(plan, silent));
    expect(words(acceptance)).toEqual({ verdict: 'INVALID', rows: ['NO_DATA'] });
    expect(acceptance.criteria[0]?.noData?.code).toBe('never-sampled');
  });
});

describe('the iterations that were given up', () => {
  const criteria = [{ indicator: 'latency', target: 'avg<500' }] as const;

  it('are counted by reason, where there were any', () => {
    expect(judged(criteria).givenUp).toEqual([
      {
        reason: 'login refused',
        count: 30,
        shareRatio: 30 / 1150,
        metric: 'given_up_iterations{plan:shop,reason:login refused}',
      },
      {
        reason: 'sold out',
        count: 20,
        shareRatio: 20 / 1150,
        metric: 'given_up_iterations{plan:shop,reason:sold out}',
      },
    ]);
    const plan = shop(criteria);
    expect(acceptanceOf(plan).givenUp).toEqual([]);
    expect(acceptanceOf(planOf()).givenUp).toEqual([]);
  });

  it('have a table, which is left out where none were', () => {
    const titles = (acceptance: Acceptance): string[] => tablesOf(acceptance).map(({ title }) => title);
    const table = tablesOf(judged(criteria)).find(({ title }) => title === 'Iterations given up');
    expect(table?.columns.map(({ title }) => title)).toEqual(['Reason', 'Count', 'Share of iterations', 'k6 metric']);
    expect(table?.rows).toEqual([
      ['login refused', '30', '2.61 %', 'given_up_iterations{plan:shop,reason:login refused}'],
      ['sold out', '20', '1.74 %', 'given_up_iterations{plan:shop,reason:sold out}'],
    ]);
    expect(titles(acceptanceOf(shop(criteria)))).not.toContain('Iterations given up');
  });

  it('have no share where k6 counted fewer iterations, because it interrupted those that went on', () => {
    const { givenUp: rows } = judged(criteria, [givenUp(2000, 'closed', 'users')]);
    expect(rows[2]).toMatchObject({ reason: 'closed', count: 2000, shareRatio: null });
  });

  it('are a missing metric where k6 does not show them', () => {
    const plan = shop(criteria);
    const data = dataOf(plan);
    delete data.metrics['given_up_iterations{plan:shop,reason:closed}'];
    const { faults, givenUp: rows } = acceptanceOf(plan, data);
    expect(faults.map(({ code }) => code)).toEqual(['metrics-missing']);
    expect(rows).toEqual([]);
  });
});

it('a plan without reasons asks k6 for nothing of it', () => {
  const keys = (changes: Partial<PlanSpec<never>>): string[] =>
    Object.keys(k6OptionsFor(planOf(changes)).thresholds).filter((key) => /completed_|given_up/.test(key));
  expect(keys({})).toEqual([]);
  expect(keys({ giveUpReasons: ['a', 'b'] })).toEqual([
    'given_up_iterations{plan:shop,reason:a}',
    'given_up_iterations{plan:shop,reason:b}',
  ]);
});
