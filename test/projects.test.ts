// A test in two projects runs twice, and one in none never: each is in exactly one.
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

test('every test file belongs to exactly one project', async () => {
  const args = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'list', '--filesOnly', '--json'];
  // A vitest within a vitest takes nothing from it.
  const env = { PATH: process.env['PATH'] ?? '' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
  const listed: { file: string; projectName: string }[] = JSON.parse(stdout);
  const files = (await readdir(join(root, 'test'), { recursive: true })).filter((file) => file.endsWith('.test.ts'));
  expect(listed.map(({ file }) => relative(join(root, 'test'), file)).sort()).toEqual(files.sort());
  expect([...new Set(listed.map(({ projectName }) => projectName))].sort()).toEqual([
    'contract',
    'core',
    'journey',
    'node',
    'properties',
  ]);
});
