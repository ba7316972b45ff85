// The type declarations of the package.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

/**
 * The declaration of each source that `tsconfig.package.json` takes in.
 *
 * @param {string} root
 * @param {string} outdir
 * @returns {Promise<{ path: string, contents: string }[]>}
 */
export async function declarations(root, outdir) {
  const folder = await mkdtemp(join(tmpdir(), 'k6-acceptance-declarations-'));
  try {
    await compile(root, folder);
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.d.ts'));
    return await Promise.all(
      files.map(async (file) => ({
        path: resolve(outdir, file),
        contents: withJsImports(await readFile(join(folder, file), 'utf8')),
      })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} root @param {string} folder */
async function compile(root, folder) {
  await run(process.execPath, [compiler, '--project', 'tsconfig.package.json', '--outDir', folder], {
    cwd: root,
  }).catch((error) => {
    throw new Error(
      `Invalid types: expected sources without type errors, received\n${error.stdout || error.message}Correct them; npm run types shows them too.`,
    );
  });
}

/**
 * tsc leaves `.ts` in the imports of declarations, where the package has `.js` beside `.d.ts`.
 *
 * @param {string} declaration
 */
function withJsImports(declaration) {
  return declaration.replace(/((?:\bfrom |\bimport\()(['"])\.{1,2}\/[^'"\n]+)\.ts\2/g, '$1.js$2');
}
