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

test('a call sends its body as JSON, and fills its path, encoded and wherever a name stands, below a BASE_URL with slashes at its end', async () => {
  const run = await runK6(script, { env: { BASE_URL: `${target.url}//`, TARGET: target.url } });
  expect(documentOf(run)).toMatchObject({
    verdict: 'PASS',
    criteria: [
      { indicator: { name: 'checks' }, observed: 1 },
      { indicator: { name: 'error ratio' }, observed: 0 },
    ],
  });
  expect(run.exitCode).toBe(0);
});

test.concurrent.each([
  [
    'without a value',
    'Invalid call of \\"view\\": expected a value for each {name} of its path, received undefined for {part}. Give a text other than . and .., or a finite number.',
  ],
  ['with null', 'received object for {id}'],
  ['with an empty text', 'received string for {id}'],
  [
    'of nothing declared',
    'Invalid call: expected an endpoint of the plan, received \\"constructor\\". Declare the endpoint.',
  ],
])('a call %s sends nothing and is an exception of the script', async (call, message) => {
  const run = await runK6(script, { env: { BASE_URL: target.url, TARGET: target.url, CALL: call } });
  expect(run.stderr).toContain(message);
  expect(documentOf(run)).toMatchObject({ verdict: 'INVALID', faults: [{ code: 'script-exception' }], errors: [] });
  expect(run.exitCode).toBe(99);
});

test('a call that k6 can form no request for makes the run INVALID, though no ratio of errors knows of it', async () => {
  const run = await runK6(script, { env: { BASE_URL: target.url, TARGET: target.url, CALL: 'that k6 cannot send' } });
  const document = documentOf(run);
  expect(document).toMatchObject({
    verdict: 'INVALID',
    sentence: expect.stringMatching(/^Calls that k6 could send no request for: "unsent" \d+\. /),
    criteria: [{ noData: { code: 'run-fault' } }, { observed: 0, noData: { code: 'run-fault' } }],
    faults: [{ code: 'unsent-requests', phases: ['users'] }],
    errors: [{ endpoint: 'unsent', errorClass: 'other', shareRatio: null }],
    warnings: [],
  });
  expect(run.stderr).toContain('invalid URL escape');
});

test.concurrent.each([
  ['share', 'expected true, false, 0 or 1, received 0.05'],
  ['jobs', 'expected a finite number from 0, received -1'],
  ['wait', 'expected a finite number, received true'],
])('a sample of %s that k6 would take for another is an exception of the script', async (metric, message) => {
  const run = await runK6(script, { env: { BASE_URL: target.url, TARGET: target.url, CALL: metric } });
  expect(run.stderr).toContain(`Invalid sample of ${metric}: ${message}. Record only what was measured.`);
  expect(documentOf(run)).toMatchObject({ verdict: 'INVALID', faults: [{ code: 'script-exception' }] });
});

test('a tag named plan, on the VU of a script, takes no failed request out of the plan', async () => {
  const run = await runK6(script, {
    env: { BASE_URL: target.url, TARGET: target.url, CALL: 'below a tag of its own' },
  });
  expect(documentOf(run)).toMatchObject({
    verdict: 'FAIL',
    criteria: [{ verdict: 'PASS' }, { indicator: { name: 'error ratio' }, observed: 0.5, verdict: 'FAIL' }],
  });
  expect(run.exitCode).toBe(99);
});
