// Builds dist/: the k6 scripts as self-contained bundles, the command line and the demo service for Node, and the package:
// its k6 side as one self-contained file, all of the library file by file, and their type declarations.
//   node build.mjs [--text-summary=jslib | --text-summary=<https URL of a module that exports textSummary>] [--outdir=dist]
import { build } from 'esbuild';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { coldModules, forK6 } from './build/cold-modules.mjs';
import { declarations } from './build/declarations.mjs';
import { lexicalTopLevel } from './build/lexical-top-level.mjs';
import { perFileModules } from './build/per-file-modules.mjs';
import { forbiddenImports } from './build/rooms.mjs';

const root = dirname(fileURLToPath(import.meta.url));

/** @satisfies {import('esbuild').BuildOptions} */
const forNode = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  charset: 'utf8',
};

/**
 * Puts a text summary from an address into the scripts.
 *
 * @param {string | undefined} option
 * @returns {import('esbuild').Plugin[]}
 */
function textSummary(option) {
  if (option === undefined) return [];
  const url = option === 'jslib' ? 'https://jslib.k6.io/k6-summary/0.1.0/index.js' : option;
  if (!/^https:\/\/[^\s'"\\]+$/.test(url)) {
    throw new Error(
      `Invalid --text-summary: expected jslib or an https URL, received ${JSON.stringify(option)}. Leave it out for none.`,
    );
  }
  const contents = `export { textSummary } from '${url}';`;
  return [
    {
      name: 'text-summary',
      setup: ({ onLoad }) => onLoad({ filter: /lib\/k6\/text-summary\.ts$/ }, () => ({ contents, loader: 'js' })),
    },
  ];
}

/** The sources in a folder and the folders below, as paths below the root. @param {string} folder */
async function sourcesIn(folder) {
  const files = await readdir(resolve(root, folder), { recursive: true });
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .sort();
}

async function main() {
  const { values } = parseArgs({
    options: { 'text-summary': { type: 'string' }, outdir: { type: 'string', default: resolve(root, 'dist') } },
  });
  const outdir = resolve(values.outdir);
  /** @type {import('esbuild').Metafile[]} */
  const metafiles = [];
  const scripts = (await readdir(resolve(root, 'scripts')))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [basename(name, '.ts'), `scripts/${name}`]);
  const thresholds = await sourcesIn('thresholds');
  const library = [...(await sourcesIn('lib/core')), ...(await sourcesIn('lib/k6')), ...thresholds];
  const plugins = [coldModules(metafiles), lexicalTopLevel(), ...textSummary(values['text-summary'])];
  const common = /** @satisfies {import('esbuild').BuildOptions} */ ({
    absWorkingDir: root,
    metafile: true,
    write: false,
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  const [modules, types, unbundled, ...results] = await Promise.all([
    perFileModules(root, library, outdir),
    declarations(root, outdir),
    // Not written: what is shipped file by file has to keep the directions too.
    build({ ...common, ...forK6, format: 'esm', entryPoints: ['lib/core/index.ts', ...thresholds], outdir }),
    build({
      ...common,
      ...forK6,
      format: 'esm',
      entryPoints: Object.fromEntries([...scripts, ['k6-acceptance', 'lib/k6/index.ts']]),
      outdir,
      plugins,
    }),
    build({
      ...common,
      ...forNode,
      entryPoints: ['lib/node/start.ts', 'lib/node/k6-acceptance.ts'],
      outdir: `${outdir}/node`,
    }),
    build({ ...common, ...forNode, entryPoints: ['demo/main.ts'], outdir: `${outdir}/demo` }),
  ]);
  const forbidden = forbiddenImports([...metafiles, unbundled.metafile, ...results.map((result) => result.metafile)]);
  if (forbidden.length > 0) {
    throw new Error(
      `Invalid imports: expected the directions of the rooms, received\n  ${forbidden.join('\n  ')}\nMove the code to where it may be imported from.`,
    );
  }
  // What was built before stays until all of the new is sound.
  await rm(outdir, { recursive: true, force: true });
  const singleFileTypes = {
    path: resolve(outdir, 'k6-acceptance.d.ts'),
    contents: `export * from './lib/k6/index.js';\n`,
  };
  for (const { path, contents } of [
    ...results.flatMap((result) => result.outputFiles),
    ...modules,
    ...types,
    singleFileTypes,
  ]) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
  const bundles = results
    .flatMap((result) => Object.keys(result.metafile.outputs))
    .filter((file) => file.endsWith('.js'));
  process.stdout.write(
    `${relative(process.cwd(), outdir) || '.'}: ${bundles.join(', ')}, and ${library.length} modules with their types\n`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    // 2 says the same everywhere: nothing is proved. 1 would say that a target failed.
    process.exitCode = 2;
  });
}
