import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { cellsFor } from '../../../lib/core/compile/cells.ts';
import { k6OptionsFor } from '../../../lib/core/compile/k6-options.ts';
import { gatingThresholds, type Threshold } from '../../../lib/core/compile/thresholds.ts';
import type { Plan } from '../../../lib/core/plan/plan.ts';
import { planOf } from '../run-data.ts';

/** What gates, as k6 is told it: the thresholds of the keys that have any. */
const gatedOf = (plan: Plan): Record<string, readonly Threshold[]> =>
  Object.fromEntries(Object.entries(k6OptionsFor(plan).thresholds).filter(([, expressions]) => expressions.length > 0));

describe("k6's options", () => {
  it('gate every criterion, its evidence, the exceptions, and the start and end of the load', () => {
    const plan = planOf({
      criteria: [
        { indicator: 'latency', phase: 'peak', target: 'p(95)<300' },
        { indicator: 'latency', phase: 'peak', target: 'p(99)<500' },
        { indicator: 'error ratio', target: 'rate<0.01' },
        { indicator: 'throughput', phase: 'peak', target: 'rate>=80' },
        { indicator: 'queue_wait', target: 'avg<50' },
        { indicator: 'orders', target: 'count>=5' },
      ],
    });
    expect(gatedOf(plan)).toEqual({
      script_exceptions: ['count<1'],
      load_started_at_ms: ['value>0'],
      load_ended_at_ms: ['value>0'],
      'http_req_duration{expected_response:true,phase:peak}': ['p(95)<300', 'p(99)<500'],
      // Evidence of the latency, and beside what the throughput is counted by, which has a key of its own.
      'http_reqs{expected_response:true,phase:peak}': ['count>=1'],
      'http_reqs{expected_response:true,phase:peak,phase_of:request}': ['count>=800'],
      // The whole run is what the plan's scenarios do: without setup and teardown.
      'http_req_failed{plan:shop}': ['rate<0.01'],
      'http_reqs{plan:shop}': ['count>=1'],
      'http_reqs{phase:peak}': ['count>=1'],
      'queue_wait{plan:shop}': ['avg<50'],
      'queue_wait_samples{plan:shop}': ['count>=1'],
      'orders{plan:shop}': ['count>=5'],
      'iterations{plan:shop}': ['count>=1'],
      // What only the machine of k6 can fail at, and the load: 99 % of 250 and 500 iterations less 2, and what may be dropped of them.
      'request_errors{error_class:DNS,plan:shop}': ['count<1'],
      'request_errors{error_class:local ports,plan:shop}': ['count<1'],
      'iterations{phase:warm-up}': ['count>=246'],
      'iterations{phase:peak}': ['count>=493'],
      'dropped_iterations{scenario:plan-1}': ['count<=11'],
    });
  });

  describe('gate the load', () => {
    const loads = (changes: Parameters<typeof planOf>[0]): Record<string, readonly Threshold[]> =>
      Object.fromEntries(
        Object.entries(gatedOf(planOf({ metrics: [], ...changes }))).filter(([key]) =>
          /^(?:dropped_)?iterations\{/.test(key),
        ),
      );
    const latency = (phase?: string): CriterionSpec => ({
      indicator: 'latency',
      target: 'p(95)<300',
      ...(phase === undefined ? {} : { phase }),
    });

    it('of phases that criteria look at, and drops only where the scenario has no other', () => {
      expect(loads({ criteria: [latency('peak')] })).toEqual({ 'iterations{phase:peak}': ['count>=493'] });
      expect(loads({ criteria: [latency('users')] })).toEqual({});
      expect(loads({ criteria: [latency('peak'), latency('warm-up')] })).toEqual({
        'iterations{phase:warm-up}': ['count>=246'],
        'iterations{phase:peak}': ['count>=493'],
        'dropped_iterations{scenario:plan-1}': ['count<=11'],
      });
    });

    it('of each open scenario by its name', () => {
      const profile = [
        { name: 'a', hold: '50/s', duration: '10s' },
        { name: 'b', hold: '5 VUs', duration: '10s' },
        { name: 'c', hold: '50/s', duration: '10s' },
      ] as const;
      expect(loads({ profile, criteria: [latency('c')] })).toEqual({
        'iterations{phase:c}': ['count>=493'],
        'dropped_iterations{scenario:plan-3}': ['count<=7'],
      });
    });

    it('but not where a phase may start none', () => {
      // 99 % of 2 iterations less 2 are none; both may be dropped.
      expect(loads({ profile: [{ name: 'a', hold: '2/s', duration: '1s' }], criteria: [latency('a')] })).toEqual({
        'dropped_iterations{scenario:plan-1}': ['count<=2'],
      });
    });
  });

  it('gate one criterion once, though it stands twice', () => {
    const twice: CriterionSpec = { indicator: 'latency', phase: 'peak', target: 'p(95)<300' };
    expect(gatedOf(planOf({ criteria: [twice, { ...twice, target: 'p(95.0) < 300.0' }] }))).toMatchObject({
      'http_req_duration{expected_response:true,phase:peak}': ['p(95)<300'],
      'http_reqs{expected_response:true,phase:peak}': ['count>=1'],
    });
  });

  it('gate the bound, and leave what only warns to the summary', () => {
    const latencyKey = 'http_req_duration{expected_response:true,phase:peak}';
    const peak = { indicator: 'latency', phase: 'peak' } as const;
    const warning = { ...peak, target: 'p(95)<300', bound: 'p(95)<=400', severity: 'warn' } as const;
    const { thresholds } = k6OptionsFor(
      planOf({ criteria: [{ ...peak, target: 'p(99)<500', bound: 'p(99)<=600' }, warning] }),
    );
    expect(thresholds[latencyKey]).toEqual(['p(99)<=600']);
    const alone = k6OptionsFor(
      planOf({ criteria: [warning, { indicator: 'replicas', target: 'value>2', severity: 'warn' }] }),
    ).thresholds;
    for (const key of [
      latencyKey,
      'http_reqs{expected_response:true,phase:peak}',
      'replicas{plan:shop}',
      'replicas_samples{plan:shop}',
    ]) {
      expect(alone[key]).toEqual([]);
    }
    expect(
      k6OptionsFor(planOf({ criteria: [{ ...warning, target: 'p(97.5)<300', bound: undefined }] })).summaryTrendStats,
    ).toContain('p(97.5)');
  });

  it('end the run on the bound of what asks for it, on nothing else', () => {
    const key = 'http_req_duration{expected_response:true,phase:peak}';
    const peak = { indicator: 'latency', phase: 'peak' } as const;
    const { thresholds } = k6OptionsFor(
      planOf({
        criteria: [
          { ...peak, target: 'p(95)<300', bound: 'p(95)<=400', abortOnFail: true },
          { ...peak, target: 'p(95)<300', bound: 'p(95)<=400' },
          { ...peak, target: 'avg<100', abortOnFail: false },
        ],
      }),
    );
    // The peak begins after 10 s; 72 of its iterations at 50/s are due 1.44 s later.
    expect(thresholds[key]).toEqual([
      { threshold: 'p(95)<=400', abortOnFail: true, delayAbortEval: '13.44s' },
      'avg<100',
    ]);
    expect(thresholds['http_reqs{expected_response:true,phase:peak}']).toEqual(['count>=1']);
  });

  it('track everything that a table shows, by an empty list where nothing is gated', () => {
    const { thresholds } = k6OptionsFor(
      planOf({ criteria: [{ indicator: 'latency', phase: 'peak', target: 'p(95)<300' }] }),
    );
    const scopes = [
      '',
      'phase:warm-up',
      'phase:peak',
      'phase:users',
      'phase:after-plan',
      'name:list items,plan:shop',
      'name:place order,plan:shop',
    ];
    const shown = [
      ...scopes.flatMap((scope) => [
        `http_req_duration{${['expected_response:true', scope].filter((tag) => tag !== '').join(',')}}`,
        scope === '' ? 'http_req_failed' : `http_req_failed{${scope}}`,
        scope === '' ? 'checks' : `checks{${scope}}`,
      ]),
      ...['warm-up', 'peak', 'users'].flatMap((phase) => [
        `iterations{phase:${phase}}`,
        `script_exceptions{phase:${phase}}`,
      ]),
      ...['list items', 'place order'].flatMap((name) =>
        ['refused', 'timeout', 'status 503', 'status 2xx', 'other'].map(
          (kind) => `request_errors{error_class:${kind},name:${name},plan:shop}`,
        ),
      ),
      'request_errors{error_class:refused,preflight:failed}',
      ...['DNS', 'local ports', 'local descriptors', 'network unreachable'].flatMap((kind) =>
        ['', ',phase:warm-up', ',phase:peak', ',phase:users', ',phase:after-plan', ',plan:shop'].map(
          (scope) => `request_errors{error_class:${kind}${scope}}`,
        ),
      ),
      'http_reqs{group:::setup}',
      'http_reqs{group:::teardown}',
      'http_reqs{group:::setup,plan:shop}',
      'http_reqs{group:::teardown,plan:shop}',
      'http_reqs{plan:shop,status:302}',
      'http_reqs{plan:shop,status:308}',
      'iterations{plan:shop}',
      'dropped_iterations',
    ];
    expect(shown.filter((key) => !(key in thresholds))).toEqual([]);
    expect(thresholds['http_req_duration{expected_response:true,phase:peak}']).toEqual(['p(95)<300']);
    expect(thresholds['http_req_duration{expected_response:true,phase:users}']).toEqual([]);
  });

  it('count apart what fails on the side of k6 in the scope of a criterion on errors', () => {
    const { thresholds } = k6OptionsFor(
      planOf({
        metrics: [],
        criteria: [
          { indicator: 'error ratio', phase: 'peak', endpoint: 'list items', target: 'rate<0.01' },
          { indicator: 'latency', phase: 'users', endpoint: 'list items', target: 'p(95)<300' },
        ],
      }),
    );
    expect(
      Object.keys(thresholds).filter(
        (key) => key.startsWith('request_errors{') && key.includes('name:') && key.includes('phase:'),
      ),
    ).toEqual(
      ['DNS', 'local ports', 'local descriptors', 'network unreachable'].map(
        (kind) => `request_errors{error_class:${kind},name:list items,phase:peak}`,
      ),
    );
  });

  it('count apart what comes about after the plan where a rate leaves it out, and nowhere else', () => {
    const overruns = (...criteria: readonly CriterionSpec[]): [string, readonly unknown[]][] =>
      Object.entries(k6OptionsFor(planOf({ criteria })).thresholds).filter(([key]) =>
        /^(?:http_reqs|orders)\{.*after-plan/.test(key),
      );
    expect(
      overruns(
        { indicator: 'throughput', target: 'rate>=80' },
        { indicator: 'throughput', endpoint: 'list items', target: 'rate>=40', severity: 'warn' },
        { indicator: 'orders', target: 'rate>=4' },
      ),
    ).toEqual([
      ['http_reqs{expected_response:true,phase:after-plan,phase_of:request,plan:shop}', []],
      ['http_reqs{expected_response:true,name:list items,phase:after-plan,phase_of:request,plan:shop}', []],
      ['orders{plan:shop,recorded:after-plan}', []],
    ]);
    expect(
      overruns(
        { indicator: 'throughput', phases: 'each', target: 'rate>=80' },
        { indicator: 'throughput', target: 'rate<800' },
        { indicator: 'orders', target: 'count>=4' },
        { indicator: 'error ratio', endpoints: 'each', target: 'rate<0.01' },
      ),
    ).toEqual([]);
  });

  it('count apart the redirects that an endpoint expects', () => {
    const { thresholds } = k6OptionsFor(
      planOf({
        endpoints: [{ name: 'go', path: '/go', expectedStatuses: [200, 301, 304] }],
        metrics: [],
        criteria: [{ indicator: 'latency', target: 'avg<5' }],
      }),
    );
    expect(Object.keys(thresholds).filter((key) => key.startsWith('http_reqs{name:go,'))).toEqual([
      'http_reqs{name:go,plan:shop,status:301}',
    ]);
  });

  it('ask for the count and the percentiles of the criteria', () => {
    const { summaryTrendStats } = k6OptionsFor(
      planOf({
        criteria: [
          { indicator: 'latency', target: 'p(97.25)<300' },
          { indicator: 'queue_wait', target: 'p(12.5)<3' },
        ],
      }),
    );
    expect(summaryTrendStats).toEqual(
      expect.arrayContaining([
        'count',
        'avg',
        'min',
        'med',
        'max',
        'p(50)',
        'p(90)',
        'p(95)',
        'p(99)',
        'p(97.25)',
        'p(12.5)',
      ]),
    );
  });

  // 7.5 s and 5 s after the plan's end at 30 s, wherever a scenario ends or a VU is ramped down: all until the same moment.
  it('let iterations end for as long as a request may take', () => {
    const quick = planOf({
      endpoints: [
        { name: 'go', path: '/', timeout: '2s' },
        { name: 'stay', path: '/', timeout: '7500ms' },
      ],
      criteria: [{ indicator: 'latency', target: 'avg<5' }],
    });
    const { scenarios } = k6OptionsFor(quick);
    expect(Object.values(scenarios).map(({ gracefulStop, tags }) => [gracefulStop, tags])).toEqual([
      ['22.5s', { plan: 'shop' }],
      ['12.5s', { plan: 'shop' }],
    ]);
    expect(scenarios['plan-2']).toMatchObject({ executor: 'ramping-vus', gracefulRampDown: '42.5s' });
  });

  it('select by the plan whatever setup and teardown could feed too, and nothing that has a phase', () => {
    const { thresholds } = k6OptionsFor(planOf());
    const keys = Object.keys(thresholds);
    expect(keys.filter((key) => key.includes('plan:') && key.includes('phase:'))).toEqual([]);
    expect(
      keys.filter((key) => key.includes('name:') && !key.includes('plan:shop') && !key.includes('phase:')),
    ).toEqual([]);
    expect(keys.filter((key) => /[{,]plan:(?!shop[,}])/.test(key))).toEqual([]);
  });

  it('hold the further options of the plan', () => {
    const k6Options = { insecureSkipTLSVerify: true, dns: { ttl: '0' } };
    expect(k6OptionsFor(planOf({ k6Options }))).toMatchObject(k6Options);
  });

  it('are made anew at each call, for k6 empties what it takes', () => {
    const plan = planOf();
    const first = k6OptionsFor(plan);
    const second = k6OptionsFor(plan);
    expect(second).toEqual(first);
    expect(second.scenarios).not.toBe(first.scenarios);
    expect(second.thresholds).not.toBe(first.thresholds);
    expect(second.thresholds['script_exceptions']).not.toBe(first.thresholds['script_exceptions']);
  });
});

// The keys of a criterion, written down a second time.
const phases = ['warm-up', 'peak', 'users'];
const endpoints = ['list items', 'place order'];
type Expected = {
  readonly spec: CriterionSpec;
  readonly key: string;
  readonly threshold: string;
  readonly evidence: string;
  /** Tracked beside the value; null where the value is all there is. */
  readonly beside: string | null;
};
const tagged = (metric: string, ...tags: readonly (string | undefined)[]): string => {
  const present = tags.filter((tag) => tag !== undefined);
  return present.length === 0 ? metric : `${metric}{${present.join(',')}}`;
};
const criterion: fc.Arbitrary<Expected> = fc
  .record({
    indicator: fc.constantFrom(
      'latency',
      'error ratio',
      'throughput',
      'checks',
      'queue_wait',
      'cache_hit',
      'replicas',
      'orders',
    ),
    phase: fc.constantFrom(undefined, ...phases),
    wanted: fc.constantFrom(undefined, ...endpoints),
    operator: fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
    statistic: fc.constantFrom('avg', 'max', 'p(95)', 'p(99.9)'),
    bound: fc.integer({ min: 1, max: 99 }),
  })
  .map(({ indicator, phase, wanted, operator, statistic, bound }): Expected => {
    const custom = ['queue_wait', 'cache_hit', 'replicas', 'orders'].includes(indicator);
    const endpoint = custom ? undefined : wanted;
    const byPhase = phase === undefined ? 'plan:shop' : `phase:${phase}`;
    const byName = endpoint === undefined ? undefined : `name:${endpoint}`;
    const spec = (expression: string): CriterionSpec => ({
      indicator,
      target: expression,
      ...(phase === undefined ? {} : { phase }),
      ...(endpoint === undefined ? {} : { endpoint }),
    });
    const make = (metric: string, evidence: string, threshold: string, written = threshold): Expected => ({
      spec: spec(written),
      key: metric,
      threshold,
      evidence,
      beside: null,
    });
    const expected = 'expected_response:true';
    const ratio = `rate${operator}${bound / 100}`;
    switch (indicator) {
      case 'latency':
        return make(
          tagged('http_req_duration', expected, byName, byPhase),
          tagged('http_reqs', expected, byName, byPhase),
          `${statistic}${operator}${bound}`,
        );
      case 'error ratio':
        return make(tagged('http_req_failed', byName, byPhase), tagged('http_reqs', byName, byPhase), ratio);
      case 'checks':
        return make(tagged('checks', byName, byPhase), tagged('http_reqs', byName, byPhase), ratio);
      // Each phase lasts 10 s, the plan 30 s.
      case 'throughput': {
        const all = tagged('http_reqs', expected, byName, byPhase);
        const timed =
          phase === undefined
            ? tagged('http_reqs', expected, byName, 'phase_of:request', byPhase)
            : tagged('http_reqs', expected, byName, byPhase, 'phase_of:request');
        const isLimit = operator === '<' || operator === '<=';
        const made = make(
          isLimit ? all : timed,
          tagged('http_reqs', byName, byPhase),
          `count${operator}${bound * (phase === undefined ? 30 : 10)}`,
          `rate${operator}${bound}`,
        );
        return { ...made, beside: isLimit ? null : all };
      }
      case 'queue_wait':
        return make(
          tagged('queue_wait', byPhase),
          tagged('queue_wait_samples', byPhase),
          `${statistic}${operator}${bound}`,
        );
      case 'cache_hit':
        return make(tagged('cache_hit', byPhase), tagged('cache_hit_samples', byPhase), ratio);
      case 'replicas':
        return make(tagged('replicas', byPhase), tagged('replicas_samples', byPhase), `value${operator}${bound}`);
      default:
        return make(tagged('orders', byPhase), tagged('iterations', byPhase), `count${operator}${bound}`);
    }
  });

describe('whatever the criteria,', () => {
  it("each is one of k6's thresholds beside a count that must not be zero, and nothing that is gated has an empty list", () => {
    fc.assert(
      fc.property(fc.array(criterion, { minLength: 1, maxLength: 12 }), (all) => {
        const plan = planOf({ criteria: all.map(({ spec }) => spec) });
        const { thresholds } = k6OptionsFor(plan);
        for (const { key, threshold, evidence, beside } of all) {
          expect(thresholds[key]).toContain(threshold);
          expect(thresholds[evidence]).toContain('count>=1');
          if (beside === null) continue;
          // Nothing is asked of it, but by another criterion.
          const asked = all.flatMap((other) => [
            ...(other.key === beside ? [other.threshold] : []),
            ...(other.evidence === beside ? ['count>=1'] : []),
          ]);
          expect(new Set(thresholds[beside])).toEqual(new Set(asked));
        }
        const gates: Record<string, string[]> = {};
        for (const { cell, expression } of gatingThresholds(plan, cellsFor(plan))) {
          gates[cell.key] = [...new Set([...(gates[cell.key] ?? []), expression])];
        }
        expect(gatedOf(plan)).toEqual(gates);
        // 246 and 493 iterations, and 11 of them dropped.
        const known = new Set([
          'count<1',
          'value>0',
          'count>=1',
          'count>=246',
          'count>=493',
          'count<=11',
          ...all.map(({ threshold }) => threshold),
        ]);
        expect(
          Object.values(thresholds)
            .flat()
            .filter((expression) => typeof expression !== 'string' || !known.has(expression)),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('every name of a sub-metric is one that k6 finds samples for: tags in order, no space around them', () => {
    fc.assert(
      fc.property(fc.array(criterion, { minLength: 1, maxLength: 12 }), (all) => {
        const { thresholds } = k6OptionsFor(planOf({ criteria: all.map(({ spec }) => spec) }));
        for (const key of Object.keys(thresholds)) {
          expect(key).toMatch(/^[a-z_]+(?:\{[a-z_]+:[^,{}"']+(?:,[a-z_]+:[^,{}"']+)*\})?$/);
          const tags = key
            .split(/[{},]/)
            .slice(1)
            .filter((part) => part !== '')
            .map((part) => part.slice(0, part.indexOf(':')));
          expect(tags).toEqual([...tags].sort());
        }
      }),
      { numRuns: 100 },
    );
  });
});
