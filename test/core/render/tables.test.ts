import { describe, expect, it } from 'vitest';
import type { Table } from '../../../lib/core/render/table.ts';
import { contextOf, notesOf, tablesOf } from '../../../lib/core/render/tables.ts';
import { acceptanceOf, dataOf, planOf, requests, sampled, soundSamples } from '../run-data.ts';

const plan = planOf();
const acceptance = acceptanceOf(
  plan,
  dataOf(plan, [
    ...soundSamples(plan),
    ...requests({
      times: 20,
      status: 503,
      durationMs: 30,
      errorClass: 'status 503',
      name: 'place order',
      phase: 'users',
    }),
    ...requests({ times: 3, phase: 'peak', status: 302 }),
    ...requests({ times: 2, phase: 'after-plan', name: 'list items' }),
    sampled('dropped_iterations', 1, 4, { scenario: 'plan-1' }),
  ]),
);

/** A table as records, by the titles of its columns. */
function recordsOf(title: string, tables: readonly Table[] = tablesOf(acceptance)): Record<string, string>[] {
  const table = tables.find((candidate) => candidate.title === title);
  if (table === undefined) throw new Error(`no table ${title}`);
  return table.rows.map((row) =>
    Object.fromEntries(table.columns.map((column, index) => [column.title, row[index] ?? ''])),
  );
}

describe('the tables', () => {
  it('stand in reading order', () => {
    expect(tablesOf(acceptance).map(({ title }) => title)).toEqual([
      'Criteria',
      'Phases',
      'Endpoints',
      'Metrics of the plan',
      'Checks',
      'Errors',
      'Outside the plan',
    ]);
  });

  it('leave out one without rows', () => {
    expect(tablesOf(acceptanceOf(plan)).map(({ title }) => title)).toEqual([
      'Criteria',
      'Phases',
      'Endpoints',
      'Metrics of the plan',
      'Checks',
      'Outside the plan',
    ]);
    const bare = planOf({
      metrics: [],
      endpoints: [{ name: 'list items', path: '/api/items' }],
      criteria: [{ indicator: 'error ratio', target: 'rate<0.01' }],
    });
    expect(tablesOf(acceptanceOf(bare)).map(({ title }) => title)).toEqual([
      'Criteria',
      'Phases',
      'Endpoints',
      'Outside the plan',
    ]);
  });

  it('have as many cells in each row as columns', () => {
    for (const { columns, rows } of tablesOf(acceptance)) {
      expect(rows.map((row) => row.length)).toEqual(rows.map(() => columns.length));
    }
  });
});

