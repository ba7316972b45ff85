// What goes out with the package follows from the repository: nothing is missing, and nothing goes out by accident.
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../contract/run-k6.ts';
import { packed } from './packed.ts';

/** The files in a folder and the folders below that end so, by their paths in the repository. */
async function filesIn(folder: string, ending: string): Promise<string[]> {
  const files = await readdir(join(root, folder), { recursive: true });
  return files.filter((file) => file.endsWith(ending)).map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
}

/** Each source of the library: its module, the map to the source, and its types. */
async function builtModules(): Promise<string[]> {
  const sources = await Promise.all(['lib/core', 'lib/k6', 'thresholds'].map((folder) => filesIn(folder, '.ts')));
  return sources
    .flat()
    .map((source) => `dist/${source.replace(/\.ts$/, '')}`)
    .flatMap((stem) => [`${stem}.js`, `${stem}.js.map`, `${stem}.d.ts`]);
}

/** The k6 side in one file, with types. The command is only run, so it has none. */
const bundles = [
  ...['js', 'js.map', 'd.ts'].map((ending) => `dist/k6-acceptance.${ending}`),
  ...['js', 'js.map'].map((ending) => `dist/node/k6-acceptance.${ending}`),
];

/** What is shipped as it stands in the repository. */
async function shippedAsTheyAre(): Promise<string[]> {
  const manifest: { exports: Record<string, unknown> } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'package.json',
    ...(await filesIn('docs', '.md')),
    // The pinned k6, which the command builds where none is installed.
    ...['go.mod', 'go.sum'].map((file) => `lib/node/get-k6/module/${file}`),
    String(manifest.exports['./acceptance.schema.json']).replace('./', ''),
  ];
}

test('the package holds each file that it needs, and no other', async () => {
  const { files } = await packed(await mkdtemp(join(tmpdir(), 'k6-acceptance-home-')), '--dry-run');
  const modules = await builtModules();
  expect(modules.length).toBeGreaterThan(100);
  expect(files.toSorted()).toEqual([...modules, ...bundles, ...(await shippedAsTheyAre())].sort());
});
