// The table "Primary Targets" of a load test report, "Week 7: Load Testing Execution Plan & Results", as a criteria set.
import { describe, expect, it } from 'vitest';
import type { CriterionSpec } from '../../../lib/core/plan/criterion.ts';
import { k6OptionsFor } from '../../../lib/core/compile/k6-options.ts';
import { acceptanceOf, dataOf, loadSpan, planOf, requests, sampled, type Sample } from '../run-data.ts';

const criteria: readonly CriterionSpec[] = [
  // P99 Latency     < 500 ms     > 600 ms = FAIL
  { indicator: 'latency', target: 'p(99)<500', bound: 'p(99)<=600' },
  // P95 Latency     < 300 ms     > 400 ms = WARN
  { indicator: 'latency', target: 'p(95)<300', bound: 'p(95)<=400', severity: 'warn' },
  // Error Rate      < 0.5 %      > 1 % = FAIL
  { indicator: 'error ratio', target: 'rate<0.005', bound: 'rate<=0.01' },
  // Throughput      > 100 req/s  < 80 req/s = FAIL
  { indicator: 'throughput', target: 'rate>100', bound: 'rate>=80' },
  // CPU Util (p99)  < 80 %       > 90 % = FAIL
  { indicator: 'cpu', target: 'p(99)<80', bound: 'p(99)<=90', minimumSamples: 10 },
  // Memory (p99)    < 85 %       > 95 % = FAIL
  { indicator: 'memory', target: 'p(99)<85', bound: 'p(99)<=95', minimumSamples: 10 },
  // DB Connections  < 160        > 180 = WARN
  { indicator: 'db_connections', target: 'value<160', bound: 'value<=180', severity: 'warn' },
  // Cache Hit Rate  > 90 %       < 80 % = WARN
  { indicator: 'cache_hit', target: 'rate>0.9', bound: 'rate>=0.8', severity: 'warn' },
];

const plan = planOf({
  profile: [{ name: 'users', hold: '100 VUs', duration: '10s' }],
  endpoints: [{ name: 'read', path: '/' }],
  metrics: [
    { name: 'cpu', type: 'trend', unit: '%' },
    { name: 'memory', type: 'trend', unit: '%' },
    { name: 'db_connections', type: 'gauge' },
    { name: 'cache_hit', type: 'rate' },
  ],
  criteria,
});

type Measured = {
  readonly p99: number;
  readonly p95: number;
  readonly failed: number;
  readonly expected: number;
  readonly cpu: number;
  readonly memory: number;
  readonly connections: number;
  readonly hits: number;
};
const good: Measured = {
  p99: 499.9,
  p95: 299.9,
  failed: 4,
  expected: 1001,
  cpu: 79.9,
  memory: 84.9,
  connections: 159,
  hits: 901,
};

/** A run of 10 s with these values: `failed` of 1000 requests (or of 1000 for each 1000 expected), `hits` of 1000 look-ups. */
function run(changes: Partial<Measured>): ReturnType<typeof acceptanceOf> {
  const { p99, p95, failed, expected, cpu, memory, connections, hits } = { ...good, ...changes };
  const phase = 'users';
  const of = (durationMs: number, times: number): Sample[] => requests({ name: 'read', phase, durationMs, times });
  // A tenth at most is slower than the p95, and 3 % are at the p99.
  const slowest = Math.round(expected * 0.03);
  const slow = Math.round(expected * 0.07);
  return acceptanceOf(
    plan,
    dataOf(plan, [
      ...loadSpan(plan),
      sampled('iterations', 1, expected, { phase }),
      ...of(50, expected - slow - slowest),
      ...of(p95, slow),
      ...of(p99, slowest),
      ...(failed === 0 ? [] : requests({ name: 'read', phase, times: failed, status: 500, errorClass: 'status 500' })),
      ...[
        ['cpu', cpu],
        ['memory', memory],
      ].flatMap(([metric, value]) => [
        sampled(String(metric), Number(value), 100, { phase }),
        sampled(`${metric}_samples`, 1, 100, { phase }),
      ]),
      sampled('db_connections', connections, 1, { phase }),
      sampled('db_connections_samples', 1, 1, { phase }),
      sampled('cache_hit', 1, hits, { phase }),
      sampled('cache_hit', 0, 1000 - hits, { phase }),
      sampled('cache_hit_samples', 1, 1000, { phase }),
    ]),
  );
}

