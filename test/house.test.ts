// What can be told of the sources as a whole: which room imports from which, also of types alone, and how files are called.
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mayImport } from '../build/rooms.mjs';
import { root } from './contract/run-k6.ts';

async function sourcesIn(folders: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(root, folder), { recursive: true }))
        .filter((file) => /\.(?:ts|mjs)$/.test(file) && !file.includes('node_modules'))
        .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
    ),
  );
  return found.flat();
}

const sources = await sourcesIn(['lib', 'scripts', 'thresholds', 'demo', 'bench', 'build']);
const library = sources.filter((file) => file.startsWith('lib/'));
const textOf = (file: string): Promise<string> => readFile(join(root, file), 'utf8');

/** What a source imports and exports again, with the imports of types that no bundle shows. */
async function importsOf(file: string): Promise<string[]> {
  const text = await textOf(file);
  return [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)';$/gms)].map(([, path = '']) =>
    path.startsWith('.') ? normalize(join(dirname(file), path)).replaceAll('\\', '/') : path,
  );
}

describe('imports, those of types too,', () => {
  test('are found', async () => {
    expect(await importsOf('lib/core/judge/observation.ts')).toContain('lib/core/document/verdicts.ts');
  });

  test('go only where their room and floor may', async () => {
    const forbidden = await Promise.all(
      sources.map(async (file) =>
        (await importsOf(file)).filter((path) => !mayImport(file, path)).map((path) => `${file} imports ${path}`),
      ),
    );
    expect(forbidden.flat()).toEqual([]);
  });
});

test('no two sources have one name', () => {
  const names = sources.filter((file) => !/\/(?:index|main)\.ts$/.test(file)).map((file) => basename(file));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('hardly a line of the library is longer than the formatter makes it', async () => {
  const texts = await Promise.all(library.map(textOf));
  const lines = texts.flatMap((text) => text.split('\n'));
  const long = lines.filter((line) => line.length > 140);
  expect(long.length / lines.length, long.join('\n')).toBeLessThan(0.002);
});
