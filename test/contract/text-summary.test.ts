// The text summary above our table: passed in, or imported over https by a build with --text-summary.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { startHttpsServer } from './https-server.ts';
import { bundlePlan, documentOf, root, runK6 } from './run-k6.ts';
import { startTarget, type Target } from './target.ts';

const run = promisify(execFile);

let target: Target;
beforeAll(async () => {
  target = await startTarget();
  return () => target.close();
});

/** The signature of k6-jslib-summary, showing what it was given. */
const stranger = `export function textSummary(data, options) {
  return 'SUMMARY ' + JSON.stringify({ options, keys: Object.keys(data).sort(), metrics: Object.fromEntries(Object.entries(data.metrics).map(([key, metric]) => [key, Object.keys(metric.values)])), stats: data.options.summaryTrendStats });
}`;

test('a build with --text-summary prints a summary imported over https, on a copy of the data without our additions', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'k6-acceptance-build-'));
  const server = await startHttpsServer(
    (_, response) => void response.setHeader('content-type', 'text/javascript').end(stranger),
  );
  try {
    const url = `${server.url}/summary.js`;
    await run(process.execPath, ['build.mjs', `--text-summary=${url}`, `--outdir=${folder}/dist`], { cwd: root });
    const { stdout, exitCode } = await runK6(`${folder}/dist/stress.js`, {
      env: { BASE_URL: target.url, TIME_SCALE: '0.01', SSL_CERT_FILE: server.certificate },
    });
    const [, json = ''] = /^SUMMARY (.*)$/m.exec(stdout) ?? [];
    const shown = JSON.parse(json);
    expect(shown.options).toEqual({ indent: ' ', enableColors: false });
    expect(shown.keys).toEqual(['metrics', 'options', 'root_group', 'state']);
    expect(shown.stats).toEqual(['avg', 'min', 'med', 'max', 'p(90)', 'p(95)']);
    expect(shown.metrics.http_req_duration).toEqual(['avg', 'min', 'med', 'max', 'p(90)', 'p(95)']);
    expect(
      Object.keys(shown.metrics)
        .filter((key) => key.includes('{'))
        .sort(),
    ).toEqual(gatedSubMetrics);
    expect(stdout.indexOf('SUMMARY')).toBeLessThan(stdout.indexOf('\nCriteria\n'));
    expect(exitCode).toBe(99);
  } finally {
    server.close();
  }
});

/** The sub-metrics of the stress script that carry a threshold. */
const gatedSubMetrics = [
  ...['step 40/s', 'step 80/s', 'recovered'].flatMap((phase) => [
    `checks{phase:${phase}}`,
    `http_req_duration{expected_response:true,phase:${phase}}`,
    `http_req_failed{phase:${phase}}`,
    `http_reqs{expected_response:true,phase:${phase}}`,
    `http_reqs{phase:${phase}}`,
    `iterations{phase:${phase}}`,
  ]),
  'request_errors{error_class:DNS,plan:stress}',
  'request_errors{error_class:local ports,plan:stress}',
].sort();

test('the default build prints none, and --text-summary takes jslib or an https URL', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'k6-acceptance-build-'));
  const build = (option: string): Promise<unknown> =>
    run(process.execPath, ['build.mjs', `--text-summary=${option}`, `--outdir=${folder}`], { cwd: root });
  await expect(build('http://127.0.0.1/x.js')).rejects.toThrow(
    'Invalid --text-summary: expected jslib or an https URL, received "http://127.0.0.1/x.js".',
  );
  await build('jslib');
  expect(await readFile(`${folder}/stress.js`, 'utf8')).toContain(
    'from "https://jslib.k6.io/k6-summary/0.1.0/index.js"',
  );
  expect(await readFile(`${root}/dist/stress.js`, 'utf8')).not.toContain('https://jslib');
});

test.each([
  ['throws', 'The text summary failed: Error: broken�[31m'],
  ['returns', 'The text summary failed: it returned {"a":1}.'],
])('a text summary that %s something else than text leaves the verdict as it is', async (how, says) => {
  const result = await runK6(await bundlePlan('text-summary'), { env: { BASE_URL: target.url, HOW: how } });
  expect(result.stdout.startsWith(`${says}\n`)).toBe(true);
  expect(documentOf(result).verdict).toBe('PASS');
  expect(result.exitCode).toBe(0);
});
