// `k6-acceptance plan` under the real k6: it tells what a run will do, and sends nothing. And whoever asks a real run for the
// plan gets the verdict that he would have got.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PlanPreview } from '../../lib/core/preview/plan-preview.ts';
import type { EndedProcess } from '../ended-process.ts';
import { call } from './command.ts';
import { bundlePlan, documentOf, root, runK6 } from './run-k6.ts';
import { portOf, startTarget, type Target } from './target.ts';

/** A call of the built command in a fresh folder, which has no report folder. */
async function plan(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<EndedProcess> {
  return call(args, { cwd: await mkdtemp(join(tmpdir(), 'k6-acceptance-preview-')), env });
}

async function previewOf(
  script: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<PlanPreview> {
  const ended = await plan(['plan', '--json', script, ...args], env);
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  const preview: PlanPreview = JSON.parse(ended.stdout);
  expect(preview).toMatchObject({ format: 'k6-acceptance-preview', version: 1 });
  return preview;
}

let target: Target;
beforeAll(async () => {
  target = await startTarget();
  return () => target.close();
});

describe('a preview', () => {
  test('sends nothing: the target sees no connection', async () => {
    let connections = 0;
    const server = createServer((_, response) => void response.end()).on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${portOf(server)}`;
    const calls = await Promise.all(
      [`${root}/dist/stress.js`, `${root}/scripts/stress.ts`].map((script) =>
        plan(['plan', script, '-e', `BASE_URL=${url}`]),
      ),
    );
    for (const ended of calls) {
      expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
      expect(ended.stdout).toContain(`Plan stress against ${url}: 49 s of load. Nothing was sent.\n`);
    }
    expect(calls[0]?.stdout).toBe(calls[1]?.stdout);
    expect(connections).toBe(0);
    await fetch(url);
    expect(connections).toBe(1);
    server.close();
  });

  test('tells what the run of the plan then shows', async () => {
    const script = await bundlePlan('sound');
    const preview = await previewOf(script, ['-e', `BASE_URL=${target.url}`]);
    const document = documentOf(await runK6(script, { env: { BASE_URL: target.url } }));
    expect(preview).toMatchObject({
      plan: document.plan,
      target: document.target,
      durationMs: document.plannedDurationMs,
      trial: document.trial,
      warnings: [],
    });
    expect(
      preview.phases.map(({ name, role, kind, model, loadFrom, loadTo, startMs, expectedIterations }) => [
        name,
        role,
        kind,
        model,
        loadFrom,
        loadTo,
        startMs,
        expectedIterations,
      ]),
    ).toEqual(
      document.phases.map(({ name, role, kind, model, loadFrom, loadTo, startMs, intendedIterations }) => [
        name,
        role,
        kind,
        model,
        loadFrom,
        loadTo,
        startMs,
        intendedIterations,
      ]),
    );
    const compiled = ({
      indicator,
      scope,
      target: wanted,
      bound,
      severity,
      minimumSamples,
      native,
      evidence,
    }: (typeof document.criteria)[number] | PlanPreview['criteria'][number]): unknown[] => [
      indicator,
      scope,
      wanted,
      bound,
      severity,
      minimumSamples,
      [native.metric, native.threshold],
      evidence === null ? null : [evidence.metric, evidence.threshold],
    ];
    expect(preview.criteria.map(compiled)).toEqual(document.criteria.map(compiled));
    // An iteration that is due at the end of a phase can start in the next, with its two requests.
    for (const [index, { expectedSamples }] of preview.criteria.entries()) {
      expect(Math.abs((expectedSamples ?? NaN) - (document.criteria[index]?.samples ?? NaN))).toBeLessThanOrEqual(4);
    }
  });

  test.each(['boundary', 'edge', 'hostile-names'])(
    'of the plan %s counts the VUs of its scenarios as k6 does',
    async (name) => {
      const { vus, warnings } = await previewOf(await bundlePlan(name));
      expect(vus.initialised).toBeGreaterThan(0);
      expect(vus.scenarios.reduce((sum, scenario) => sum + (scenario.vus ?? NaN), 0)).toBe(vus.initialised);
      expect(warnings.filter(({ code }) => code === 'plan-replaced')).toEqual([]);
    },
  );

  test('takes options that the plan gives k6 for its own, in whatever shape k6 shows them', async () => {
    const { warnings } = await previewOf(await bundlePlan('edge'), ['-e', 'EDGE=options']);
    expect(warnings).toEqual([]);
  });

  test('takes thresholds that end the run for what the plan compiles to', async () => {
    const { warnings, criteria, runThresholds } = await previewOf(await bundlePlan('staircase'));
    expect(warnings).toEqual([]);
    expect(
      criteria.filter(({ abortOnFail }) => abortOnFail).map(({ scope, native }) => [scope.phase, native.threshold]),
    ).toEqual([
      ['step 20/s', 'med<=150'],
      ['step 40/s', 'med<=150'],
      ['step 60/s', 'med<=150'],
    ]);
    expect(
      runThresholds.map(({ threshold }) => threshold).filter((threshold) => !/^(?:count|value)/.test(threshold)),
    ).toEqual([]);
  });

  test('passes variables on, those of the environment and those of -e', async () => {
    const script = await bundlePlan('boundary');
    expect(
      await previewOf(script, [], { TIME_SCALE: '0.5', BASE_URL: 'https://user:secret@shop.example' }),
    ).toMatchObject({ trial: true, timeScale: 0.5, target: 'https://shop.example' });
    expect(
      (await previewOf(script, ['-e', 'TIME_SCALE=0.9', '--env', 'K6_ACCEPTANCE_PLAN=0'], { TIME_SCALE: '0.5' }))
        .timeScale,
    ).toBe(0.9);
  });

  test('says what in the environment would replace the plan', async () => {
    const { warnings, vus } = await previewOf(await bundlePlan('sound'), [], { K6_VUS: '3', K6_ITERATIONS: '5' });
    expect(warnings[0]).toEqual({
      code: 'plan-replaced',
      message: expect.stringMatching(/^scenarios\.default was .*"vus":3,"iterations":5.* The run would be INVALID\.$/),
    });
    expect(vus.initialised).toBe(3);
  });

  test('says what in the environment would merely differ from the plan', async () => {
    const { warnings } = await previewOf(await bundlePlan('sound'), [], { K6_BATCH: '5' });
    expect(warnings).toEqual([
      {
        code: 'options-differ',
        message: "Options that merely differ from the plan's: batch was 5, the plan says nothing.",
      },
    ]);
  });
});

describe('what cannot be previewed', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'k6-acceptance-scripts-'));
    const scripts = {
      'foreign.js': 'export default function () {}',
      'syntax.js': 'this is no script',
      'throws.js':
        'console.error("noise"); throw new Error("first line\\nsecond \\u001b[31mline"); export default function () {}',
      'sends.js': `import http from 'k6/http'; http.get('${target.url}'); export default function () {}`,
      'forged.js':
        'export const options = { ext: { "k6-acceptance": { format: "k6-acceptance-plan", version: 9, plan: "\\u001b[31m" } } }; export default function () {}',
    };
    for (const [name, text] of Object.entries(scripts)) await writeFile(join(folder, name), text);
  });

  test.each([
    [
      'foreign.js',
      /^Invalid script: expected the options of an acceptance test, received nothing\. Export what acceptance\(…\) returns,/,
    ],
    ['syntax.js', /^k6 cannot load ".*\/syntax\.js": .*Line 1:\d+ /],
    ['throws.js', /^k6 cannot load ".*\/throws\.js": first line second \uFFFD\[31mline\n$/],
    ['sends.js', /^k6 cannot load ".*\/sends\.js": Making http requests in the init context is not supported\n$/],
    [
      'missing.js',
      /^k6 cannot load ".*\/missing\.js": The moduleSpecifier ".*missing\.js" couldn't be found on local disk/,
    ],
    ['forged.js', /^Invalid plan document: expected version 1, received 9\. /],
  ])('is told with one sentence: %s', async (name, says) => {
    const ended = await plan(['plan', join(folder, name)]);
    expect(ended).toEqual({ exitCode: 2, stdout: '', stderr: expect.stringMatching(says) });
    expect(ended.stderr.trimEnd()).not.toMatch(/[\n\u001b]/);
  });

  test('is a plan with a mistake, which is named as k6 names it', async () => {
    const mistake = JSON.stringify({ profile: [{ name: 'a,b', hold: '1/s', duration: '1s' }] });
    const ended = await plan(['plan', await bundlePlan('bad-input'), '-e', `MISTAKE=${mistake}`]);
    expect(ended).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining(
        'Invalid phase name: expected a name without comma, quote, single brace, control character or outer space, received "a,b".',
      ),
    });
  });

  test.each([
    [
      ['plan'],
      /^Invalid call: expected k6-acceptance plan SCRIPT \[-e NAME=VALUE\]\.\.\. \[--json\], received \[\]\. Name one script\.\n$/,
    ],
    [['plan', 'a.js', 'b.js'], /^Invalid call: .*received \["a\.js","b\.js"\]/],
    [['plan', 'a.js', '--vus', '3'], /^Unknown option '--vus'/],
    [
      ['plan', `${root}/dist/stress.js`, '-e', '1=2'],
      /^k6 cannot load ".*stress\.js": invalid environment variable name '1'\n$/,
    ],
    [[], /^Usage:\n {2}k6-acceptance plan SCRIPT/],
    [['plon\u001b[31m'], /^Invalid command: expected one of these, received "plon\uFFFD\[31m"\.\n\nUsage:\n/],
  ])('is a call that is wrong: %j', async (args, says) => {
    expect(await plan(args)).toEqual({ exitCode: 2, stdout: '', stderr: expect.stringMatching(says) });
  });

  test('is anything without a k6', async () => {
    const ended = await plan(['plan', join(folder, 'foreign.js')], { K6_BINARY: '/nowhere/k6' });
    expect(ended).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(/^Invalid K6_BINARY: expected the path of a k6/),
    });
  });

  test('but help can be had', async () => {
    expect(await plan(['plan', '--help'])).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: expect.stringMatching(/^Usage:\n {2}k6-acceptance plan SCRIPT/),
    });
  });
});

describe('a real run that is asked for its plan', () => {
  test.concurrent.each([
    ['sound', [], 'PASS', 0],
    ['crossed', [], 'FAIL', 99],
    ['sound', ['--vus', '3', '--iterations', '5'], 'INVALID', 99],
    ['sound', ['--no-thresholds'], 'INVALID', 0],
  ] as const)('ends as it would: %s %j in %s', async (name, args, verdict, exitCode) => {
    const run = await runK6(await bundlePlan(name), {
      args: ['-e', 'K6_ACCEPTANCE_PLAN=1', ...args],
      env: { BASE_URL: target.url },
    });
    expect(documentOf(run).verdict).toBe(verdict);
    expect(run.exitCode).toBe(exitCode);
    expect(`${run.stdout}${run.stderr}${run.markdown}`).not.toContain('k6-acceptance-plan');
  });
});
