// Ways by which a run can prove nothing and look well.
import { beforeAll, expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6, type K6Run } from './run-k6.ts';
import { expectDocument } from './schema.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
let script: string;
beforeAll(async () => {
  target = await startTarget();
  script = await bundlePlan('edge');
  return () => target.close();
});

async function runEdge(edge: string, options: Parameters<typeof runK6>[1] = {}): Promise<K6Run> {
  const run = await runK6(script, { ...options, env: { BASE_URL: target.url, EDGE: edge } });
  expectDocument(run.document);
  return run;
}

test.concurrent.each([
  ['no wrapper', 0, 'untagged-iterations', /^Iterations without a phase of the plan: \d+\. Export test\.iteration/],
  ['no teardown', 99, 'teardown-missing', /^Teardown did not run to its end, so nothing proves that the load did\. See the log of k6, and export teardown/],
  ['teardown throws', 107, 'teardown-missing', /^Teardown did not run to its end/],
  ['records nothing', 99, 'script-exception', /^Iterations that ended in an exception of the script: /],
  ['sleeps', 0, 'iterations-interrupted', /^Iterations had not ended 5\.7 s after the last phase: k6 interrupted them/],
  ['sleeps before a pause', 0, 'iterations-interrupted', /^Iterations had not ended 5\.7 s after the last phase/],
  ['sleeps before others', 99, 'iterations-interrupted', /^Iterations had not ended 5\.7 s after the last phase/],
  ['aborts', 108, 'cut-short', /^The load ended after \d\.\d s of 2\.0 s\./],
] as const)('a script that %s is INVALID, with exit code %i of k6', async (edge, exitCode, code, message) => {
  const run = await runEdge(edge);
  const document = documentOf(run);
  expect(document.verdict).toBe('INVALID');
  expect(document.faults[0]?.code).toBe(code);
  expect(document.faults[0]?.message).toMatch(message);
  expect(run.exitCode).toBe(exitCode);
});

test('requests that are never answered reach their timeout and count as failed', async () => {
  const run = await runEdge('hangs');
  const document = documentOf(run);
  expect(document.verdict).toBe('FAIL');
  expect(document.errors).toMatchObject([{ endpoint: 'read', errorClass: 'timeout' }]);
  expect(document.errors[0]?.count).toBeGreaterThanOrEqual(4);
  expect(run.exitCode).toBe(99);
});

test('a slow setup and a slow teardown do not hide that the load was cut short', async () => {
  const run = await runEdge('slow hooks', { interrupt: { signal: 'SIGINT', afterMs: 2500 } });
  expect(documentOf(run)).toMatchObject({ verdict: 'INVALID', faults: [{ code: 'cut-short' }] });
  expect(run.exitCode).toBe(105);
});

test('a slow setup and a slow teardown are no part of the load', async () => {
  const run = await runEdge('slow hooks');
  expect(documentOf(run)).toMatchObject({ verdict: 'PASS', faults: [] });
});

test('options that the plan gives k6 itself are no difference, in whatever shape k6 shows them', async () => {
  const run = await runEdge('options');
  expect(documentOf(run).faults).toEqual([]);
  const replaced = await runEdge('options', { args: ['--dns', 'ttl=inf'] });
  expect(documentOf(replaced).faults).toMatchObject([{ code: 'plan-replaced', message: 'dns.ttl was "inf", the plan says "1m".' }]);
});

test('a test that fails itself ends k6 with 110, which no document can show', async () => {
  const run = await runEdge('fails the test');
  expect(run.exitCode).toBe(110);
});
