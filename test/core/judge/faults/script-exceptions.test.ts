import { describe, expect, it } from 'vitest';
import { acceptanceOf, dataOf, metricOf, sampled, soundSamples } from '../../run-data.ts';
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
