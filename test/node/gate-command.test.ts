// `k6-acceptance gate` on files: which exit code, and what it prints.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Acceptance } from '../../lib/core/document/acceptance-document.ts';
import { renderJson } from '../../lib/core/render/json.ts';
import { callBuilt } from '../built-command.ts';
import { root } from '../contract/run-k6.ts';
import { textOf } from '../core/document/document-text.ts';
import { hostileTexts } from '../core/render/hostile.ts';
import { acceptanceOf, dataOf, metricOf, planOf } from '../core/run-data.ts';

let cwd: string;
const sound = acceptanceOf(planOf());
const endedAtMs = Date.parse(sound.endedAt);
const accented: Acceptance = { ...sound, target: 'http://caf\u00e9.test' };

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'k6-acceptance-gate-'));
  const slow = dataOf(planOf());
  metricOf(slow, 'http_req_duration{expected_response:true,phase:peak}').values['p(95)'] = 301;
  const warns = planOf({
    metrics: [],
    criteria: [{ indicator: 'latency', phase: 'peak', target: 'p(95)<50', severity: 'warn' }],
  });
  const files: Record<string, string | Uint8Array> = {
    'pass.json': renderJson(sound),
    'warn.json': renderJson(acceptanceOf(warns)),
    'fail.json': renderJson(acceptanceOf(planOf(), slow)),
    'invalid.json': renderJson(acceptanceOf(planOf(), dataOf(planOf()), { differences: ['vus were 3.'] })),
    'cut.json': renderJson(sound).slice(0, 1000),
    'empty.json': '',
    'wide.json': Buffer.from(renderJson(sound), 'utf16le'),
    'marked.json': `\uFEFF${renderJson(sound)}`,
    'latin.json': Buffer.from(renderJson(accented), 'latin1'),
    'endless.json': '['.repeat(1_000_000),
    'hostile.json': textOf({
      ...sound,
      plan: hostileTexts.join(''),
      sentence: `All hold.\n${hostileTexts.join('\n')}`,
    }),
    'future.json': textOf({ ...sound, endedAt: '2999-01-01T00:00:00.000Z' }),
    'large.json': Buffer.alloc(64_000_001, ' '),
    older: '',
    newer: '',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(cwd, name), content);
  await utimes(join(cwd, 'older'), endedAtMs / 1000 - 1, endedAtMs / 1000 - 1);
  await utimes(join(cwd, 'newer'), endedAtMs / 1000 + 1, endedAtMs / 1000 + 1);
  await mkdir(join(cwd, 'folder.json'));
  await symlink('/dev/full', join(cwd, 'full.json'));
  // Its record is a pipe that nobody writes to.
  await writeFile(join(cwd, 'piped.acceptance.json'), textOf({ ...sound, run: 'one' }));
  await promisify(execFile)('mkfifo', [join(cwd, 'piped.run.json')]);
  await writeFile(join(cwd, '\u001b[31mred\u202e.json'), '{}');
});

