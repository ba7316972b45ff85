// `k6-acceptance run` on the real k6: what goes in, and with which exit code it comes out; and what `gate` says of it later.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AcceptanceDocument } from '../../lib/core/document/acceptance-document.ts';
import { renderRunRecord } from '../../lib/core/document/run-record.ts';
import { textOf } from '../core/document/document-text.ts';
import type { EndedProcess } from '../ended-process.ts';
import type { CallOptions } from '../built-command.ts';
import { call } from './command.ts';
import { bundlePlan } from './run-k6.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
const scripts: Record<string, string> = {};
beforeAll(async () => {
  target = await startTarget();
  for (const plan of ['sound', 'crossed', 'unsampled', 'exception', 'edge', 'late', 'hostile-names']) {
    scripts[plan] = await bundlePlan(plan);
  }
  return () => target.close();
});

type Run = EndedProcess & { readonly cwd: string; readonly files: readonly string[] };

async function run(
  plan: string,
  { options = [], ...given }: Partial<CallOptions> & { readonly options?: readonly string[] } = {},
): Promise<Run> {
  const cwd = given.cwd ?? (await mkdtemp(join(tmpdir(), 'k6-acceptance-command-')));
  const result = await call(['run', scripts[plan] ?? plan, ...options], {
    ...given,
    cwd,
    env: { BASE_URL: target.url, ...given.env },
  });
  return { ...result, cwd, files: await readdir(join(cwd, 'reports')).catch(() => []) };
}

async function documentIn(cwd: string, name: string): Promise<AcceptanceDocument> {
  return JSON.parse(await readFile(join(cwd, 'reports', `${name}.acceptance.json`), 'utf8'));
}

const gate = (cwd: string, name: string): Promise<EndedProcess> =>
  call(['gate', `reports/${name}.acceptance.json`], { cwd });
const lastLine = ({ stderr }: EndedProcess): string => stderr.trimEnd().split('\n').at(-1) ?? '';

