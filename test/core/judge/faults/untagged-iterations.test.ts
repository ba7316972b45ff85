import { describe, expect, it } from 'vitest';
import { acceptanceOf, dataOf, metricOf, sampled, soundSamples } from '../../run-data.ts';
import { allPhases, faultsAfter, plan } from './faults-after.ts';

describe('iterations without a phase', () => {
  it('are a fault everywhere', () => {
    const faults = faultsAfter((data) => {
      metricOf(data, 'iterations').values['count'] = 1151;
    });
    expect(faults.map(({ code, phases }) => [code, phases])).toEqual([['untagged-iterations', allPhases]]);
    expect(faults[0]?.message).toMatch(/^Iterations without a phase of the plan: 1\. /);
  });

  it('are those without the plan, too', () => {
    const faults = faultsAfter((data) => {
      metricOf(data, 'iterations{plan:shop}').values['count'] = 1149;
    });
    expect(faults.map(({ code, phases }) => [code, phases])).toEqual([['untagged-iterations', allPhases]]);
  });

  it('can be fewer than none: of counts that contradict each other none is to be trusted', () => {
    const faults = faultsAfter((data) => {
      metricOf(data, 'iterations').values['count'] = 1148;
    });
    expect(faults.map(({ code, phases }) => [code, phases])).toEqual([['untagged-iterations', allPhases]]);
    expect(faults[0]?.message).toMatch(/^k6 counted 2 fewer iterations for the run than for the phases of the plan\. /);
  });

  it('are not those after the last phase', () => {
    const samples = [...soundSamples(plan), sampled('iterations', 1, 9, { phase: 'after-plan' })];
    expect(acceptanceOf(plan, dataOf(plan, samples))).toMatchObject({ verdict: 'PASS', faults: [] });
  });

  it('are no further fault of a replaced plan', () => {
    const faults = faultsAfter(
      (data) => {
        metricOf(data, 'iterations').values['count'] = 5000;
      },
      { differences: ['vus were 3.'] },
    );
    expect(faults.map(({ code }) => code)).toEqual(['plan-replaced']);
  });
});
