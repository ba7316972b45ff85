import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../../../lib/core/document/acceptance-document.ts';
import { acceptanceOf, dataOf, requests, sampled, soundSamples, type Sample } from '../../run-data.ts';
import { allPhases, plan } from './faults-after.ts';

describe('calls that k6 could send no request for', () => {
  const errors = (times: number, tags: Readonly<Record<string, string>>): Sample =>
    sampled('request_errors', 1, times, { error_class: 'other', ...tags });
  const unsent = (times: number, name = 'list items'): Sample => errors(times, { name, phase: 'peak', plan: 'shop' });
  const after = (...extra: readonly Sample[]): Acceptance =>
    acceptanceOf(plan, dataOf(plan, [...soundSamples(plan), ...extra]));

  it('spoil the run from the first, with their number', () => {
    const acceptance = after(unsent(1));
    expect(acceptance.faults).toEqual([
      {
        code: 'unsent-requests',
        message: 'Calls that k6 could send no request for: "list items" 1. Its log says why.',
        phases: allPhases,
      },
    ]);
    expect(acceptance.verdict).toBe('INVALID');
    expect(acceptance.errors).toMatchObject([{ endpoint: 'list items', errorClass: 'other', count: 1 }]);
    expect(after(unsent(2), unsent(3, 'place order')).faults[0]?.message).toContain(
      ': "list items" 2, "place order" 3. ',
    );
  });

  it('have no share where there are more of them than requests', () => {
    expect(after(unsent(1150)).errors.map(({ shareRatio }) => shareRatio)).toEqual([1]);
    expect(after(unsent(1151)).errors.map(({ shareRatio }) => shareRatio)).toEqual([null]);
  });

  it('are told beside requests of the endpoint that failed', () => {
    expect(
      after(
        unsent(1),
        ...requests({ times: 3, name: 'list items', phase: 'peak', status: 500, errorClass: 'status 500' }),
      ).faults,
    ).toMatchObject([{ message: expect.stringContaining('"list items" 1.') }]);
  });

  it.each<[what: string, ...extra: Sample[]]>([
    [
      'requests that failed',
      ...requests({ times: 3, name: 'list items', phase: 'peak', status: 500, errorClass: 'status 500' }),
    ],
    [
      'redirects that were answers',
      ...requests({ times: 3, name: 'list items', phase: 'peak', status: 302, errorClass: 'status 302' }),
    ],
    [
      'what failed on the side of k6',
      ...requests({ name: 'list items', phase: 'peak', status: 0, errorClass: 'local descriptors' }),
    ],
    [
      'failed requests that bare calls sent under the name',
      ...requests({ times: 3, name: 'list items', phase: 'peak', status: 500, errorClass: 'x' }).filter(
        ({ metric }) => metric !== 'request_errors',
      ),
    ],
    ['what failed in setup', errors(3, { name: 'list items', group: '::setup' })],
    ['a pre-flight that failed', errors(1, { preflight: 'failed', group: '::setup' })],
  ])('are not %s', (_, ...extra) => {
    expect(after(...extra).faults.map(({ code }) => code)).not.toContain('unsent-requests');
  });

  it('are no further fault of a replaced plan, under whose options k6 may count by no name', () => {
    expect(
      acceptanceOf(plan, dataOf(plan, [...soundSamples(plan), unsent(1)]), {
        differences: ['systemTags leave out name.'],
      }).faults.map(({ code }) => code),
    ).toEqual(['plan-replaced']);
  });
});
