// What belongs to a phase and to the plan, where iterations go on after both.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Acceptance } from '../../lib/core/document/acceptance-document.ts';
import { ratePerSecond, readSamples, select, total, type Sample } from './recompute.ts';
import { bundlePlan, documentOf, runK6, type K6Run } from './run-k6.ts';
import { expectDocument } from './schema.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
  return () => target.close();
});

async function runWithSamples(
  plan: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ run: K6Run; document: Acceptance; samples: Sample[] }> {
  const file = join(await mkdtemp(join(tmpdir(), 'k6-acceptance-samples-')), 'samples.json');
  const run = await runK6(await bundlePlan(plan), {
    env: { BASE_URL: target.url, ...env },
    args: ['--out', `json=${file}`],
  });
  expectDocument(run.document);
  return { run, document: documentOf(run), samples: await readSamples(file) };
}

describe('iterations that go on after the plan', () => {
  test('bring it no throughput, in the document; k6 itself takes their requests in', async () => {
    const { run, document, samples } = await runWithSamples('overrun');
    expect(document).toMatchObject({ verdict: 'FAIL', faults: [], outsidePlan: { withoutPhase: 0 } });
    expect(document.criteria.map(({ verdict, native }) => [verdict, native.metric])).toEqual([
      ['FAIL', 'http_reqs{expected_response:true,phase_of:request,plan:overrun}'],
      ['FAIL', 'http_reqs{expected_response:true,name:slow,phase_of:request,plan:overrun}'],
      ['FAIL', 'http_reqs{expected_response:true,phase:one,phase_of:request}'],
      ['FAIL', 'orders{plan:overrun}'],
      ['FAIL', 'orders{recorded:one}'],
    ]);
    for (const row of document.criteria) {
      const { metric } = row.native;
      expect(row.observed, metric).toBe(ratePerSecond(samples, row, row.scope.phase === null ? 2 : 1));
      // 5 VUs, each of which waits 100 ms for each answer, and one more call that just begins.
      expect(row.observed, metric).toBeLessThanOrEqual(55);
      expect(row.observed, metric).toBeGreaterThan(0);
    }
    // All of the 200 are there, and enough for k6's own thresholds on the plan.
    expect(total(samples, 'orders', { plan: 'overrun' })).toBe(200);
    expect(run.stderr).not.toContain('plan:overrun');
    expect(run.stderr).toContain(
      "'http_reqs{expected_response:true,phase:one,phase_of:request}, orders{recorded:one}' have been crossed",
    );
    expect(run.exitCode).toBe(99);
  });

  test('count in full where a rate is not to be exceeded, in the document as in k6', async () => {
    const { run, document, samples } = await runWithSamples('overrun', { CRITERIA: 'from above' });
    expect(document.criteria.map(({ verdict, observed, native }) => [verdict, observed, native.metric])).toEqual([
      ['FAIL', 100, 'http_reqs{expected_response:true,plan:overrun}'],
      ['FAIL', 100, 'http_reqs{expected_response:true,name:slow,plan:overrun}'],
      ['PASS', ratePerSecond(samples, document.criteria[2], 1), 'http_reqs{expected_response:true,phase:one}'],
      ['FAIL', 100, 'orders{plan:overrun}'],
      // All that the iterations of the phase recorded, whenever.
      ['PASS', 200, 'orders{phase:one}'],
    ]);
    expect(document.warnings.filter(({ code }) => code === 'verdicts-disagree')).toEqual([]);
    expect(run.exitCode).toBe(99);
  });
});

describe('plain http calls', () => {
  test('prove no throughput that could have come after the phase, or after the plan', async () => {
    const { run, document } = await runWithSamples('overrun', { CRITERIA: 'throughputs', BY: 'plain http' });
    expect(document).toMatchObject({ verdict: 'FAIL', faults: [] });
    expect(document.criteria.map(({ observed, verdict, noData }) => [observed, verdict, noData?.code])).toEqual([
      [0, 'NO_DATA', 'untimed-requests'],
      [0, 'NO_DATA', 'untimed-requests'],
      [0, 'NO_DATA', 'untimed-requests'],
      // Not even all of them together would be enough.
      [0, 'FAIL', undefined],
    ]);
    expect(document.criteria[0]?.noData?.message).toBe(
      'between 0/s and 100/s: of plain http calls nobody knows whether they came in time',
    );
    expect(run.exitCode).toBe(99);
  });

  test('take nothing from what the calls of endpoints prove by themselves', async () => {
    const { document, samples } = await runWithSamples('overrun', { CRITERIA: 'throughputs', BY: 'both' });
    const timed =
      total(samples, 'http_reqs', { phase_of: 'request' }) -
      total(samples, 'http_reqs', { phase_of: 'request', phase: 'after-plan' });
    expect(document.criteria.map(({ verdict }) => verdict)).toEqual(['FAIL', 'NO_DATA', 'PASS', 'FAIL']);
    expect(document.criteria[2]?.observed).toBe(timed / 2);
    expect(document.criteria[2]?.observed).toBeLessThan(80);
  });
});

test('what is recorded after a slow answer belongs to the phase in which its iteration started, and to none in setup and teardown', async () => {
  const { run, document, samples } = await runWithSamples('recorded-late');
  expect(document.verdict).toBe('FAIL');
  const iterations = (phase: string): number => total(samples, 'iterations', { phase });
  expect(
    document.criteria.map(({ indicator, scope, verdict, samples: counted }) => [
      indicator.name,
      scope.phase,
      verdict,
      counted,
    ]),
  ).toEqual([
    ['lost_orders', 'one', 'FAIL', iterations('one')],
    ['lost_orders', 'two', 'FAIL', iterations('two')],
    ['wait', 'one', 'FAIL', iterations('one')],
    ['wait', 'two', 'FAIL', iterations('two')],
  ]);
  for (const { indicator, scope, observed, samples: counted } of document.criteria) {
    expect(counted).toBeGreaterThanOrEqual(8);
    if (indicator.name === 'lost_orders') expect(observed, `in ${scope.phase}`).toBe(counted);
    else expect(observed, `in ${scope.phase}`).toBeGreaterThan(1000);
  }
  // None was recorded in the phase of its iteration.
  expect(select(samples, 'lost_orders', { recorded: 'one' })).toEqual([]);
  expect(total(samples, 'lost_orders', { recorded: 'after-plan' })).toBeGreaterThanOrEqual(iterations('two'));
  const aside = samples.filter(
    ({ metric, tags }) => ['lost_orders', 'wait', 'wait_samples'].includes(metric) && !('scenario' in tags),
  );
  expect(aside).toHaveLength(6);
  for (const { tags } of aside) {
    expect(Object.keys(tags)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(?:phase|plan|recorded)$/)]));
  }
  expect(run.exitCode).toBe(99);
});
