import { build } from 'esbuild';
import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coldModules, forK6 } from '../build/cold-modules.mjs';
import { lexicalTopLevel } from '../build/lexical-top-level.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Puts the library's side of the bench into a folder: the built stress script, and the bench's own scripts, bundled as the build
 * bundles all scripts.
 *
 * @param {string} folder An existing one.
 */
export async function bundleScripts(folder) {
  await copyFile(join(root, 'dist', 'stress.js'), join(folder, 'stress.js'));
  const entryPoints = ['library-rows', 'library-cells', 'library-calls'].map((name) =>
    join(root, 'bench', 'scripts', `${name}.ts`),
  );
  await build({
    ...forK6,
    absWorkingDir: root,
    format: 'esm',
    entryPoints,
    outdir: folder,
    plugins: [coldModules([]), lexicalTopLevel()],
    logLevel: 'warning',
  });
}
