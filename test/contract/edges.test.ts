// What looks like a fault of the run and is none, and the one that only the exit code shows. The others stand in test/faults.
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

test('a slow setup and a slow teardown are no part of the load', async () => {
  const run = await runEdge('slow hooks');
  expect(documentOf(run)).toMatchObject({ verdict: 'PASS', faults: [] });
});

test('options that the plan gives k6 itself are no difference, in whatever shape k6 shows them', async () => {
  const run = await runEdge('options');
  expect(documentOf(run)).toMatchObject({ verdict: 'PASS', faults: [], warnings: [] });
  const changed = await runEdge('options', { args: ['--dns', 'ttl=inf'] });
  const message =
    'Options that merely differ from the plan\'s: dns.ttl was "inf", the plan says "1m". So dns can lead to another target.';
  expect(documentOf(changed)).toMatchObject({ verdict: 'PASS', warnings: [{ code: 'options-differ', message }] });
});

test('a test that fails itself ends k6 with 110, which no document can show', async () => {
  const run = await runEdge('fails the test');
  expect(run.exitCode).toBe(110);
});
