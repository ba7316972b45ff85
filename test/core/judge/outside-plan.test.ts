import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../../lib/core/document/acceptance-document.ts';
import type { OutsidePlan } from '../../../lib/core/document/outside-plan.ts';
import type { Endpoint } from '../../../lib/core/plan/endpoint.ts';
import { acceptanceOf, dataOf, loadSpan, planOf, requests, type Sample } from '../run-data.ts';

const endpoints: readonly Endpoint<never>[] = [
  { name: 'list items', path: '/api/items' },
  // Its redirect is its answer.
  { name: 'short link', path: '/go', expectedStatuses: [302] },
  // Its redirect is a failure.
  { name: 'place order', path: '/api/orders', method: 'POST', expectedStatuses: [201] },
];
const plan = planOf({ endpoints, metrics: [], criteria: [{ indicator: 'error ratio', target: 'rate<0.5' }] });

const acceptanceAfter = (samples: readonly Sample[]): Acceptance =>
  acceptanceOf(plan, dataOf(plan, [...loadSpan(plan), ...samples]));

describe('requests outside of the plan', () => {
  it('are told apart by where they come from', () => {
    const { outsidePlan, totals } = acceptanceAfter([
      ...requests({ times: 2, group: '::setup' }),
      ...requests({ times: 3, group: '::setup', status: 301 }),
      ...requests({ times: 5, group: '::teardown' }),
      ...requests({ times: 7, group: '::teardown', status: 307 }),
      ...requests({ times: 11, name: 'list items', phase: 'peak' }),
      ...requests({ times: 13, name: 'list items', phase: 'after-plan' }),
      ...requests({ times: 17, phase: 'peak' }),
      ...requests({ times: 19, phase: 'peak', status: 303 }),
      ...requests({ times: 23, name: 'list items' }),
    ]);
    expect(outsidePlan).toEqual({
      setup: 5,
      teardown: 12,
      redirects: 19,
      withoutEndpoint: 17,
      afterPlan: 13,
      withoutPhase: 23,
    });
    expect(totals.requests).toBe(100);
  });

  it.each([301, 302, 303, 307, 308])('count a followed redirect by its status %d', (status) => {
    expect(acceptanceAfter(requests({ times: 4, phase: 'peak', status })).outsidePlan).toMatchObject({
      redirects: 4,
      withoutEndpoint: 0,
    });
  });

  it.each([300, 304])('do not take the status %d for a followed redirect', (status) => {
    expect(acceptanceAfter(requests({ times: 4, phase: 'peak', status })).outsidePlan).toMatchObject({
      redirects: 0,
      withoutEndpoint: 4,
    });
  });

  it('are not the redirects that an endpoint expects as its answer', () => {
    expect(
      acceptanceAfter(requests({ times: 4, name: 'short link', phase: 'peak', status: 302 })).outsidePlan,
    ).toMatchObject({ redirects: 0, withoutEndpoint: 0 });
  });

  it('are not the redirects that an endpoint takes for a failure', () => {
    const samples = requests({ times: 4, name: 'place order', phase: 'peak', status: 302, errorClass: 'status 302' });
    expect(acceptanceAfter(samples).outsidePlan).toMatchObject({ redirects: 0, withoutEndpoint: 0 });
  });

  it('are not those of a group that a script names setup or teardown in its iterations', () => {
    const samples = [
      ...requests({ times: 6, name: 'list items', phase: 'peak', group: '::setup', plan: 'shop' }),
      ...requests({ times: 7, name: 'list items', phase: 'peak', group: '::teardown', plan: 'shop' }),
      ...requests({ times: 2, group: '::setup' }),
      ...requests({ times: 3, group: '::teardown' }),
    ];
    expect(acceptanceAfter(samples).outsidePlan).toEqual({
      setup: 2,
      teardown: 3,
      redirects: 0,
      withoutEndpoint: 0,
      afterPlan: 0,
      withoutPhase: 0,
    });
  });

  it('are not counted twice when teardown calls an endpoint', () => {
    const samples = [
      ...requests({ times: 10, name: 'list items', phase: 'peak' }),
      ...requests({ times: 3, name: 'list items', group: '::teardown' }),
    ];
    const { outsidePlan, totals } = acceptanceAfter(samples);
    expect(totals.requests).toBe(13);
    for (const count of Object.values(outsidePlan)) expect(count).toBeGreaterThanOrEqual(0);
  });
});

