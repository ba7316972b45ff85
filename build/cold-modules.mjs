import { build } from 'esbuild';
import { dirname, join, relative } from 'node:path';

/** How every bundle for k6 is made. `external` covers `k6/*` too. @satisfies {import('esbuild').BuildOptions} */
export const forK6 = {
  bundle: true,
  platform: 'neutral',
  mainFields: ['module', 'main'],
  external: ['k6'],
  target: 'es2022',
  charset: 'utf8',
};

/**
 * Bundles each `*.cold.ts` module by itself into the body of one function, and exports in its place an arrow function that
 * runs the body at its first call. A VU that never calls it pays for that one function object instead of all that the module
 * and its imports hold; which is why a cold module exports just one function. Of a `*.vu-0.ts` module not even that one is
 * there in any VU but 0.
 *
 * @param {import('esbuild').Metafile[]} metafiles Takes the inner bundles' metafiles.
 * @param {import('esbuild').Plugin[]} plugins For the inner bundles.
 * @returns {import('esbuild').Plugin}
 */
export function coldModules(metafiles, plugins = []) {
  return {
    name: 'cold-modules',
    setup({ onLoad, initialOptions: { absWorkingDir: root = process.cwd() } }) {
      onLoad({ filter: /\.(?:cold|vu-0)\.ts$/ }, async ({ path }) => {
        const {
          metafile,
          outputFiles: [bundle],
        } = await build({
          ...forK6,
          absWorkingDir: root,
          entryPoints: [path],
          outdir: dirname(path),
          plugins: [shareK6Modules(root), ...plugins],
          format: 'esm',
          metafile: true,
          write: false,
          sourcemap: 'inline',
          // On the first line, so that the source map counts it in.
          banner: { js: beginning },
        });
        metafiles.push(metafile);
        const [output] = Object.values(metafile.outputs);
        const [name, ...others] = output?.exports ?? [];
        if (bundle === undefined || output === undefined || name === undefined || others.length > 0) {
          throw new Error(
            `Invalid cold module: expected one exported function, received ${JSON.stringify(output?.exports)}. Split ${path}.`,
          );
        }
        const { imports, exported, sourceMap, body } = partsOf(bundle.text, name, output.imports.length);
        const start = `export const ${name} = ${path.endsWith('.vu-0.ts') ? '__VU !== 0 ? undefined : ' : ''}(...values) => (${name}.cold ??= (() => {`;
        const shared = imports.map((statement) =>
          statement.replace(/ from "(lib\/.*)";$/, (_, file) => ` from ${JSON.stringify(join(root, file))};`),
        );
        return {
          contents: `${start}${body}return ${exported}; })())(...values);\n${shared.join('\n')}\n${sourceMap}`,
          loader: 'js',
        };
      });
    },
  };
}

/**
 * Leaves the module that imports k6 to the outer bundle.
 *
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
function shareK6Modules(root) {
  return {
    name: 'share-k6-modules',
    setup: ({ onResolve }) =>
      onResolve({ filter: /\/k6-modules\.ts$/ }, ({ path, resolveDir }) => ({
        path: relative(root, join(resolveDir, path)),
        external: true,
      })),
  };
}

const beginning = '/* cold */';

/**
 * An ES module taken apart.
 *
 * @param {string} module As esbuild writes it.
 * @param {string} name What it exports.
 * @param {number} importCount How many imports esbuild says it has.
 */
function partsOf(module, name, importCount) {
  /** @type {string[]} */
  const imports = [];
  const withoutImports = module.replace(beginning, '').replace(/^import [^;]*;$/gm, (statement) => {
    imports.push(statement);
    return statement.replace(/[^\n]+/g, '');
  });
  const [body = '', exported, sourceMap = ''] = withoutImports.split(
    new RegExp(`^export \\{\\s*((?:[\\w$]+ as )?${name})\\s*\\};$`, 'm'),
  );
  if (exported === undefined || imports.length !== importCount) {
    throw new Error(
      `Invalid cold module: expected ${importCount} imports and an export of ${name}, received\n${withoutImports.slice(-2000)}\nWrite it so that esbuild keeps them apart.`,
    );
  }
  return { imports, body, exported: exported.replace(/ as .*/, ''), sourceMap };
}
