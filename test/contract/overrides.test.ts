// What the command line can give k6 without replacing anything of the plan. What it replaces stands in test/faults.
import { expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6 } from './run-k6.ts';
import { startTarget } from './target.ts';

test("a tag of the user's own on every sample changes nothing", async () => {
  const target = await startTarget();
  const run = await runK6(await bundlePlan('sound'), { args: ['--tag', 'testid=42'], env: { BASE_URL: target.url } });
  await target.close();
  expect(documentOf(run).verdict).toBe('PASS');
  expect(run.exitCode).toBe(0);
});
