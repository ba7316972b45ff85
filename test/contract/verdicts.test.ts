// The contract: what goes in, and with which exit code and which document it comes out of the real k6.
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { readJunit } from '../core/render/read-junit.ts';
import { readSamples } from './recompute.ts';
import { bundlePlan, documentOf, root, runK6, type K6Run } from './run-k6.ts';
import { expectDocument } from './schema.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
  return () => target.close();
});

async function runPlan(plan: string, options: Parameters<typeof runK6>[1] = {}): Promise<K6Run> {
  const run = await runK6(await bundlePlan(plan), { ...options, env: { BASE_URL: target.url, ...options.env } });
  if (run.document !== undefined) expectDocument(run.document);
  return run;
}

test('a run whose criteria all hold exits with 0 and is a PASS', async () => {
  const run = await runPlan('sound');
  expect(run.stderr).toBe('');
  expect(run.exitCode).toBe(0);
  const document = documentOf(run);
  expect(document.verdict).toBe('PASS');
  expect(document.criteria.map((row) => row.verdict)).toEqual(['PASS', 'PASS', 'PASS', 'PASS', 'PASS']);
  expect(document).toMatchObject({ trial: false, faults: [], warnings: [], errors: [], target: target.url });
  expect(run.files).toEqual(['sound.acceptance.json', 'sound.acceptance.md']);
  expect(run.markdown).toMatch(/^# PASS\n\nAll 5 criteria hold\.\n/);
  expect(run.stdout).toMatch(/\nPASS: All 5 criteria hold\.\n$/);
});

test('a run with one crossed criterion exits with 99 and is a FAIL', async () => {
  const run = await runPlan('crossed');
  expect(run.exitCode).toBe(99);
  const document = documentOf(run);
  expect(document.verdict).toBe('FAIL');
  expect(document.criteria.map((row) => row.verdict)).toEqual(['PASS', 'FAIL']);
  expect(document.sentence).toMatch(
    /^latency of "slow" was \d+(?:\.\d)? ms, required p\(90\) < 30 ms, of 2 criteria\.$/,
  );
});

test('a run that misses targets but no bound exits with 0 and is a WARN', async () => {
  const run = await runPlan('bounds');
  expect(run.exitCode).toBe(0);
  const document = documentOf(run);
  expect(document.criteria.map(({ verdict, native }) => [verdict, native.threshold])).toEqual([
    ['PASS', 'rate<0.02'],
    ['WARN', 'med<900'],
    ['WARN', null],
    ['NO_DATA', null],
  ]);
  expect(document.verdict).toBe('WARN');
  expect(document.sentence).toMatch(
    /^latency of "slow" was \d+(?:\.\d)? ms, target med < 30 ms, first of 2 that missed their target, of 4 criteria\.$/,
  );
  expect(run.markdown).toMatch(/^# WARN\n/);
});

test('a run beyond the bound of one exits with 99 and is a FAIL', async () => {
  const run = await runPlan('bounds', { env: { BOUND_MS: '40', REPORT_FORMATS: 'json,junit' } });
  expect(run.exitCode).toBe(99);
  const document = documentOf(run);
  expect(document.criteria.map(({ verdict }) => verdict)).toEqual(['PASS', 'FAIL', 'WARN', 'NO_DATA']);
  expect(document.verdict).toBe('FAIL');
  expect(document.sentence).toMatch(
    /^latency of "slow" was \d+(?:\.\d)? ms, required med < 40 ms \(target < 30 ms\), of 4 criteria\.$/,
  );
  expect(run.files).toEqual(['bounds.acceptance.json', 'bounds.junit.xml']);
  const { suite, cases, output } = readJunit(run.junit ?? '');
  expect(suite).toMatchObject({ name: 'bounds', timestamp: document.loadStartedAt });
  expect(suite['time']).toBe(String(document.runDurationMs / 1000));
  expect(cases.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['the run is sound', null],
    ['error ratio over the whole run: rate < 2 %', 'system-out'],
    ['latency of "slow": med < 30 ms', 'failure'],
    ['latency in phase "plateau": med < 20 ms', 'system-out'],
    ['queue_length over the whole run: value < 10', 'skipped'],
  ]);
  expect(output).toContain(`FAIL: ${document.sentence}\n`);
});

test('a staircase stops at the step that broke, exits with 99 and stays a FAIL', async () => {
  const run = await runPlan('staircase');
  expect(run.exitCode).toBe(99);
  const document = documentOf(run);
  expect(document.verdict).toBe('FAIL');
  expect(document.sentence).toMatch(
    /^latency in phase "step 40\/s" was \d+ ms, required med <= 150 ms \(target < 100 ms\), of 7 criteria\.$/,
  );
  expect(document).toMatchObject({ faults: [], plannedDurationMs: 23_000 });
  // The second step needs 6 samples and 2 s for their answers, and k6 looks every 2 s.
  expect(document.runDurationMs).toBeLessThan(13_000);
  expect(document.phases.map(({ startedIterations }) => (startedIterations ?? NaN) > 0)).toEqual([true, true, false]);
  const aborted = 'aborted by latency in phase "step 40/s"';
  expect(
    document.criteria.map(({ indicator, scope, verdict, noData }) => [
      indicator.name,
      scope.phase,
      verdict,
      noData?.message ?? null,
    ]),
  ).toEqual([
    ['latency', 'step 20/s', 'PASS', null],
    ['latency', 'step 40/s', 'FAIL', null],
    ['latency', 'step 60/s', 'NO_DATA', aborted],
    ['error ratio', 'step 20/s', 'PASS', null],
    ['error ratio', 'step 40/s', 'PASS', null],
    ['error ratio', 'step 60/s', 'NO_DATA', aborted],
    ['throughput', null, 'NO_DATA', aborted],
  ]);
});

test('a staircase without thresholds climbs to its end, exits with 0 and is INVALID', async () => {
  const run = await runPlan('staircase', { args: ['--no-thresholds'], env: { TIME_SCALE: '0.1' } });
  expect(run.exitCode).toBe(0);
  const document = documentOf(run);
  expect(document.verdict).toBe('INVALID');
  expect(document.faults.map(({ code }) => code)).toEqual(['thresholds-disabled']);
  expect(document.faults[0]?.message).toContain('http_req_duration{expected_response:true,phase:step 40/s}');
});

test('hostile names are tracked, pass, and are inert in every format', async () => {
  const run = await runPlan('hostile-names');
  expect(run.exitCode).toBe(0);
  const document = documentOf(run);
  expect(document.verdict).toBe('PASS');
  expect(document.criteria[0]?.scope.phase).toBe('a|b <script>alert(1)</script> 😀 `code` [x](javascript:y)');
  expect(document.criteria.map((row) => row.samples)).toEqual([
    expect.any(Number),
    expect.any(Number),
    expect.any(Number),
    expect.any(Number),
  ]);
  expect(run.markdown).not.toContain('<script>');
  expect(run.markdown).not.toMatch(/(?<!\\)`|https:\/\/|@everyone|(?<!\\)\[x/);
  expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  const { cases } = readJunit(run.junit ?? '');
  expect(cases.map(({ name, outcome }) => [name.split(': ')[0], outcome])).toEqual([
    ['the run is sound', null],
    ...document.criteria.map(({ indicator, scope }) => [
      [indicator.name, `in phase "${scope.phase}"`, ...(scope.endpoints ?? []).map((name) => `of "${name}"`)].join(' '),
      'system-out',
    ]),
  ]);
});

test('what setup returned stands in no report', async () => {
  const run = await runPlan('failing', { env: { REPORT_FORMATS: 'json,markdown,junit' } });
  expect(run.exitCode).toBe(99);
  expect(run.files).toContain('failing.junit.xml');
  expect(documentOf(run).verdict).toBe('FAIL');
  for (const text of [JSON.stringify(run.document), run.markdown, run.junit, run.stdout]) {
    expect(text).not.toContain('the-secret-token');
  }
});

test('the classes of failed requests are told apart', async () => {
  const { errors } = documentOf(await runPlan('failing'));
  expect(Object.fromEntries(errors.map((row) => [row.endpoint, row.errorClass]))).toEqual({
    unavailable: 'status 503',
    limited: 'status 429',
    teapot: 'status 4xx',
    moved: 'status 302',
    reset: 'reset',
    closed: 'closed',
    half: 'closed',
    late: 'timeout',
  });
});

test('a success adds no sample beyond those of k6', async () => {
  const run = await runPlan('sound', { args: ['--out', 'json=reports/samples.json'] });
  expect(run.exitCode).toBe(0);
  const metrics = new Set((await readSamples(`${run.folder}/samples.json`)).map((sample) => sample.metric));
  expect([...metrics].filter((metric) => !/^(?:http_req|data_|vus|iteration|checks)/.test(metric))).toEqual([
    'load_started_at_ms',
    'load_ended_at_ms',
  ]);
});

test('the unbuilt sources run as the bundle does', async () => {
  const run = await runK6(`${root}/test/contract/plans/sound.ts`, { env: { BASE_URL: target.url } });
  expect(run.exitCode).toBe(0);
  expect(documentOf(run).verdict).toBe('PASS');
});

test('TIME_SCALE shrinks the phases to no less than 1 s and marks a TRIAL, whose sample minima stay', async () => {
  const run = await runPlan('sound', { env: { TIME_SCALE: '0.01' } });
  const document = documentOf(run);
  expect(document.phases.map((phase) => phase.durationMs)).toEqual([1000, 1000]);
  expect(document).toMatchObject({ trial: true, timeScale: 0.01, verdict: 'PASS' });
  expect(document.criteria[0]?.minimumSamples).toBe(72);
  expect(document.sentence).toMatch(/^TRIAL at time scale 0\.01, no acceptance: /);
  expect(run.markdown).toMatch(/^# PASS \(TRIAL\)\n/);
  expect(run.stdout).toContain('PASS (TRIAL): ');
});

test('the published schema is the one that the package ships', async () => {
  const manifest = JSON.parse(await readFile(`${root}/package.json`, 'utf8'));
  expect(manifest.exports['./acceptance.schema.json']).toBe('./lib/core/document/acceptance.schema.json');
});