test('a run that passes gives 0, in a folder that was not there, and so does its document as long as the record is beside it', async () => {
  const passed = await run('sound');
  expect(passed.exitCode, passed.stderr).toBe(0);
  expect(passed.files).toEqual(['sound.acceptance.json', 'sound.acceptance.md', 'sound.run.json']);
  const document = await documentIn(passed.cwd, 'sound');
  expect(document).toMatchObject({ verdict: 'PASS', run: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  const record = join(passed.cwd, 'reports', 'sound.run.json');
  expect(await readFile(record, 'utf8')).toBe(renderRunRecord({ run: document.run ?? '', exitCode: 0, signal: null }));
  expect(passed.stdout).toContain('PASS: All 5 criteria hold.');
  expect(passed.stderr).toMatch(/^k6 2\.\d+\.\d+ \(K6_BINARY\): /);
  expect(passed.stderr).toContain('\nk6 ended with exit code 0.\n');
  expect(lastLine(passed)).toBe(`PASS ${join(passed.cwd, 'reports', 'sound.acceptance.json')}: All 5 criteria hold.`);

  expect(await gate(passed.cwd, 'sound')).toEqual({
    exitCode: 0,
    stdout: 'PASS reports/sound.acceptance.json: All 5 criteria hold.\n',
    stderr: '',
  });
  await rm(record);
  expect(await gate(passed.cwd, 'sound')).toMatchObject({
    exitCode: 2,
    stdout: expect.stringMatching(
      /^INVALID .*The document says PASS, but the record of how k6 ended, .* is not there\.\n$/,
    ),
  });
});

type Case = readonly [
  what: string,
  plan: string,
  given: Parameters<typeof run>[1],
  exitCode: number,
  k6: string,
  says: RegExp,
];
const cases: readonly Case[] = [
  [
    'a criterion that failed',
    'crossed',
    {},
    1,
    'exit code 99',
    /^FAIL .*crossed\.acceptance\.json: latency of "slow" was /,
  ],
  [
    'a criterion that was never sampled',
    'unsampled',
    { env: { ONLY: '0' } },
    2,
    'exit code 99',
    /^INVALID .*unsampled\.acceptance\.json: /,
  ],
  [
    'an exception',
    'exception',
    {},
    2,
    'exit code 99',
    /^INVALID .*exception\.acceptance\.json: Iterations that ended in an exception/,
  ],
  [
    '--no-thresholds',
    'sound',
    { options: ['--no-thresholds'] },
    2,
    'exit code 0',
    /^INVALID .*sound\.acceptance\.json: k6 evaluated no threshold/,
  ],
  [
    'a test that fails itself, after a PASS',
    'late',
    { env: { LATE: 'fails' } },
    2,
    'exit code 110',
    /^INVALID .*late\.acceptance\.json: The document says PASS, but k6 ended with exit code 110\.$/,
  ],
  [
    'an abort after the last phase, after a PASS',
    'late',
    { env: { LATE: 'aborts' } },
    2,
    'exit code 108',
    /^INVALID .*late\.acceptance\.json: The document says PASS, but k6 ended with exit code 108\.$/,
  ],
  [
    'a document that the script wrote twice',
    'late',
    { env: { LATE: 'writes it twice' } },
    2,
    'exit code 0',
    /^INVALID .*reports: There are 2 documents of this run, where there can be one\.$/,
  ],
  [
    'a document that is cut off',
    'late',
    { env: { LATE: 'cuts it off' } },
    2,
    'exit code 0',
    /^INVALID .*reports: k6 ended with exit code 0 and left no document of this run\.$/,
  ],
  [
    'a document that the script edited',
    'late',
    { env: { LATE: 'edits it' } },
    2,
    'exit code 0',
    /^INVALID .*late\.acceptance\.json: Invalid document: expected content of the digest /,
  ],
  [
    'a script that does not exist',
    'nowhere.js',
    {},
    2,
    'exit code 255',
    /^INVALID .*reports: k6 ended with exit code 255 and left no document of this run\.$/,
  ],
  [
    'an option that k6 does not have',
    'sound',
    { options: ['--no-such-option'] },
    2,
    'exit code 255',
    /^INVALID .*reports: k6 ended with exit code 255 and left no document/,
  ],
  [
    "--help, which is k6's",
    'sound',
    { options: ['--help'] },
    2,
    'exit code 0',
    /^INVALID .*reports: k6 ended with exit code 0 and left no document/,
  ],
  [
    'no summary',
    'sound',
    { options: ['--summary-mode=disabled'] },
    2,
    'exit code 0',
    /^INVALID .*reports: k6 ended with exit code 0 and left no document/,
  ],
  [
    'another name for the run',
    'sound',
    { options: ['-e', 'K6_ACCEPTANCE_RUN=another'] },
    2,
    'exit code 0',
    /^INVALID .*reports: k6 ended with exit code 0 and left no document/,
  ],
  [
    'a folder that nothing can be written to',
    'sound',
    { env: { REPORT_DIR: '/proc' } },
    2,
    'exit code 0',
    /^INVALID \/proc: k6 ended with exit code 0 and left no document/,
  ],
];

describe.concurrent('ends and is judged later', () => {
  test.each(cases)('%s (%s)', async (_, plan, given, exitCode, k6, says) => {
    const ended = await run(plan, given);
    expect(ended.stderr).toContain(`k6 ended with ${k6}.\n`);
    expect(lastLine(ended)).toMatch(says);
    expect(ended.exitCode).toBe(exitCode);
    for (const document of ended.files.filter((name) => name.endsWith('.acceptance.json'))) {
      expect((await gate(ended.cwd, document.replace('.acceptance.json', ''))).exitCode).toBe(exitCode);
    }
    for (const record of ended.files.filter((name) => name.endsWith('.run.json'))) {
      expect(JSON.parse(await readFile(join(ended.cwd, 'reports', record), 'utf8'))).toMatchObject({
        format: 'k6-acceptance-run',
        exitCode: Number(k6.replace('exit code ', '')),
        signal: null,
      });
    }
  });
});

describe.concurrent('signals', () => {
  const running = /sound.*running|running \(0m0[12]/s;

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s reaches k6, which ends in order, and gives 2',
    async (signal) => {
      const ended = await run('sound', { once: { says: running, act: (command) => command.kill(signal) } });
      expect(ended.stderr).toContain('k6 ended with exit code 105.\n');
      expect(lastLine(ended)).toMatch(/^INVALID .*sound\.acceptance\.json: The load ended after \d\.\d s of 3\.0 s\./);
      expect(ended.exitCode).toBe(2);
      expect((await gate(ended.cwd, 'sound')).exitCode).toBe(2);
    },
  );

  test('a k6 that is killed gives 2', async () => {
    const kill = async (parent: number | undefined): Promise<void> => {
      const children = (await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8')).trim().split(' ');
      for (const child of children) process.kill(Number(child), 'SIGKILL');
    };
    const ended = await run('sound', { once: { says: running, act: ({ pid }) => void kill(pid) } });
    expect(ended.stderr).toContain('k6 ended with SIGKILL.\n');
    expect(lastLine(ended)).toMatch(/^INVALID .*reports: k6 ended with SIGKILL and left no document of this run\.$/);
    expect(ended.exitCode).toBe(2);
  });
});

test('a document that was there is never taken for the one of this run, and stays', async () => {
  const { cwd } = await run('sound');
  const document = await documentIn(cwd, 'sound');
  const other = textOf({ ...document, run: null });
  await writeFile(join(cwd, 'reports', 'other.acceptance.json'), other);
  await writeFile(join(cwd, 'reports', 'broken.acceptance.json'), '{');
  await mkdir(join(cwd, 'reports', 'folder.acceptance.json'));
  const ended = await run('sound', { cwd, options: ['--summary-mode=disabled'] });
  expect(ended.exitCode).toBe(2);
  expect(lastLine(ended)).toBe(
    `INVALID ${join(cwd, 'reports')}: k6 ended with exit code 0 and left no document of this run.`,
  );
  expect(await documentIn(cwd, 'sound')).toEqual(document);
  expect(await readFile(join(cwd, 'reports', 'other.acceptance.json'), 'utf8')).toBe(other);
});

test('what is no regular file in the folder is not looked at, and the record takes the place of a pipe', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'k6-acceptance-command-'));
  await mkdir(join(cwd, 'reports'));
  await promisify(execFile)('mkfifo', [
    join(cwd, 'reports', 'pipe.acceptance.json'),
    join(cwd, 'reports', 'sound.run.json'),
  ]);
  await symlink('/dev/full', join(cwd, 'reports', 'full.acceptance.json'));
  const ended = await run('sound', { cwd });
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(ended.files).toEqual([
    'full.acceptance.json',
    'pipe.acceptance.json',
    'sound.acceptance.json',
    'sound.acceptance.md',
    'sound.run.json',
  ]);
  expect((await gate(cwd, 'sound')).exitCode).toBe(0);
});

