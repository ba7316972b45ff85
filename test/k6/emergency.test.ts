import { expect, test } from 'vitest';
import { emergencyReports } from '../../lib/k6/emergency.ts';

test('says INVALID and the reason in every format', () => {
  const { json, markdown, stdout } = emergencyReports('shop', 'run 7', new Error('no table'));
  const sentence = 'No report could be made of this run: no table';
  expect(JSON.parse(json)).toEqual({
    format: 'k6-acceptance',
    version: 1,
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
  expect(JSON.parse(emergencyReports('shop', run, 'x').json)).toMatchObject({ run: null });
});

test.each<[thrown: unknown, reason: string]>([
  ['a text', 'a text'],
  [undefined, 'undefined'],
  [42, '42'],
  [new TypeError('of a type'), 'of a type'],
])('tells what was thrown: %j', (thrown, reason) => {
  expect(JSON.parse(emergencyReports('shop', undefined, thrown).json).sentence).toBe(
    `No report could be made of this run: ${reason}`,
  );
});

test('passes on nothing that a terminal, HTML or Markdown would obey', () => {
  const { json, markdown, stdout } = emergencyReports('shop', undefined, new Error('\u001b[31m<b>&\n[a](b) `c` é'));
  for (const text of [json, markdown, stdout]) expect(text).not.toMatch(/[\u001b<>&é]/);
  expect(stdout).toBe('\nINVALID: No report could be made of this run:   31m b    a (b) `c`  \n');
  expect(markdown.split('\n')[2]).toBe('No report could be made of this run:   31m b    a  b   c   ');
});

test('tells a long reason in its first 1000 characters', () => {
  const { stdout } = emergencyReports('shop', undefined, 'x'.repeat(2000));
  expect(stdout).toHaveLength('\nINVALID: No report could be made of this run: \n'.length + 1000);
});
