// What the command line and a configuration file can give k6 without replacing anything of the plan. What replaces a part
// of it stands in test/faults.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundlePlan, documentOf, runK6, type K6Run, type K6RunOptions } from './run-k6.ts';
import { expectDocument } from './schema.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.close());

async function runSound(options: K6RunOptions): Promise<K6Run> {
  const run = await runK6(await bundlePlan('sound'), { ...options, env: { ...options.env, BASE_URL: target.url } });
  expectDocument(run.document);
  return run;
}

test("a tag of the user's own on every sample changes nothing", async () => {
  const run = await runSound({ args: ['--tag', 'testid=42'] });
  expect(documentOf(run)).toMatchObject({ verdict: 'PASS', warnings: [] });
  expect(run.exitCode).toBe(0);
});

test('options that merely differ are shown, and the run is a PASS', async () => {
  const run = await runSound({
    args: ['--batch', '5', '--user-agent', 'x', '--insecure-skip-tls-verify'],
    env: { K6_DNS: 'ttl=0' },
  });
  const message =
    'Options that merely differ from the plan\'s: dns was {"ttl":"0"}, the plan says nothing. So dns can lead to another target. ' +
    'insecureSkipTLSVerify was true, the plan says nothing. userAgent was "x", the plan says nothing. batch was 5, the plan says nothing.';
  expect(documentOf(run)).toMatchObject({
    verdict: 'PASS',
    faults: [],
    warnings: [{ code: 'options-differ', message }],
  });
  expect(run.exitCode).toBe(0);
  for (const report of [run.stdout, run.markdown]) expect(report).toContain('batch was 5, the plan says nothing.');
});

test('a configuration file may name hosts and a cloud, and no report shows its token', async () => {
  const config = { hosts: { 'shop.example': '127.0.0.1' }, cloud: { projectID: 5, token: 's3cret' } };
  const run = await runSound({
    args: ['--config', 'config.json'],
    files: { 'config.json': JSON.stringify(config) },
  });
  const message =
    'Options that merely differ from the plan\'s: hosts was {"shop.example":"127.0.0.1"}, the plan says nothing. ' +
    'So hosts can lead to another target. cloud was not as the plan says (not shown, because it can be secret).';
  expect(documentOf(run)).toMatchObject({ verdict: 'PASS', warnings: [{ code: 'options-differ', message }] });
  expect(run.exitCode).toBe(0);
  for (const report of [run.stdout, run.markdown, run.json]) expect(report).not.toContain('s3cret');
});
