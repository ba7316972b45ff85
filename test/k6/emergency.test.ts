import { expect, test } from 'vitest';
import { emergencyReports } from '../../lib/k6/emergency.ts';
import { readJunit } from '../core/render/read-junit.ts';

/** The reports of a run that was to write JSON and Markdown. */
function reportsOf(
  plan: string,
  run: string | undefined,
  error: unknown,
): { readonly json: string; readonly markdown: string; readonly stdout: string } {
  const { files, stdout } = emergencyReports(plan, run, ['.acceptance.json', '.acceptance.md'], error);
  const { '.acceptance.json': json = '', '.acceptance.md': markdown = '', ...others } = files;
  expect(others).toEqual({});
  return { json, markdown, stdout };
}

test('says INVALID and the reason in every format', () => {
  const { json, markdown, stdout } = reportsOf('shop', 'run 7', new Error('no table'));
  const sentence = 'No report could be made of this run: no table';
  expect(JSON.parse(json)).toEqual({
    format: 'k6-acceptance',
    version: 1,
    minorVersion: 0,
    plan: 'shop',
    run: 'run 7',
    verdict: 'INVALID',
    sentence,
    emergency: true,
  });
  expect(markdown).toBe(`# INVALID\n\n${sentence}\n`);
  expect(stdout).toBe(`\nINVALID: ${sentence}\n`);
});

test.each([undefined, ''])('has no run where it is %j', (run) => {
  expect(JSON.parse(reportsOf('shop', run, 'x').json)).toMatchObject({ run: null });
});

test.each<[thrown: unknown, reason: string]>([
  ['a text', 'a text'],
  [undefined, 'undefined'],
  [42, '42'],
  [new TypeError('of a type'), 'of a type'],
])('tells what was thrown: %j', (thrown, reason) => {
  expect(JSON.parse(reportsOf('shop', undefined, thrown).json).sentence).toBe(
    `No report could be made of this run: ${reason}`,
  );
});

test('passes on nothing that a terminal, HTML or Markdown would obey', () => {
  const { json, markdown, stdout } = reportsOf('shop', undefined, new Error('\u001b[31m<b>&\n[a](b) `c` é'));
  for (const text of [json, markdown, stdout]) expect(text).not.toMatch(/[\u001b<>&é]/);
  expect(stdout).toBe('\nINVALID: No report could be made of this run:   31m b    a (b) `c`  \n');
  expect(markdown.split('\n')[2]).toBe('No report could be made of this run:   31m b    a  b   c   ');
});

test('tells a long reason in its first 1000 characters', () => {
  const { stdout } = reportsOf('shop', undefined, 'x'.repeat(2000));
  expect(stdout).toHaveLength('\nINVALID: No report could be made of this run: \n'.length + 1000);
});

test('writes each file that the run was to write, so that none of an older run stays', () => {
  const { files } = emergencyReports('shop', undefined, ['.acceptance.json', '.junit.xml'], new Error('a "b" <c>'));
  expect(Object.keys(files)).toEqual(['.acceptance.json', '.junit.xml']);
  expect(files['.junit.xml']).toContain(
    `<error type="emergency" message="No report could be made of this run: a 'b'  c "/>`,
  );
});

test.each(['a "b" <c>', ']]>&amp;<!-- x -->', '\u0000\u001b[31m\ud83d\ufffe', 'line\nbreak'])(
  'is one case in error as JUnit XML, whatever was thrown: %j',
  (reason) => {
    const { files } = emergencyReports('shop', undefined, ['.junit.xml'], new Error(reason));
    expect(readJunit(files['.junit.xml'] ?? '').cases).toEqual([
      {
        classname: 'k6-acceptance',
        name: 'the report can be made',
        outcome: 'error',
        type: 'emergency',
        message: expect.stringMatching(/^No report could be made of this run: /),
      },
    ]);
  },
);
