// Plans whose parts, or which as a whole, are declared apart from the call.
// Held by `npm run types`, where an expected error that is none is an error: nothing here runs. Each expected error stands
// alone, above the one property that is wrong.
import { expectTypeOf } from 'vitest';
import type { CriterionSpec } from '../../lib/core/plan/criterion.ts';
import type { CustomMetric } from '../../lib/core/plan/custom-metric.ts';
import type { Endpoint } from '../../lib/core/plan/endpoint.ts';
import type { PhaseSpec } from '../../lib/core/plan/profile.ts';
import { stressProfile, type StressStairs } from '../../lib/core/plan/stress-profile.ts';
import { acceptance, type AcceptanceSpec, type AcceptanceTest, type Response } from '../../lib/k6/index.ts';
import { endpoints, metrics, name, peakCriteria, profile } from './shop.ts';

// What is known only at run time is checked there alone.
declare const phasesAtRunTime: PhaseSpec[];
declare const endpointsAtRunTime: Endpoint<Response>[];
declare const metricsAtRunTime: CustomMetric[];
declare const stairsAtRunTime: StressStairs;
declare const criteriaAtRunTime: CriterionSpec[];
const atRunTime = acceptance({
  name,
  profile: phasesAtRunTime,
  endpoints: endpointsAtRunTime,
  metrics: metricsAtRunTime,
  criteria: criteriaAtRunTime,
});
expectTypeOf(atRunTime).toEqualTypeOf<AcceptanceTest<string, string>>();
acceptance({
  name,
  profile: () => phasesAtRunTime,
  endpoints: endpointsAtRunTime,
  metrics: metricsAtRunTime,
  criteria: () => criteriaAtRunTime,
});
acceptance({
  name,
  profile: phasesAtRunTime,
  endpoints,
  metrics,
  criteria: () => [...peakCriteria, { indicator: 'latency', phase: 'any', endpoint: 'view', target: 'avg<5' }],
});
acceptance({
  name,
  profile: [...profile, ...phasesAtRunTime],
  endpoints,
  criteria: [{ indicator: 'latency', phase: 'any', target: 'avg<5' }],
});
acceptance({
  name,
  profile: stressProfile(stairsAtRunTime),
  endpoints,
  criteria: [{ indicator: 'latency', phase: 'step 7/s', target: 'avg<5' }],
});
acceptance({
  name,
  profile: () => stressProfile(stairsAtRunTime),
  endpoints,
  criteria: () =>
    stairsAtRunTime.steps.map((step) => ({ indicator: 'latency', phase: `step ${step}`, target: 'avg<5' })),
});
acceptance({
  name,
  profile: phasesAtRunTime.map((phase) => ({ ...phase, duration: '1s' })),
  endpoints,
  criteria: phasesAtRunTime.map((phase) => ({ indicator: 'latency', phase: phase.name, target: 'avg<5' })),
});
acceptance({
  name,
  profile: phasesAtRunTime.map((phase) => ({ ...phase, duration: '1s' })),
  endpoints,
  criteria: () => phasesAtRunTime.map((phase) => ({ indicator: 'latency', phase: phase.name, target: 'avg<5' })),
});
acceptance({
  name,
  profile,
  endpoints,
  criteria: profile.map((phase) => ({ indicator: 'latency', phase: phase.name, target: 'avg<5' })),
});
acceptance({
  name,
  profile,
  endpoints: endpointsAtRunTime,
  criteria: [
    { indicator: 'latency', endpoint: 'any', target: 'avg<5' },
    {
      indicator: 'latency',
      // @ts-expect-error the phases are known all the same
      phase: 'nope',
      endpoint: 'any',
      target: 'avg<5',
    },
  ],
});
acceptance({
  name,
  profile,
  endpoints,
  // @ts-expect-error criteria whose names nobody knows fit no plan whose names are known
  criteria: criteriaAtRunTime,
});

// Whole plans, declared apart from the call.
const declared = {
  name: 'declared',
  profile: [{ name: 'peak', hold: '5/s', duration: '1s' }],
  endpoints: [
    { name: 'view', path: '/', checks: { 'has items': (response) => Array.isArray(response.json('items')) } },
  ],
  criteria: [{ indicator: 'latency', phase: 'peak', target: 'avg<5' }],
} as const satisfies AcceptanceSpec;
expectTypeOf(acceptance(declared)).toEqualTypeOf<AcceptanceTest<'view', never>>();
expectTypeOf(
  acceptance({ ...declared, setup: () => ({ token: '' }), teardown: (data: { token: string }) => data.token }),
).toEqualTypeOf<AcceptanceTest<'view', never>>();
acceptance({
  ...declared,
  // @ts-expect-error the declared plan has no endpoint `pay`
  criteria: peakCriteria,
});
declare const annotated: AcceptanceSpec<'peak', 'view'>;
expectTypeOf(acceptance(annotated)).toEqualTypeOf<AcceptanceTest<'view', string, string>>();
declare const anySpec: AcceptanceSpec;
expectTypeOf(acceptance(anySpec)).toEqualTypeOf<AcceptanceTest<string, string, string>>();
acceptance({ ...declared, ...JSON.parse('{}') }).call('anything');