describe('the table of report 001', () => {
  it('is met by a run on the near side of each target', () => {
    const acceptance = run({});
    expect(acceptance.criteria.map(({ indicator, verdict }) => [indicator.name, verdict])).toEqual(
      criteria.map(({ indicator }) => [indicator, 'PASS']),
    );
    expect(acceptance).toMatchObject({ verdict: 'PASS', sentence: 'All 8 criteria hold.' });
  });

  it.each<[string, number, Partial<Measured>, string, string]>([
    ['p99 of 500 ms', 0, { p99: 500 }, 'WARN', 'WARN'],
    ['p99 of 600 ms', 0, { p99: 600 }, 'WARN', 'WARN'],
    ['p99 of 600.1 ms', 0, { p99: 600.1 }, 'FAIL', 'FAIL'],
    ['p95 of 300 ms', 1, { p95: 300 }, 'WARN', 'WARN'],
    ['p95 of 400 ms', 1, { p95: 400 }, 'WARN', 'WARN'],
    ['p95 of 400.1 ms', 1, { p95: 400.1 }, 'WARN', 'WARN'],
    // Of 1000 and of 2000 requests; 0.5 % and 1 % are met by neither < nor >.
    ['0.5 % of errors', 2, { failed: 10, expected: 1990 }, 'WARN', 'WARN'],
    ['1 % of errors', 2, { failed: 20, expected: 1980 }, 'WARN', 'WARN'],
    ['1.05 % of errors', 2, { failed: 21, expected: 1979 }, 'FAIL', 'FAIL'],
    ['100 requests/s', 3, { expected: 1000 }, 'WARN', 'WARN'],
    ['80 requests/s', 3, { expected: 800, failed: 2 }, 'WARN', 'WARN'],
    ['79.9 requests/s', 3, { expected: 799, failed: 2 }, 'FAIL', 'FAIL'],
    ['CPU of 80 %', 4, { cpu: 80 }, 'WARN', 'WARN'],
    ['CPU of 90 %', 4, { cpu: 90 }, 'WARN', 'WARN'],
    ['CPU of 90.1 %', 4, { cpu: 90.1 }, 'FAIL', 'FAIL'],
    ['memory of 85 %', 5, { memory: 85 }, 'WARN', 'WARN'],
    ['memory of 95 %', 5, { memory: 95 }, 'WARN', 'WARN'],
    ['memory of 95.1 %', 5, { memory: 95.1 }, 'FAIL', 'FAIL'],
    ['160 connections', 6, { connections: 160 }, 'WARN', 'WARN'],
    ['181 connections', 6, { connections: 181 }, 'WARN', 'WARN'],
    ['90 % of hits', 7, { hits: 900 }, 'WARN', 'WARN'],
    ['79.9 % of hits', 7, { hits: 799 }, 'WARN', 'WARN'],
  ])('gives a %s the row and the run the word', (_, index, changes, word, verdict) => {
    const acceptance = run(changes);
    expect(acceptance.criteria.map((row) => row.verdict)).toEqual(
      criteria.map((_criterion, place) => (place === index ? word : 'PASS')),
    );
    expect(acceptance.verdict).toBe(verdict);
  });

  it('makes thresholds of k6 of what fails, and of nothing else', () => {
    const { thresholds } = k6OptionsFor(plan);
    const own = (metric: string): readonly unknown[] => thresholds[metric] ?? [];
    expect([own('http_req_duration{expected_response:true,plan:shop}'), own('http_req_failed{plan:shop}')]).toEqual([
      ['p(99)<=600'],
      ['rate<=0.01'],
    ]);
    expect(own('http_reqs{expected_response:true,plan:shop}')).toEqual(['count>=1']);
    expect(own('http_reqs{expected_response:true,phase_of:request,plan:shop}')).toEqual(['count>=800']);
    expect([
      own('cpu{plan:shop}'),
      own('memory{plan:shop}'),
      own('db_connections{plan:shop}'),
      own('cache_hit{plan:shop}'),
    ]).toEqual([['p(99)<=90'], ['p(99)<=95'], [], []]);
  });
});
