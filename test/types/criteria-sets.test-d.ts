// Criteria sets that are declared once and used by several plans.
// Held by `npm run types`, where an expected error that is none is an error: nothing here runs. Each expected error stands
// alone, above the one property that is wrong.
import type { CriterionSpec } from '../../lib/core/plan/criterion.ts';
import { stressProfile } from '../../lib/core/plan/stress-profile.ts';
import { acceptance } from '../../lib/k6/index.ts';
import { demoCriteria } from '../../thresholds/demo.ts';
import { endpoints, metrics, name, peakCriteria, profile } from './shop.ts';

// A named set, reused by several plans.
acceptance({ name, profile, endpoints, metrics, criteria: peakCriteria });
acceptance({
  name,
  profile: [
    { name: 'peak', hold: '9 VUs', duration: '1m' },
    { name: 'night', hold: '1/s', duration: '1h' },
  ],
  endpoints: [{ name: 'pay', path: '/v2/pay' }],
  metrics: [
    { name: 'render_time', type: 'trend' },
    { name: 'hits', type: 'rate' },
  ],
  criteria: () => [...peakCriteria, { indicator: 'hits', phase: 'night', target: 'rate>0.5' }],
});
acceptance({
  name,
  profile: [{ name: 'night', hold: '1/s', duration: '1h' }],
  endpoints,
  metrics,
  // @ts-expect-error the plan has no phase `peak`
  criteria: peakCriteria,
});
acceptance({
  name,
  profile,
  endpoints: [{ name: 'view', path: '/' }],
  metrics,
  // @ts-expect-error the plan has no endpoint `pay`
  criteria: peakCriteria,
});
acceptance({
  name,
  profile,
  endpoints,
  // @ts-expect-error the plan has no metric `render_time`
  criteria: peakCriteria,
});
// A wrong criterion is pointed at when the sets that are spread stand behind it; else the field is.
acceptance({
  name,
  profile,
  endpoints,
  metrics,
  criteria: [
    { indicator: 'latency', target: 'avg<5' },
    {
      indicator: 'latency',
      // @ts-expect-error no phase of the profile
      phase: 'nope',
      target: 'avg<5',
    },
    ...peakCriteria,
  ],
});
acceptance({
  name,
  profile,
  endpoints,
  metrics,
  // @ts-expect-error no phase of the profile
  criteria: [...peakCriteria, { indicator: 'latency', phase: 'nope', target: 'avg<5' }],
});
// @ts-expect-error a set may not misspell a field either
[{ indicator: 'latency', Phase: 'peak', target: 'avg<5' }] as const satisfies readonly CriterionSpec[];

// A generic set: the names are the caller's.
const healthy = <Phase extends string>(phase: Phase): CriterionSpec<Phase>[] => [
  { indicator: 'latency', phase, target: 'p(95)<300' },
  { indicator: 'error ratio', phase, target: 'rate<0.01' },
];
const fast = <Phase extends string, EndpointName extends string, Metric extends string>(
  phase: Phase,
  endpoint: EndpointName,
  metric: Metric,
): CriterionSpec<Phase, EndpointName, Metric>[] => [
  { indicator: 'latency', phase, endpoint, target: 'p(95)<300' },
  { indicator: metric, target: 'avg<5' },
];
acceptance({ name, profile, endpoints, criteria: healthy('peak') });
acceptance({ name, profile, endpoints, criteria: () => healthy('peak') });
acceptance({
  name,
  profile,
  endpoints,
  criteria: () => [
    ...healthy('peak'),
    ...healthy('warm-up'),
    { indicator: 'latency', phase: 'warm-up', endpoint: 'pay', target: 'avg<5' },
  ],
});
acceptance({
  name,
  profile,
  endpoints,
  criteria: () => (['peak', 'warm-up'] as const).flatMap((phase) => healthy(phase)),
});
acceptance({ name, profile, endpoints, metrics, criteria: () => fast('peak', 'pay', 'render_time') });
acceptance({
  name,
  profile,
  endpoints,
  // @ts-expect-error no phase of the profile
  criteria: healthy('nope'),
});
acceptance({
  name,
  profile,
  endpoints,
  criteria: () => [
    { indicator: 'latency', target: 'avg<5' },
    // @ts-expect-error no phase of the profile
    ...healthy('nope'),
  ],
});
acceptance({
  name,
  profile,
  endpoints,
  metrics,
  // @ts-expect-error no endpoint of the plan
  criteria: () => fast('peak', 'nope', 'render_time'),
});
acceptance({
  name,
  profile,
  endpoints,
  metrics,
  // @ts-expect-error no metric of the plan
  criteria: () => fast('peak', 'pay', 'nope'),
});

// A set as a function, by its name; the phases of a stress profile carry the steps' names.
acceptance({
  name,
  profile: () =>
    stressProfile({ steps: ['40/s', '80/s'], warmUpDuration: '1s', stepDuration: '1s', recoveryDuration: '1s' }),
  endpoints: [
    { name: 'view', path: '/', checks: { 'has items': (response) => Array.isArray(response.json('items')) } },
  ],
  criteria: demoCriteria,
});
acceptance({
  name,
  profile: stressProfile({ steps: ['40/s', '80/s'], warmUpDuration: '1s', stepDuration: '1s', recoveryDuration: '1s' }),
  endpoints,
  criteria: [
    { indicator: 'latency', phase: 'warm-up', target: 'avg<5' },
    { indicator: 'latency', phase: 'recovery', target: 'avg<5' },
    {
      indicator: 'latency',
      // @ts-expect-error no step of the staircase
      phase: 'step 120/s',
      target: 'avg<5',
    },
    {
      indicator: 'latency',
      // @ts-expect-error no phase of a stress profile
      phase: 'peak',
      target: 'avg<5',
    },
    ...demoCriteria(),
  ],
});
acceptance({
  name,
  profile: stressProfile({
    steps: ['40/s', '160/s'],
    warmUpDuration: '1s',
    stepDuration: '1s',
    recoveryDuration: '1s',
  }),
  endpoints,
  // @ts-expect-error the staircase has no step of 80/s
  criteria: demoCriteria,
});
