import { beforeAll, expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6 } from './run-k6.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
let script: string;
beforeAll(async () => {
  target = await startTarget();
  script = await bundlePlan('calls');
  return () => target.close();
});

test('a call fills its path, encoded and wherever a name stands, below a BASE_URL with slashes at its end', async () => {
  const run = await runK6(script, { env: { BASE_URL: `${target.url}//`, TARGET: target.url } });
  expect(documentOf(run)).toMatchObject({ verdict: 'PASS', criteria: [{ indicator: 'checks', observed: 1 }] });
  expect(run.exitCode).toBe(0);
});

test.each([
  ['without a value', 'Invalid call of \\"view\\": expected a value for each {name} of its path, received {\\"id\\":\\"1\\",\\"other\\":\\"2\\"}. Call it with { path: { … } }.'],
  ['of nothing declared', 'Invalid call: expected an endpoint of the plan, received \\"constructor\\". Declare the endpoint.'],
])('a call %s sends nothing and is an exception of the script', async (call, message) => {
  const run = await runK6(script, { env: { BASE_URL: target.url, TARGET: target.url, CALL: call } });
  expect(run.stderr).toContain(message);
  expect(documentOf(run)).toMatchObject({ verdict: 'INVALID', faults: [{ code: 'script-exception' }], errors: [] });
  expect(run.exitCode).toBe(99);
});
