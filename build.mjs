// Builds dist/: the k6 scripts as self-contained bundles, the command line and the demo service for Node.
//   node build.mjs [--text-summary=jslib | --text-summary=<https URL of a module that exports textSummary>] [--outdir=dist]
import { build } from 'esbuild';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { coldModules, forK6 } from './build/cold-modules.mjs';

const root = dirname(fileURLToPath(import.meta.url));

/** @satisfies {import('esbuild').BuildOptions} */
const forNode = { bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', charset: 'utf8' };

/** Which room may import from which; a pattern without a room is a package. */
const rooms = [
  { room: /^scripts\//, may: [/^lib\/(?:k6|core)\//, /^thresholds\//] },
  { room: /^thresholds\//, may: [/^lib\/core\//] },
  { room: /^lib\/core\//, may: [/^lib\/core\//] },
  { room: /^lib\/k6\//, may: [/^lib\/(?:k6|core)\//, /^k6(?:\/|$)/, /^https:/] },
  { room: /^lib\/node\//, may: [/^lib\/(?:node|core)\//, /^node:/] },
  { room: /^demo\//, may: [/^demo\//, /^node:/, /^(?!lib\/|scripts\/|thresholds\/|k6(?:\/|$))[\w@]/] },
];

/**
 * The imports that go where their room may not, one sentence each.
 *
 * @param {import('esbuild').Metafile[]} metafiles
 */
export function forbiddenImports(metafiles) {
  return metafiles.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { imports }]) => {
      const rule = rooms.find(({ room }) => room.test(file));
      return imports
        .filter(({ path }) => rule && path !== '<runtime>' && !rule.may.some((pattern) => pattern.test(path)))
        .map(({ path, original }) => `${file} must not import ${original ?? path}`);
    }),
  );
}

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
    throw new Error(`Invalid --text-summary: expected jslib or an https URL, received ${JSON.stringify(option)}. Leave it out for none.`);
  }
  const contents = `export { textSummary } from '${url}';`;
  return [{ name: 'text-summary', setup: ({ onLoad }) => onLoad({ filter: /lib\/k6\/text-summary\.ts$/ }, () => ({ contents, loader: 'js' })) }];
}

async function main() {
  const { values } = parseArgs({ options: { 'text-summary': { type: 'string' }, outdir: { type: 'string', default: resolve(root, 'dist') } } });
  const outdir = resolve(values.outdir);
  /** @type {import('esbuild').Metafile[]} */
  const metafiles = [];
  const scripts = (await readdir(resolve(root, 'scripts'))).filter((name) => name.endsWith('.ts')).map((name) => `scripts/${name}`);
  const plugins = [coldModules(metafiles), ...textSummary(values['text-summary'])];
  const common = /** @satisfies {import('esbuild').BuildOptions} */ ({ absWorkingDir: root, metafile: true, write: false, sourcemap: 'linked', logLevel: 'warning' });
  const results = await Promise.all([
    build({ ...common, ...forK6, format: 'esm', entryPoints: scripts, outdir, plugins }),
    build({ ...common, ...forNode, entryPoints: ['lib/node/start.ts'], outdir: `${outdir}/node` }),
    build({ ...common, ...forNode, entryPoints: ['demo/main.ts'], outdir: `${outdir}/demo` }),
  ]);
  const forbidden = forbiddenImports([...metafiles, ...results.map((result) => result.metafile)]);
  if (forbidden.length > 0) {
    throw new Error(`Invalid imports: expected the directions of the rooms, received\n  ${forbidden.join('\n  ')}\nMove the code to where it may be imported from.`);
  }
  // What was built before stays until all of the new is sound.
  await rm(outdir, { recursive: true, force: true });
  for (const { path, contents } of results.flatMap((result) => result.outputFiles)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
  process.stdout.write(`${relative(process.cwd(), outdir) || '.'}: ${results.flatMap((result) => Object.keys(result.metafile.outputs)).filter((file) => file.endsWith('.js')).join(', ')}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    // 2 says the same everywhere: nothing is proved. 1 would say that a target failed.
    process.exitCode = 2;
  });
}
