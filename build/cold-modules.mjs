import { build } from 'esbuild';
import { dirname, relative, resolve } from 'node:path';
import { withJoinedFunctions } from './joined-functions.mjs';

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
 * Bundles each module with one of these endings by itself into the body of one function, and exports in its place an
 * arrow function that runs the body at its first call. A VU that never calls it pays for that one function object, and
 * not for all that the module and its imports hold. So the module must export just one function.
 *
 * - `*.cold.ts`: few VUs call it.
 * - `*.hot.ts`: every VU that works calls it. Its functions are joined, so that they weigh little there too. Its one
 *   function has no parameters, and the VU keeps what it returned.
 * - `*.vu-0.ts`: only VU 0 calls it. In other VUs not even that one function exists.
 *
 * @param {import('esbuild').Metafile[]} metafiles Takes the inner bundles' metafiles.
 * @param {import('esbuild').Plugin[]} plugins For the inner bundles.
 * @returns {import('esbuild').Plugin}
 */
export function coldModules(metafiles, plugins = []) {
  return {
    name: 'cold-modules',
    setup({ onLoad, initialOptions: { absWorkingDir: root = process.cwd(), entryPoints } }) {
      onLoad({ filter: /\.(?:cold|hot|vu-0)\.ts$/ }, async ({ path }) => {
        // In its own bundle the module stands for itself.
        if (Array.isArray(entryPoints) && entryPoints.includes(path)) return undefined;
        const {
          metafile,
          outputFiles: [bundle],
        } = await build({
          ...forK6,
          absWorkingDir: root,
          entryPoints: [path],
          outdir: dirname(path),
          plugins: [shareK6Modules(root), coldModules(metafiles, plugins), ...plugins],
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
        const text = path.endsWith('.hot.ts') ? withJoinedFunctions(bundle.text) : bundle.text;
        const { imports, exported, sourceMap, body } = partsOf(text, name, output.imports.length);
        const [before, after] = path.endsWith('.hot.ts')
          ? [`() => (${name}.hot ??= (() => {`, `return ${exported}(); })())`]
          : // Not called with a spread: the first iterator costs a VU 6 kB.
            [`(...values) => (${name}.cold ??= (() => {`, `return ${exported}; })()).apply(undefined, values)`];
        const condition = path.endsWith('.vu-0.ts') ? '__VU !== 0 ? undefined : ' : '';
        const shared = imports.map((statement) =>
          statement.replace(/ from "(lib\/.*)";$/, (_, file) => ` from ${JSON.stringify(resolve(root, file))};`),
        );
        return {
          contents: `export const ${name} = ${condition}${before}${body}${after};\n${shared.join('\n')}\n${sourceMap}`,
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
        path: relative(root, resolve(resolveDir, path)),
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
