// A load that was not delivered: whose fault it is, and what plain k6 says of it.
import { beforeAll, expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6, type K6Run } from './run-k6.ts';
import { expectDocument } from './schema.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
let script: string;
beforeAll(async () => {
  target = await startTarget();
  script = await bundlePlan('too-few-vus');
  return () => target.close();
});

async function runPlan(env: Readonly<Record<string, string>>): Promise<K6Run> {
  const run = await runK6(script, { env: { BASE_URL: target.url, ...env } });
  expectDocument(run.document);
  return run;
}

test('too few VUs for the load are a fault of the generator, and cross thresholds of k6', async () => {
  const run = await runPlan({});
  const document = documentOf(run);
  expect(document.verdict).toBe('INVALID');
  expect(document.faults).toMatchObject([{ code: 'load-not-delivered', phases: ['required'] }]);
  expect(document.warnings.map(({ code }) => code)).toEqual(['dropped-iterations']);
  expect(run.exitCode).toBe(99);
  expect(run.stderr).toContain('iterations{phase:required}');
  // The warm-up explores: what is dropped in it is no fault, and k6 cannot tell it from the rest.
  expect(run.stderr).not.toContain('dropped_iterations');
});

test('iterations that are dropped cross a threshold of their own where criteria look at every phase', async () => {
  const run = await runPlan({ WHOLE_RUN: '1' });
  expect(documentOf(run).verdict).toBe('INVALID');
  expect(run.exitCode).toBe(99);
  expect(run.stderr).toMatch(/dropped_iterations\{scenario:plan-1\}/);
});

test('the same shortfall is the saturation of a target that is too slow: FAIL', async () => {
  const run = await runPlan({ SLOW: '1' });
  const document = documentOf(run);
  expect(document.verdict).toBe('FAIL');
  expect(document.faults).toEqual([]);
  expect(document.warnings.map(({ code }) => code)).toEqual(['target-saturated', 'dropped-iterations']);
  expect(run.exitCode).toBe(99);
});

test('a closed load has the VUs that k6 counts, and its latency is warned of', async () => {
  const run = await runK6(await bundlePlan('closed-load'), { env: { BASE_URL: target.url } });
  expectDocument(run.document);
  const document = documentOf(run);
  expect(document).toMatchObject({ verdict: 'PASS', faults: [] });
  expect(document.warnings.map(({ code }) => code)).toEqual(['coordinated-omission']);
  expect(run.exitCode).toBe(0);
});