test('a record that cannot be written gives 2, and is named', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'k6-acceptance-command-'));
  const record = join(cwd, 'reports', 'sound.run.json');
  await mkdir(record, { recursive: true });
  const ended = await run('sound', { cwd });
  expect(ended.stderr).toContain('\nk6 ended with exit code 0.\nINVALID ');
  expect(lastLine(ended)).toMatch(
    /^INVALID .*sound\.acceptance\.json: How k6 ended cannot be kept in .*sound\.run\.json: EISDIR: .*\.$/,
  );
  expect(ended.exitCode).toBe(2);
  expect(ended.files, 'and no draft of it').toEqual(['sound.acceptance.json', 'sound.acceptance.md', 'sound.run.json']);
});

test('a document of a plain k6 run is worth what it says, and not when it belongs to a run whose record is of another', async () => {
  const { cwd } = await run('sound');
  const document = await documentIn(cwd, 'sound');
  await writeFile(join(cwd, 'reports', 'sound.acceptance.json'), textOf({ ...document, run: null }));
  expect((await gate(cwd, 'sound')).exitCode).toBe(0);
  await writeFile(join(cwd, 'reports', 'sound.acceptance.json'), textOf({ ...document, run: 'another' }));
  expect((await gate(cwd, 'sound')).exitCode).toBe(2);
});

test('an empty REPORT_DIR among the options is the default, whatever the environment says', async () => {
  const ended = await run('sound', { env: { REPORT_DIR: 'elsewhere' }, options: ['-qe', 'REPORT_DIR='] });
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(ended.files).toEqual(['sound.acceptance.json', 'sound.acceptance.md', 'sound.run.json']);
});

test('options reach k6 as they are, and REPORT_DIR among them is where the document is looked for', async () => {
  const ended = await run('sound', {
    options: [
      '-e',
      'REPORT_DIR=a b/c',
      '--quiet',
      '--tag',
      'a=b c',
      '--include-system-env-vars=false',
      '-e',
      `BASE_URL=${target.url}`,
    ],
  });
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(ended.files).toEqual([]);
  expect((await readdir(join(ended.cwd, 'a b/c'))).toSorted()).toEqual([
    'sound.acceptance.json',
    'sound.acceptance.md',
    'sound.run.json',
  ]);
  expect(lastLine(ended)).toMatch(/^PASS .*\/a b\/c\/sound\.acceptance\.json: /);
});

test('names that are hostile are inert in what the command says', async () => {
  const ended = await run('hostile-names', { env: { REPORT_DIR: 're\u001b[31mports\u202e' } });
  expect(ended.exitCode, ended.stderr).toBe(0);
  const own = ended.stderr
    .split('\n')
    .filter((line) => /^(?:k6 |PASS )/.test(line))
    .join('');
  expect(own).toContain('re\uFFFD[31mports\uFFFD/hostile-names.acceptance.json: All 4 criteria hold.');
  expect(own).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
});

test.each([
  [
    ['run'],
    /^Invalid call: expected k6-acceptance run SCRIPT \[options of k6 run\], received nothing\. Name the script first, then options of k6\.\n$/,
  ],
  [['run', ''], /^Invalid call: /],
  [
    ['run', '--vus', '3', 'script.js'],
    /^Invalid call: expected k6-acceptance run SCRIPT \[options of k6 run\], received "--vus"\. /,
  ],
])('%j is a call that is wrong', async (args, says) => {
  const cwd = await mkdtemp(join(tmpdir(), 'k6-acceptance-command-'));
  expect(await call(args, { cwd })).toEqual({ exitCode: 2, stdout: '', stderr: expect.stringMatching(says) });
});

test('a folder that cannot be made stops it before any load', async () => {
  const ended = await run('sound', { env: { REPORT_DIR: '/proc/reports' } });
  expect(ended).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /\nInvalid REPORT_DIR: expected a folder that can be made and written to, received "\/proc\/reports"\. /,
    ),
  });
  expect(ended.stderr).not.toContain('k6 ended');
  await expect(stat('/proc/reports')).rejects.toThrow('ENOENT');
});
