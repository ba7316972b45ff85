// A share of exceptions that the plan allows: the document and k6's exit code draw the line at the same place.
import { beforeAll, expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6, type K6Run } from './run-k6.ts';
import { expectDocument } from './schema.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
let script: string;
beforeAll(async () => {
  target = await startTarget();
  script = await bundlePlan('allowed-exceptions');
  return () => target.close();
});

async function runAllowing(allowed: string, env: Readonly<Record<string, string>> = {}): Promise<K6Run> {
  const run = await runK6(script, { env: { BASE_URL: target.url, ALLOWED: allowed, ...env } });
  expectDocument(run.document);
  return run;
}

test('exceptions up to the share are a warning, and exit with 0', async () => {
  const run = await runAllowing('0.1');
  expect(run.stderr).toContain('the script is wrong');
  expect(run.exitCode).toBe(0);
  const document = documentOf(run);
  expect(document).toMatchObject({ verdict: 'PASS', faults: [], totals: { scriptExceptions: 4 } });
  // A machine that is busy may drop iterations, which is a warning as well.
  expect(document.warnings.filter(({ code }) => code === 'allowed-exceptions')).toEqual([
    {
      code: 'allowed-exceptions',
      message: expect.stringMatching(
        /^Iterations that ended in an exception of the script: 4 \(.+ %\)\. The plan allows 10 %\.$/,
      ),
    },
  ]);
});

test.concurrent.each(['0', '0.01', '0.04'])(
  'exceptions beyond a share of %s are a fault, and exit with 99',
  async (allowed) => {
    const run = await runAllowing(allowed);
    expect(run.exitCode).toBe(99);
    expect(documentOf(run)).toMatchObject({
      verdict: 'INVALID',
      faults: [{ code: 'script-exception', phases: ['warm-up', 'plateau'] }],
      criteria: [{ verdict: 'NO_DATA', noData: { code: 'run-fault' } }],
    });
  },
);

test('a phase without exceptions makes up for none that is made of them', async () => {
  // 35 of 80 are within the share, 35 of 40 are not.
  const run = await runAllowing('0.6', { ONLY: 'plateau' });
  expect(run.exitCode).toBe(99);
  expect(documentOf(run)).toMatchObject({
    verdict: 'INVALID',
    faults: [{ code: 'script-exception', phases: ['plateau'] }],
  });
});