// Every request belongs to one kind; the counts of the kinds are known without the library.
describe('the two sums of all requests', () => {
  type Kind = {
    readonly samples: (times: number) => Sample[];
    readonly outside: keyof OutsidePlan | null;
    readonly outsidePhases: keyof OutsidePlan | null;
  };
  const kinds: readonly Kind[] = [
    { samples: (times) => requests({ times, group: '::setup' }), outside: 'setup', outsidePhases: 'setup' },
    {
      samples: (times) => requests({ times, group: '::setup', status: 308 }),
      outside: 'setup',
      outsidePhases: 'setup',
    },
    {
      samples: (times) => requests({ times, group: '::teardown', status: 302 }),
      outside: 'teardown',
      outsidePhases: 'teardown',
    },
    {
      samples: (times) => requests({ times, name: 'list items', phase: 'warm-up' }),
      outside: null,
      outsidePhases: null,
    },
    {
      samples: (times) => requests({ times, name: 'list items', phase: 'peak', status: 0, errorClass: 'reset' }),
      outside: null,
      outsidePhases: null,
    },
    {
      samples: (times) => requests({ times, name: 'short link', phase: 'peak', status: 302 }),
      outside: null,
      outsidePhases: null,
    },
    {
      samples: (times) =>
        requests({ times, name: 'short link', phase: 'users', status: 301, errorClass: 'status 301' }),
      outside: null,
      outsidePhases: null,
    },
    {
      samples: (times) =>
        requests({ times, name: 'place order', phase: 'users', status: 303, errorClass: 'status 303' }),
      outside: null,
      outsidePhases: null,
    },
    {
      samples: (times) => requests({ times, name: 'place order', phase: 'after-plan', status: 201 }),
      outside: null,
      outsidePhases: 'afterPlan',
    },
    { samples: (times) => requests({ times, name: 'list items' }), outside: null, outsidePhases: 'withoutPhase' },
    { samples: (times) => requests({ times, phase: 'peak' }), outside: 'withoutEndpoint', outsidePhases: null },
    { samples: (times) => requests({ times, phase: 'users', status: 307 }), outside: 'redirects', outsidePhases: null },
    {
      samples: (times) => requests({ times, name: 'somebody else', phase: 'after-plan' }),
      outside: 'withoutEndpoint',
      outsidePhases: 'afterPlan',
    },
    {
      samples: (times) => requests({ times, status: 404, errorClass: 'status 404' }),
      outside: 'withoutEndpoint',
      outsidePhases: 'withoutPhase',
    },
  ];
  const counts = fc.array(fc.nat({ max: 1000 }), { minLength: kinds.length, maxLength: kinds.length });

  it('give all requests, and each part its own', () => {
    fc.assert(
      fc.property(counts, (times) => {
        const {
          outsidePlan,
          totals,
          phases,
          endpoints: rows,
        } = acceptanceAfter(kinds.flatMap((kind, index) => kind.samples(times[index] ?? 0)));
        const expected: Record<keyof OutsidePlan, number> = {
          setup: 0,
          teardown: 0,
          redirects: 0,
          withoutEndpoint: 0,
          afterPlan: 0,
          withoutPhase: 0,
        };
        for (const [index, { outside, outsidePhases }] of kinds.entries()) {
          if (outside !== null) expected[outside] += times[index] ?? 0;
          if (outsidePhases !== null && outsidePhases !== outside) expected[outsidePhases] += times[index] ?? 0;
        }
        expect(outsidePlan).toEqual(expected);

        const total = times.reduce((sum, count) => sum + count, 0);
        // A count that is not known is no number, and no sum of all.
        const sumOf = (parts: readonly (number | null)[]): number =>
          parts.reduce((sum: number, part) => sum + (part ?? NaN), 0);
        const { setup, teardown, redirects, withoutEndpoint, afterPlan, withoutPhase } = outsidePlan;
        expect(totals.requests).toBe(total);
        expect(sumOf([...rows.map((row) => row.requests), setup, teardown, redirects, withoutEndpoint])).toBe(total);
        expect(sumOf([...phases.map((row) => row.requests), setup, teardown, afterPlan, withoutPhase])).toBe(total);
      }),
      { numRuns: 200 },
    );
  });
});