describe('the table of', () => {
  it('criteria', () => {
    expect(recordsOf('Criteria')[1]).toEqual({
      Criterion: 'latency',
      Phase: 'peak',
      Endpoint: 'place order',
      Target: 'p(99) <= 500 ms',
      Bound: '<= 500 ms',
      Observed: '100 ms',
      Samples: '500',
      Verdict: 'PASS',
      'k6 metric': 'http_req_duration{expected_response:true,name:place order,phase:peak}',
    });
    // 20 of 2325 requests failed.
    expect(recordsOf('Criteria')[2]).toMatchObject({
      Criterion: 'error ratio',
      Phase: 'all',
      Endpoint: 'all',
      Target: 'rate < 1 %',
      Observed: '0.860 %',
    });
    expect(recordsOf('Criteria')[3]).toMatchObject({
      Criterion: 'throughput',
      Target: 'rate >= 80/s',
      Bound: '>= 80/s',
      Observed: '100/s',
    });
  });

  it('criteria, with the endpoints that one takes together', () => {
    const [first, ...others] = acceptance.criteria;
    const together = { phase: null, endpoints: ['list items', 'place order'], group: null, check: null };
    const criteria = first === undefined ? others : [{ ...first, scope: together }, ...others];
    expect(recordsOf('Criteria', tablesOf({ ...acceptance, criteria }))[0]).toMatchObject({
      Criterion: 'latency',
      Phase: 'all',
      Endpoint: 'list items + place order',
    });
  });

  it('criteria, with the reason where there is no verdict', () => {
    const tables = tablesOf(
      acceptanceOf(
        plan,
        dataOf(
          plan,
          soundSamples(plan).filter(({ metric }) => !metric.startsWith('cache_hit')),
        ),
      ),
    );
    expect(recordsOf('Criteria', tables)[6]).toMatchObject({
      Observed: '—',
      Samples: '0',
      Verdict: 'NO_DATA: never sampled',
    });
    const data = dataOf(plan);
    delete data.metrics['replicas_samples{plan:shop}'];
    expect(recordsOf('Criteria', tablesOf(acceptanceOf(plan, data)))[7]).toMatchObject({ Observed: '—', Samples: '—' });
  });

  it('what no run can prove, beside the criteria', () => {
    const signed = acceptanceOf(planOf({ signOff: ['no data corruption', 'no deadlocks'] }));
    expect(signed.unverified).toEqual(['no data corruption', 'no deadlocks']);
    expect(tablesOf(signed).map(({ title }) => title)).toEqual([
      'Criteria',
      'For a person to sign off',
      'Phases',
      'Endpoints',
      'Metrics of the plan',
      'Checks',
      'Outside the plan',
    ]);
    expect(recordsOf('For a person to sign off', tablesOf(signed))).toEqual([
      { 'What no run can prove': 'no data corruption', Verdict: 'UNVERIFIED' },
      { 'What no run can prove': 'no deadlocks', Verdict: 'UNVERIFIED' },
    ]);
  });

  it('phases', () => {
    expect(recordsOf('Phases')).toMatchObject([
      {
        Phase: 'warm-up',
        Load: '0 → 50/s',
        Duration: '10 s',
        Started: '250 of 250',
        Requests: '500',
        Failed: '0',
        Avg: '100 ms',
        Min: '100 ms',
        p50: '100 ms',
        p90: '100 ms',
        p95: '100 ms',
        p99: '100 ms',
        Max: '100 ms',
        Checks: '500 of 500',
        'Requests/s': '50',
        Judged: 'no, exploratory',
      },
      { Phase: 'peak', Load: '50/s', Started: '500 of 500', Requests: '1003', 'Requests/s': '100', Judged: 'yes' },
      { Phase: 'users', Load: '20 VUs', Started: '400', Requests: '820', Failed: '20 (2.44 %)', Judged: 'yes' },
    ]);
  });

  it('phases and endpoints, with a column for each statistic of the latency', () => {
    const spread = dataOf(
      plan,
      Array.from({ length: 101 }, (_, index) =>
        requests({ name: 'list items', phase: 'peak', durationMs: index + 1 }),
      ).flat(),
    );
    const tables = tablesOf(acceptanceOf(plan, spread));
    for (const row of [recordsOf('Phases', tables)[1], recordsOf('Endpoints', tables)[0]]) {
      expect(row).toMatchObject({
        Avg: '51 ms',
        Min: '1 ms',
        p50: '51 ms',
        p90: '91 ms',
        p95: '96 ms',
        p99: '100 ms',
        Max: '101 ms',
      });
    }
    const columns = ['Requests', 'Failed', 'Avg', 'Min', 'p50', 'p90', 'p95', 'p99', 'Max', 'Checks'];
    expect(Object.keys(recordsOf('Phases')[0] ?? {})).toEqual([
      'Phase',
      'Load',
      'Duration',
      'Started',
      ...columns,
      'Requests/s',
      'Judged',
    ]);
    expect(Object.keys(recordsOf('Endpoints')[0] ?? {})).toEqual(['Endpoint', 'Request', ...columns]);
  });

  it('the metrics of the plan, each with the values of its type', () => {
    const rows = recordsOf('Metrics of the plan');
    expect(rows.map(({ Metric, Phase }) => [Metric, Phase])).toEqual(
      ['queue_wait', 'cache_hit', 'replicas', 'orders'].flatMap((name) =>
        ['all', 'warm-up', 'peak', 'users'].map((phase) => [name, phase]),
      ),
    );
    const none = { Avg: '—', Min: '—', p50: '—', p90: '—', p95: '—', p99: '—', Max: '—' };
    expect([rows[2], rows[6], rows[8], rows[14]]).toEqual([
      {
        Metric: 'queue_wait',
        Phase: 'peak',
        Samples: '500',
        Value: '—',
        Avg: '20 ms',
        Min: '20 ms',
        p50: '20 ms',
        p90: '20 ms',
        p95: '20 ms',
        p99: '20 ms',
        Max: '20 ms',
        'k6 metric': 'queue_wait{phase:peak}',
      },
      {
        ...none,
        Metric: 'cache_hit',
        Phase: 'peak',
        Samples: '500',
        Value: '100 %',
        'k6 metric': 'cache_hit{phase:peak}',
      },
      {
        ...none,
        Metric: 'replicas',
        Phase: 'all',
        Samples: '1150',
        Value: '3',
        Min: '3',
        Max: '3',
        'k6 metric': 'replicas{plan:shop}',
      },
      {
        ...none,
        Metric: 'orders',
        Phase: 'peak',
        Samples: '—',
        Value: '500 orders (50/s)',
        'k6 metric': 'orders{phase:peak}',
      },
    ]);
  });

  it('the metrics of the plan, with dashes where nothing was sampled', () => {
    const rows = recordsOf('Metrics of the plan', tablesOf(acceptanceOf(plan, dataOf(plan, []))));
    const dashes = { Value: '—', Avg: '—', Min: '—', p50: '—', p90: '—', p95: '—', p99: '—', Max: '—' };
    expect(rows).toMatchObject([
      ...Array.from({ length: 12 }, () => ({ ...dashes, Samples: '0' })),
      // k6 counts what is added to a counter, not how often.
      ...Array.from({ length: 4 }, () => ({ ...dashes, Samples: '—', Value: '0 orders (0/s)' })),
    ]);
  });

  it('what k6 did not show, with dashes in place of numbers', () => {
    const data = dataOf(plan);
    for (const key of Object.keys(data.metrics)) if (key.includes('{')) delete data.metrics[key];
    delete data.metrics['http_reqs'];
    delete data.metrics['iterations'];
    const acceptanceWithout = acceptanceOf(plan, data);
    const tables = tablesOf(acceptanceWithout);
    const dashes = Object.fromEntries(
      ['Requests', 'Failed', 'Avg', 'Min', 'p50', 'p90', 'p95', 'p99', 'Max', 'Checks'].map((column) => [column, '—']),
    );
    expect(recordsOf('Phases', tables)).toMatchObject([
      { ...dashes, Started: '— of 250', 'Requests/s': '—' },
      { ...dashes, Started: '— of 500', 'Requests/s': '—' },
      { ...dashes, Started: '—', 'Requests/s': '—' },
    ]);
    expect(recordsOf('Endpoints', tables)).toMatchObject([dashes, dashes]);
    expect(
      recordsOf('Metrics of the plan', tables).every((row) => row['Value'] === '—' && row['Samples'] === '—'),
    ).toBe(true);
    expect(recordsOf('Criteria', tables).every((row) => row['Observed'] === '—' && row['Samples'] === '—')).toBe(true);
    expect(recordsOf('Outside the plan', tables).map((row) => row['Count'])).toEqual([
      '—',
      '—',
      '—',
      '—',
      '—',
      '—',
      '—',
    ]);
    expect(contextOf(acceptanceWithout)).toMatch(/: — iterations, — requests\.$/);
  });

  it('endpoints', () => {
    expect(recordsOf('Endpoints')).toMatchObject([
      { Endpoint: 'list items', Request: 'GET /api/items', Requests: '1152', Failed: '0', Checks: '1150 of 1150' },
      { Endpoint: 'place order', Request: 'POST /api/orders', Requests: '1170', Failed: '20 (1.71 %)' },
    ]);
  });

  it('errors', () => {
    expect(recordsOf('Errors')).toEqual([
      { Endpoint: 'place order', Class: 'status 503', Side: 'target', Count: '20', 'Share of requests': '1.71 %' },
    ]);
  });

  it('failures, with those of k6 beside those of the target', () => {
    const failed = (times: number, errorClass: string) =>
      requests({ times, status: 0, durationMs: 0, errorClass, name: 'list items', phase: 'peak' });
    const phasesAfter = (...samples: ReturnType<typeof failed>) =>
      recordsOf('Phases', tablesOf(acceptanceOf(plan, dataOf(plan, [...soundSamples(plan), ...samples]))));
    // 10 of 1010 that the target could answer, and 5 beside them.
    expect(phasesAfter(...failed(10, 'refused'), ...failed(5, 'DNS'))[1]).toMatchObject({
      Requests: '1015',
      Failed: '10 (0.990 %), generator 5',
    });
    expect(phasesAfter(...failed(5, 'DNS'))[1]).toMatchObject({ Requests: '1005', Failed: '0, generator 5' });
  });

  it('what is outside of the plan', () => {
    expect(recordsOf('Outside the plan').map(Object.values)).toEqual([
      ['in setup', '1'],
      ['in teardown', '0'],
      ['redirects followed', '3'],
      ['without an endpoint', '0'],
      ['after the last phase', '2'],
      ['without a phase', '0'],
      ['all requests of the run', '2326'],
    ]);
  });
});

describe('the lines around them', () => {
  it('give faults before warnings', () => {
    const { warnings } = acceptance;
    expect(
      notesOf({
        ...acceptance,
        faults: [{ code: 'cut-short', message: 'It ended.', phases: [] }],
        warnings: warnings.slice(0, 1),
      }),
    ).toEqual([
      'Fault (cut-short): It ended.',
      'Warning (dropped-iterations): Iterations dropped: 4. No VU was free when they were due.',
    ]);
  });

  it('say what ran', () => {
    expect(contextOf(acceptance)).toBe(
      'Plan shop against http://shop.test:3000, ended 2023-11-14T22:13:51.000Z after 31.5 s: 1150 iterations, 2326 requests.',
    );
  });
});
