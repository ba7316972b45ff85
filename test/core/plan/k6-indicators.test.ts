import { describe, expect, it } from 'vitest';
import { k6OptionsFor } from '../../../lib/core/compile/k6-options.ts';
import { checkCustomMetrics } from '../../../lib/core/plan/custom-metric.ts';
import { k6Indicators } from '../../../lib/core/plan/k6-indicators.ts';
import { planOf } from '../run-data.ts';

const targets = { counter: 'count<=5', gauge: 'value<5', rate: 'rate<0.1', trend: 'max<5' } as const;

/** What k6 is told of a criterion on the indicator, by metric. */
function thresholdsOf(name: string, target: string, scope: object = {}): Record<string, unknown> {
  const before = k6OptionsFor(planOf({ criteria: [{ indicator: 'checks', target: 'rate>0.5' }] })).thresholds;
  const { thresholds } = k6OptionsFor(planOf({ criteria: [{ indicator: name, target, ...scope }] }));
  return Object.fromEntries(
    Object.entries(thresholds).filter(([key, list]) => list.length > (before[key] ?? []).length),
  );
}

describe('a built-in metric of k6', () => {
  it.each([...k6Indicators])('%s can be asked for, and bears a name that no metric of a plan may have', (name, own) => {
    expect(own).toMatchObject({ name, metric: name });
    expect(thresholdsOf(name, targets[own.type])).not.toEqual({});
    expect(() => checkCustomMetrics([{ name, type: own.type }])).toThrow('a name that k6 does not use itself');
  });

  it('that is a part of requests is asked of expected responses, and proved by their count', () => {
    expect(thresholdsOf('http_req_waiting', 'p(99)<80', { phase: 'peak', endpoint: 'place order' })).toEqual({
      'http_req_waiting{expected_response:true,name:place order,phase:peak}': ['p(99)<80'],
      'http_reqs{expected_response:true,name:place order,phase:peak}': ['count>=1'],
    });
  });

  it('that nothing counts beside is proved by its own largest value', () => {
    expect(thresholdsOf('group_duration', 'avg<80', { phase: 'peak' })).toEqual({
      'group_duration{phase:peak}': ['avg<80', 'max>0'],
    });
  });

  it('that nothing in k6 proves has no threshold for its samples', () => {
    expect(thresholdsOf('browser_http_req_failed', 'rate<0.1')).toEqual({
      'browser_http_req_failed{plan:shop}': ['rate<0.1'],
    });
  });

  it('that k6 counts for the whole run is asked of all that k6 did', () => {
    expect(thresholdsOf('dropped_iterations', 'count<5')).toEqual({
      dropped_iterations: ['count<5'],
      iterations: ['count>=1'],
    });
    expect(() => planOf({ criteria: [{ indicator: 'vus', phase: 'peak', target: 'value>5' }] })).toThrow(
      'expected the run, received "peak". k6 tells samples of vus apart by nothing else.',
    );
  });

  it('is asked as a count where a rate per second is wanted', () => {
    expect(thresholdsOf('data_received', 'rate<1000', { phase: 'peak' })).toEqual({
      'data_received{phase:peak}': ['count<10000'],
      // The first is that of the delivered load.
      'iterations{phase:peak}': ['count>=493', 'count>=1'],
    });
  });

  const counters = [...k6Indicators.values()].filter(({ type }) => type === 'counter').map(({ name }) => name);
  it.each(counters)(
    '%s, a counter, is asked for no rate that must be reached: it may count what comes too late',
    (name) => {
      for (const target of ['rate>=1', 'rate>1', 'rate==1', 'rate!=1']) {
        expect(() => planOf({ criteria: [{ indicator: name, target }] })).toThrow(
          `: expected a count, or a rate with < or <=, received "${target}". k6 also counts ${name} after the phase in which the iteration started; ask for throughput, or record a counter of your own.`,
        );
      }
      for (const target of ['rate<1', 'rate<=1', 'count>1', 'count<=1']) {
        expect(() => planOf({ criteria: [{ indicator: name, target }] })).not.toThrow();
      }
      // Nor is a bound of another kind than its target.
      expect(() => planOf({ criteria: [{ indicator: name, target: 'rate<1', bound: 'rate>=1' }] })).toThrow('bound');
    },
  );

  it('is tracked only where a criterion asks for it: k6 refuses metrics of modules that are not imported', () => {
    const keys = Object.keys(k6OptionsFor(planOf()).thresholds);
    expect(keys.filter((key) => /^(?:grpc|browser|ws)_/.test(key))).toEqual([]);
  });

  it('can be narrowed by no endpoint where its samples bear no name', () => {
    expect(() => planOf({ criteria: [{ indicator: 'data_sent', endpoint: 'list items', target: 'count<5' }] })).toThrow(
      'expected the run or a phase, received "list items". k6 tells samples of data_sent apart by nothing else.',
    );
  });
});