describe.concurrent('the exit code', () => {
  test.each<[args: string[], exitCode: number, says: RegExp]>([
    [['pass.json'], 0, /^PASS pass\.json: All 9 criteria hold\.\n$/],
    [['warn.json'], 0, /^WARN warn\.json: /],
    [['warn.json', '--strict'], 1, /^WARN warn\.json: /],
    [['pass.json', '--strict'], 0, /^PASS /],
    [['fail.json'], 1, /^FAIL fail\.json: latency in phase "peak" was 301 ms, /],
    [['invalid.json'], 2, /^INVALID invalid\.json: vus were 3\. /],
    [['missing.json'], 2, /^INVALID missing\.json: It cannot be read: ENOENT: no such file or directory/],
    [['folder.json'], 2, /^INVALID folder\.json: It cannot be read: EISDIR: /],
    [['cut.json'], 2, /^INVALID cut\.json: Invalid document: expected JSON, /],
    [['empty.json'], 2, /^INVALID empty\.json: Invalid document: expected JSON, received nothing\. /],
    [['endless.json'], 2, /^INVALID endless\.json: Invalid document: expected JSON, /],
    [['wide.json'], 2, /^INVALID wide\.json: (?:It is not in UTF-8|Invalid document: expected JSON, )/],
    [['latin.json'], 2, /^INVALID latin\.json: It is not in UTF-8\.\n$/],
    [['marked.json'], 2, /^INVALID marked\.json: Invalid document: expected JSON, /],
    [['pass.json', 'fail.json'], 1, /^PASS pass.*\nFAIL fail.*\n$/],
    [['invalid.json', 'fail.json', 'pass.json'], 2, /^INVALID invalid.*\nFAIL fail.*\nPASS pass.*\n$/],
    [['fail.json', 'missing.json'], 2, /^FAIL fail.*\nINVALID missing.*\n$/],
    [['pass.json', '--newer-than', 'older'], 0, /^PASS /],
    [
      ['pass.json', '--newer-than', 'newer'],
      2,
      /^INVALID pass\.json: The run ended at \S+, which is not after \S+: the document is of an older run\.\n$/,
    ],
    [['pass.json', '--newer-than', new Date(endedAtMs - 1).toISOString()], 0, /^PASS /],
    [['pass.json', '--newer-than', new Date(endedAtMs).toISOString()], 2, /^INVALID /],
    [['pass.json', '--newer-than', new Date(endedAtMs + 3_600_000).toISOString().replace('Z', '+02:00')], 0, /^PASS /],
    [['future.json'], 0, /^PASS /],
    [
      ['future.json', '--newer-than', 'older'],
      2,
      /^INVALID future\.json: The run ended at 2999-01-01T00:00:00\.000Z, and it is only \S+: the document tells no time that could be newer\.\n$/,
    ],
    [['large.json'], 2, /^INVALID large\.json: It is larger than 64 MB, and no acceptance document\.\n$/],
    [['/dev/zero'], 2, /^INVALID \/dev\/zero: It is larger than 64 MB, /],
    [['full.json'], 2, /^INVALID full\.json: It is larger than 64 MB, /],
    [
      ['piped.acceptance.json'],
      2,
      /^INVALID piped\.acceptance\.json: The document says PASS, but the record of how k6 ended, .* is not there\.\n$/,
    ],
    [['--', 'pass.json'], 0, /^PASS /],
  ])('of %j is %i', async (args, exitCode, says) => {
    expect(await callBuilt(['gate', ...args], { cwd })).toEqual({
      exitCode,
      stdout: expect.stringMatching(says),
      stderr: '',
    });
  });

  test.each<[args: string[], says: RegExp]>([
    [
      [],
      /^Invalid call: expected k6-acceptance gate FILE\.\.\. \[--strict\] \[--trial\] \[--newer-than FILE\|TIME\], received \[\]\. Name the \.acceptance\.json of a run\.\n$/,
    ],
    [['--strict'], /^Invalid call: /],
    [['pass.json', '--lenient'], /^Unknown option '--lenient'/],
    [
      ['pass.json', '--newer-than', 'nowhere'],
      /^Invalid --newer-than: expected a file, or a time as 2026-01-31T12:00:00Z, received "nowhere"\. /,
    ],
    [['pass.json', '--newer-than', '2026-01-31T12:00:00'], /^Invalid --newer-than: /],
    [['pass.json', '--newer-than', '2026-13-31T12:00:00Z'], /^Invalid --newer-than: /],
    [
      ['pass.json', '--newer-than', 'newer', '--newer-than', 'older'],
      /^Invalid --newer-than: expected one moment, received \["newer","older"\]\. Give the latest alone\.\n$/,
    ],
    [['pass.json', '--newer-than'], /^Option '--newer-than <value>' argument missing/],
  ])('of the wrong call %j is 2', async (args, says) => {
    expect(await callBuilt(['gate', ...args], { cwd })).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(says),
    });
  });
});

test.each([
  ['hostile.json', 0],
  ['\u001b[31mred\u202e.json', 2],
  ['missing \u001b]0;title\u0007.json', 2],
])('nothing in %j acts in a terminal: one line, without control characters', async (file, exitCode) => {
  const { stdout, ...ended } = await callBuilt(['gate', file], { cwd });
  expect(ended).toEqual({ exitCode, stderr: '' });
  expect(stdout).toMatch(
    /^(?:PASS|INVALID) [^\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+\n$/,
  );
});

test.each([
  'cat pass.json | "$0" "$1" gate /dev/stdin',
  '"$0" "$1" gate /dev/stdin < pass.json',
  '"$0" "$1" gate <(cat pass.json)',
])('a document may come in a pipe: %s', async (line) => {
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-c', line, process.execPath, join(root, 'dist/node/k6-acceptance.js')],
    { cwd, timeout: 20_000 },
  );
  expect(stdout).toMatch(/^PASS \/dev\/\S+: All 9 criteria hold\.\n$/);
});
