// Checks on the real k6, wherever they stand: what the document says of them is what the target and the script counted.
import { createServer } from 'node:http';
import { beforeAll, expect, test } from 'vitest';
import type { Acceptance } from '../../lib/core/document/acceptance-document.ts';
import { bundlePlan, documentOf, runK6, type K6Run } from './run-k6.ts';
import { expectDocument } from './schema.ts';
import { portOf } from './target.ts';

let script: string;
beforeAll(async () => {
  script = await bundlePlan('checks');
});

/** How often the target answered with items, and without, in each phase. */
type Seen = Map<string, { right: number; wrong: number }>;

/** A run of the plan against a target of its own, which has no items in one of the phases. */
async function runChecks(
  env: Readonly<Record<string, string>> = {},
  wrongIn?: string,
): Promise<{ readonly run: K6Run; readonly document: Acceptance; readonly seen: Seen }> {
  const seen: Seen = new Map();
  const server = createServer(({ url = '' }, response) => {
    const phase = new URL(url, 'http://127.0.0.1').searchParams.get('phase');
    if (phase !== null) {
      const count = seen.get(phase) ?? { right: 0, wrong: 0 };
      count[phase === wrongIn ? 'wrong' : 'right'] += 1;
      seen.set(phase, count);
    }
    response.end(JSON.stringify({ items: phase === wrongIn ? [] : [1] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const run = await runK6(script, { env: { BASE_URL: `http://127.0.0.1:${portOf(server)}`, ...env } });
  server.closeAllConnections();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  expectDocument(run.document);
  return { run, document: documentOf(run), seen };
}

/** What the target counted in a phase, or in all. */
function countOf(seen: Seen, phase?: string): { readonly right: number; readonly all: number } {
  const counts = [...seen].filter(([name]) => phase === undefined || name === phase).map(([, count]) => count);
  const right = counts.reduce((sum, count) => sum + count.right, 0);
  return { right, all: counts.reduce((sum, count) => sum + count.wrong, right) };
}

const shown = ({ criteria }: Acceptance): unknown[] =>
  criteria.map(({ scope, observed, samples, verdict }) => [
    scope.check,
    scope.phase,
    scope.endpoints,
    observed,
    samples,
    verdict,
  ]);

test('checks that no endpoint declares are judged by name and by phase, and only the phase with wrong answers fails', async () => {
  const { run, document, seen } = await runChecks({}, 'two');
  expect(run.exitCode).toBe(99);
  expect(document.faults).toEqual([]);
  const [one, two, all] = [countOf(seen, 'one'), countOf(seen, 'two'), countOf(seen)];
  expect(one.all).toBeGreaterThan(20);
  expect(two).toEqual({ right: 0, all: two.all });
  expect(shown(document)).toEqual([
    ['has items', 'one', null, 1, 2 * one.all, 'PASS'],
    ['has items', 'two', null, 0, 2 * two.all, 'FAIL'],
    ['is answered', 'one', null, 1, 2 * one.all, 'PASS'],
    ['is answered', 'two', null, 1, 2 * two.all, 'PASS'],
    ['has items', null, null, all.right / all.all, 2 * all.all, 'PASS'],
    [null, null, null, (2 * all.right + 2 * all.all) / (4 * all.all), 4 * all.all, 'PASS'],
  ]);
  const ownChecks = document.metrics.find(({ name, phase }) => name === 'own_checks' && phase === null)?.count;
  expect(document.criteria.at(-1)?.samples).toBe(ownChecks);
  expect(document.criteria[1]).toMatchObject({
    native: { metric: 'checks{check:has items,phase:two}', threshold: 'rate>0.9', held: false },
    evidence: { metric: 'http_reqs{phase:two}', threshold: 'count>=1', held: true },
  });
  expect(document.sentence).toContain('checks in phase "two" named "has items" was 0 %');
  const half = { passed: all.right, failed: all.all - all.right, passedRatio: all.right / all.all };
  const whole = { passed: all.all, failed: 0, passedRatio: 1 };
  expect(document.checks).toEqual([
    { name: 'has items', group: null, ...half },
    { name: 'is answered', group: null, ...whole },
    { name: 'has items', group: 'checkout', ...half },
    { name: 'is answered', group: 'checkout::payment', ...whole },
  ]);
  const row = `has items +checkout +${all.right} +${all.all - all.right} `;
  expect(run.stdout).toMatch(
    new RegExp(`\\nChecks\\n +Check +Group +Passed +Failed +Share passed\\n(?:.*\\n)+? +${row}`),
  );
  expect(run.markdown).toContain(`| is answered | checkout::payment | ${all.all} | 0 | 100 % |`);
});

test('declared checks and those of the script count together by name, and apart by endpoint', async () => {
  const { run, document, seen } = await runChecks({ DECLARED: '1' });
  expect(run.stderr).toBe('');
  expect(run.exitCode).toBe(0);
  const { all, right } = countOf(seen);
  expect(right).toBe(all);
  expect(document.verdict).toBe('PASS');
  expect(shown(document).slice(4)).toEqual([
    ['has items', null, null, 1, 3 * all, 'PASS'],
    [null, null, null, 1, 6 * all, 'PASS'],
    [null, null, ['list'], 1, 2 * all, 'PASS'],
    ['has items', null, ['list'], 1, all, 'PASS'],
  ]);
  expect(document.checks.map(({ name, group, passed, failed }) => [name, group, passed, failed])).toEqual([
    ['has items', null, 2 * all, 0],
    ['is answered', null, 2 * all, 0],
    ['has items', 'checkout', all, 0],
    ['is answered', 'checkout::payment', all, 0],
  ]);
});

test.concurrent.each([{ CHECK: 'has itmes' }, { CHECK: 'only in one', PHASE: 'two' }])(
  'a check that never ran passes in k6, and never in the document: %j',
  async (env) => {
    const { run, document } = await runChecks(env);
    expect(run.exitCode).toBe(0);
    expect(document).toMatchObject({
      verdict: 'INVALID',
      checks: expect.not.arrayContaining([expect.objectContaining({ name: 'has itmes' })]),
      criteria: [{ verdict: 'NO_DATA', noData: { code: 'never-sampled' }, native: { held: true } }],
    });
  },
);
