import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../../../lib/core/document/acceptance-document.ts';
import type { CriterionSpec } from '../../../../lib/core/plan/criterion.ts';
import { acceptanceOf, dataOf, metricOf, planOf, sampled, soundSamples, words } from '../../run-data.ts';
import { faultsAfter, plan } from './faults-after.ts';

describe('an exception of the script', () => {
  it('spoils the phases in which it was thrown', () => {
    const faults = faultsAfter((data) => {
      metricOf(data, 'script_exceptions').values['count'] = 3;
      metricOf(data, 'script_exceptions{phase:warm-up}').values['count'] = 1;
      metricOf(data, 'script_exceptions{phase:users}').values['count'] = 2;
    });
    expect(faults).toEqual([
      {
        code: 'script-exception',
        message: 'Iterations that ended in an exception of the script: 3.',
        phases: ['warm-up', 'users'],
      },
    ]);
  });

  it('outside of every phase spoils no row, but the run', () => {
    const samples = [...soundSamples(plan), sampled('script_exceptions', 1, 1, { phase: 'after-plan' })];
    const acceptance = acceptanceOf(plan, dataOf(plan, samples));
    expect(acceptance.faults).toEqual([
      { code: 'script-exception', message: 'Iterations that ended in an exception of the script: 1.', phases: [] },
    ]);
    expect(new Set(acceptance.criteria.map((row) => row.verdict))).toEqual(new Set(['PASS']));
    expect(acceptance.verdict).toBe('INVALID');
  });
});

// 1150 iterations: 250 in the warm-up, 500 in the peak, 400 by users.
describe('a share of exceptions that the plan allows', () => {
  const ofPeak: CriterionSpec = { indicator: 'latency', phase: 'peak', target: 'p(95)<300' };
  const ofRun: CriterionSpec = { indicator: 'error ratio', target: 'rate<0.01' };

  /** A run with so many exceptions in phases: each of an iteration that k6 counted. */
  function judged(
    allowedExceptions: number,
    exceptions: Readonly<Record<string, number>>,
    ...criteria: readonly CriterionSpec[]
  ): Acceptance {
    const shop = planOf({ allowedExceptions, metrics: [], criteria });
    const thrown = Object.entries(exceptions).flatMap(([phase, times]) => [
      sampled('script_exceptions', 1, times, { phase }),
      sampled('exception_iterations', 1, times, { phase }),
      // Those that ended in order are told below.
      sampled('exception_iterations', 0, -times, { phase }),
    ]);
    return acceptanceOf(shop, dataOf(shop, merged([...soundSamples(shop), ...thrown])));
  }

  /** The iterations that ended in an exception, taken off those that did not. */
  function merged(samples: readonly ReturnType<typeof sampled>[]): ReturnType<typeof sampled>[] {
    const taken = samples.filter(({ times }) => times < 0);
    return samples
      .filter(({ times }) => times > 0)
      .map((sample) => {
        const isFine = sample.metric === 'exception_iterations' && sample.value === 0;
        const own = taken.filter(({ tags }) => isFine && tags['phase'] === sample.tags['phase']);
        return { ...sample, times: own.reduce((rest, { times }) => rest + times, sample.times) };
      });
  }

  it('is a warning up to it, and changes no verdict', () => {
    // 5 of 500 are just 1 %, and 11 of 1150 less than it.
    const acceptance = judged(0.01, { peak: 5, 'warm-up': 2, users: 4 }, ofPeak, ofRun);
    expect(words(acceptance)).toEqual({ verdict: 'PASS', rows: ['PASS', 'PASS'] });
    expect(acceptance.faults).toEqual([]);
    expect(acceptance.warnings.filter(({ code }) => code === 'allowed-exceptions')).toEqual([
      {
        code: 'allowed-exceptions',
        message: 'Iterations that ended in an exception of the script: 11 (0.957 %). The plan allows 1 %.',
      },
    ]);
    expect(acceptance.totals.scriptExceptions).toBe(11);
  });

  it('is a fault beyond it, in the phases that are beyond it', () => {
    const acceptance = judged(0.01, { peak: 6, 'warm-up': 2, users: 5 }, ofPeak, ofRun);
    expect(acceptance.faults).toEqual([
      {
        code: 'script-exception',
        message:
          'Iterations that ended in an exception of the script: 13. The plan allows 1 % of the run, and of each phase that criteria look at.',
        phases: ['peak', 'users'],
      },
    ]);
    expect(words(acceptance)).toEqual({ verdict: 'INVALID', rows: ['NO_DATA', 'NO_DATA'] });
    expect(acceptance.warnings.map(({ code }) => code)).not.toContain('allowed-exceptions');
  });

  it('holds for each phase that criteria look at, whatever the others make up for', () => {
    // 6 of 1150 are 0.5 %.
    expect(judged(0.01, { peak: 6 }, ofPeak).faults).toMatchObject([{ phases: ['peak'] }]);
    expect(judged(0.01, { users: 6 }, ofPeak).faults).toEqual([]);
    expect(judged(0.01, { users: 6 }, ofPeak, ofRun).faults).toMatchObject([{ phases: ['users'] }]);
    // 12 of 1150 are more than 1 %, and all in a phase that nobody looks at.
    expect(judged(0.01, { users: 12 }, ofPeak)).toMatchObject({ verdict: 'INVALID', faults: [{ phases: ['users'] }] });
  });

  it('is what k6 itself says, to the last digit', () => {
    for (const [share, most] of [
      [0.01, 5],
      [0.29, 145],
      [0.07, 35],
      [0.001, 0],
    ] as const) {
      for (const exceptions of [most, most + 1]) {
        const acceptance = judged(share, { peak: exceptions }, ofPeak);
        const isBeyond = exceptions > most;
        expect(acceptance.faults.map(({ code }) => code)).toEqual(isBeyond ? ['script-exception'] : []);
      }
    }
  });

  it('is no excuse for exceptions where no iteration was counted', () => {
    const shop = planOf({ allowedExceptions: 0.5, metrics: [], criteria: [ofPeak] });
    const samples = [
      ...soundSamples(shop).filter(({ metric, tags }) => metric !== 'iterations' || tags['phase'] !== 'peak'),
      sampled('script_exceptions', 1, 1, { phase: 'peak' }),
    ];
    expect(acceptanceOf(shop, dataOf(shop, samples)).faults).toMatchObject([
      { code: 'script-exception', phases: ['peak'] },
    ]);
  });

  it('which k6 saw crossed is a fault, even where the counts say otherwise', () => {
    const shop = planOf({ allowedExceptions: 0.01, metrics: [], criteria: [ofPeak] });
    const samples = [...soundSamples(shop), sampled('exception_iterations', 1, 100, { phase: 'peak' })];
    expect(acceptanceOf(shop, dataOf(shop, samples))).toMatchObject({
      verdict: 'INVALID',
      faults: [{ code: 'unexplained-threshold' }, { code: 'unexplained-threshold' }],
    });
  });
});
