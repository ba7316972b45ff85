// What k6 can do with a script beside running it: the library must not stand in the way.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, inject, test } from 'vitest';
import { bundlePlan, documentOf, runK6 } from './run-k6.ts';
import { startTarget, type Target } from './target.ts';

const run = promisify(execFile);

let target: Target;
let script: string;
beforeAll(async () => {
  target = await startTarget();
  script = await bundlePlan('sound');
  return () => target.close();
});

test('an archive of a script gives the verdict of the script, with outputs and tags of the user', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'k6-acceptance-archive-'));
  const archive = join(folder, 'sound.tar');
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, BASE_URL: target.url, REPORT_DIR: folder };
  await run(inject('k6'), ['archive', '-O', archive, script], { env });
  const ended = await runK6(archive, {
    env: { BASE_URL: target.url },
    args: ['--tag', 'build=7', '--out', 'json=reports/samples.json'],
  });
  expect(documentOf(ended)).toMatchObject({ verdict: 'PASS', faults: [], warnings: [] });
  expect(ended.files).toContain('samples.json');
  expect(ended.exitCode).toBe(0);
});

test('inspecting a script shows the options that follow from its plan', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'k6-acceptance-inspect-'));
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, BASE_URL: target.url, REPORT_DIR: folder };
  const { stdout } = await run(inject('k6'), ['inspect', script], { env });
  const options: unknown = JSON.parse(stdout);
  expect(options).toMatchObject({ scenarios: { 'plan-1': { tags: { plan: 'sound' } } } });
});
