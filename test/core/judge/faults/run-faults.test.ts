import { describe, expect, it } from 'vitest';
import { acceptanceOf, dataOf, metricOf, soundSamples } from '../../run-data.ts';
import { allPhases, faultsAfter, plan, untouched } from './faults-after.ts';

describe('a run that ran another plan', () => {
  it('is at fault everywhere, once for each difference', () => {
    expect(faultsAfter(untouched, { differences: ['vus were 3.', 'rps was 5.'] })).toEqual([
      { code: 'plan-replaced', message: 'vus were 3.', phases: allPhases },
      { code: 'plan-replaced', message: 'rps was 5.', phases: allPhases },
    ]);
  });

  it('is INVALID, with no row judged', () => {
    const acceptance = acceptanceOf(plan, dataOf(plan), { differences: ['vus were 3.'] });
    expect(acceptance.verdict).toBe('INVALID');
    expect(acceptance.sentence).toBe('vus were 3. The run proves nothing of the target.');
    expect(new Set(acceptance.criteria.map((row) => row.verdict))).toEqual(new Set(['NO_DATA']));
  });
});

describe('several faults', () => {
  it('stand in the order of their weight', () => {
    const faults = faultsAfter(
      (data) => {
        metricOf(data, 'script_exceptions').values['count'] = 1;
        delete metricOf(data, 'http_req_failed{plan:shop}').thresholds;
      },
      { differences: ['rps was 5.'], elapsedMs: 1 },
    );
    expect(faults.map(({ code }) => code)).toEqual([
      'plan-replaced',
      'thresholds-disabled',
      'cut-short',
      'script-exception',
    ]);
  });

  it('are all in the document, the first of them in the sentence', () => {
    const data = dataOf(
      plan,
      soundSamples(plan).filter(({ metric, tags }) => !(metric === 'iterations' && tags['phase'] === 'warm-up')),
    );
    const acceptance = acceptanceOf(plan, data, { elapsedMs: 29_000 });
    expect(acceptance.faults.map(({ code }) => code)).toEqual(['cut-short', 'load-not-delivered']);
    expect(acceptance.sentence).toMatch(/^The load ended after 29\.0 s of 30\.0 s\. /);
  });
});
