// `npm run bench`: bundles the bench and its scripts, and runs it.
import { build } from 'esbuild';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleScripts } from './bundle.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// Inside the package, so that what the bench takes from lib/node finds the module that pins k6.
const folder = join(root, 'node_modules', '.cache', 'k6-acceptance-bench');

await mkdir(folder, { recursive: true });
await bundleScripts(folder);
const main = join(folder, 'main.mjs');
await build({
  entryPoints: [join(root, 'bench', 'main.ts')],
  outfile: main,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
});
/** @type {typeof import('./main.ts')} */
const bench = await import(pathToFileURL(main).href);
process.exitCode = await bench.main(root, folder, process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  return 2;
});
