// The per-file form of the library: one ES module for each source file, for scripts that import it without a bundler.
import { transformFileAsync } from '@babel/core';
import { createRequire } from 'node:module';
import { dirname, relative, resolve } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Each source as an ES module without types, with imports of `.js`, and its source map.
 *
 * @param {string} root
 * @param {readonly string[]} sources Paths below the root.
 * @param {string} outdir
 * @returns {Promise<{ path: string, contents: string }[]>}
 */
export async function perFileModules(root, sources, outdir) {
  const modules = await Promise.all(sources.map((source) => perFileModule(root, source, outdir)));
  return modules.flat();
}

/** @param {string} root @param {string} source @param {string} outdir */
async function perFileModule(root, source, outdir) {
  const path = resolve(outdir, source.replace(/\.ts$/, '.js'));
  const name = path.slice(dirname(path).length + 1);
  const result = await transformFileAsync(resolve(root, source), {
    babelrc: false,
    configFile: false,
    sourceMaps: true,
    sourceFileName: relative(dirname(path), resolve(root, source)),
    // The sources mark every type import, so that nothing else has to be guessed away.
    presets: [
      [require.resolve('@babel/preset-typescript'), { onlyRemoveTypeImports: true, rewriteImportExtensions: true }],
    ],
  });
  if (typeof result?.code !== 'string' || !result.map) {
    throw new Error(`Invalid module ${source}: expected code and a source map, received none. Report it.`);
  }
  return [
    { path, contents: `${result.code}\n//# sourceMappingURL=${name}.map\n` },
    { path: `${path}.map`, contents: JSON.stringify(result.map) },
  ];
}
