// Somebody else's k6 scripts, with the packed package: bundled, unbundled, over https and from a file address.
import { parseSync } from '@babel/core';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import * as core from '../../lib/core/index.ts';
import { startHttpsServer, type HttpsServer } from '../contract/https-server.ts';
import { documentOf, root, runK6 } from '../contract/run-k6.ts';
import { expectDocument } from '../contract/schema.ts';
import { startTarget, type Target } from '../contract/target.ts';
import { consumerProject, type ConsumerProject } from './consumer-project.ts';

let target: Target;
let project: ConsumerProject;
let server: HttpsServer;
beforeAll(async () => {
  [target, project] = await Promise.all([startTarget(), consumerProject()]);
  server = await startHttpsServer(
    (request, response) =>
      void readFile(join(project.packageFolder, 'dist', basename(request.url ?? ''))).then(
        (content) => response.setHeader('content-type', 'text/javascript').end(content),
        () => response.writeHead(404).end(),
      ),
  );
  return async () => {
    server.close();
    await target.close();
  };
});

/** esbuild's settings, as the README has them. */
const settings = ['--bundle', '--platform=neutral', '--main-fields=module,main', '--external:k6'];

/** The path of the bundle of one of the project's scripts. */
async function bundle(script: string): Promise<string> {
  const outfile = `dist/${script.replace(/ts$/, 'js')}`;
  const { exitCode, stderr } = await project.run(join(root, 'node_modules', '.bin', 'esbuild'), [
    script,
    ...settings,
    `--outfile=${outfile}`,
  ]);
  if (exitCode !== 0) throw new Error(stderr);
  return join(project.folder, outfile);
}

const singleFile = './node_modules/k6-acceptance/dist/k6-acceptance.js';
const perFile = './node_modules/k6-acceptance/dist/lib/k6/index.js';

/** Each way to the package, and the script that goes it. */
const ways: [way: string, script: () => Promise<string>][] = [
  ['bundled by esbuild', () => bundle('checkout.ts')],
  ['JavaScript that imports the single file', () => project.importing(singleFile, 'checkout.js', 'single-file.js')],
  ['TypeScript that imports the single file', () => project.importing(singleFile, 'checkout.ts', 'single-file.ts')],
  ['JavaScript that imports the modules file by file', () => project.importing(perFile, 'checkout.js', 'per-file.js')],
  ['TypeScript that imports the modules file by file', () => project.importing(perFile, 'checkout.ts', 'per-file.ts')],
  [
    'the single file over https',
    () => project.importing(`${server.url}/k6-acceptance.js`, 'checkout.js', 'over-https.js'),
  ],
  [
    'the single file from a file address',
    () => project.importing(pathToFileURL(join(project.folder, singleFile)).href, 'checkout.js', 'file-address.js'),
  ],
];

describe('a script of another repository', () => {
  test.concurrent.each(ways)('%s: passes', async (_, script) => {
    const run = await runK6(await script(), { env: { BASE_URL: target.url, SSL_CERT_FILE: server.certificate } });
    expect(run.exitCode, run.stderr).toBe(0);
    expectDocument(run.document);
    const document = documentOf(run);
    expect(document).toMatchObject({ plan: 'checkout', verdict: 'PASS', target: target.url });
    expect(document.criteria.map(({ verdict }) => verdict)).toEqual(['PASS', 'PASS', 'PASS']);
    expect(document.endpoints.map(({ name }) => name)).toEqual(['view cart', 'pay']);
    expect(run.files).toEqual(['checkout.acceptance.json', 'checkout.acceptance.md']);
  });

  test.concurrent.each(ways.slice(0, 2))('%s: fails when its own criterion is missed', async (_, script) => {
    const run = await runK6(await script(), { env: { BASE_URL: target.url, LATENCY_LIMIT_MS: '0.001' } });
    expect(run.exitCode).toBe(99);
    const document = documentOf(run);
    expect(document.verdict).toBe('FAIL');
    expect(document.criteria.map(({ verdict }) => verdict)).toEqual(['FAIL', 'PASS', 'PASS']);
  });

  test('imports the single file over https only from a server that k6 trusts', async () => {
    const run = await runK6(await project.importing(`${server.url}/k6-acceptance.js`, 'checkout.js', 'untrusted.js'), {
      env: { BASE_URL: target.url },
    });
    expect(run.exitCode).toBe(107);
    expect(run.files).toEqual([]);
  });
});

describe('what another repository bundles', () => {
  test('is bundled as the README says', async () => {
    expect(await readFile(join(root, 'README.md'), 'utf8')).toContain(
      `npx esbuild checkout.ts ${settings.join(' ')} --outfile=dist/checkout.js\n`,
    );
  });

  // Each VU pays for every function at module level. That the plan is parsed and judged at all is shown above.
  test.each([
    ['a bundle', () => bundle('checkout.ts'), []],
    // One arrow function, whose body is run where it is called.
    ['the single file', async () => join(project.folder, singleFile), ['stressProfile']],
  ])('%s has nothing at module level of what VU 0 alone runs', async (_, script, inCore) => {
    const names = await topLevelNames(await script());
    expect(names).toContain('acceptance');
    expect(Object.keys(core).filter((name) => names.includes(name))).toEqual(inCore);
  });

  test('a bundle has of the core only what it imports', async () => {
    await writeFile(
      join(project.folder, 'stairs.ts'),
      `export { stressProfile } from 'k6-acceptance/core';\nimport 'k6-acceptance';\n`,
    );
    const names = await topLevelNames(await bundle('stairs.ts'));
    expect(Object.keys(core).filter((name) => names.includes(name))).toEqual(['InvalidInputError', 'stressProfile']);
    expect(names).not.toContain('acceptance');
  });
});

/** What a script declares at module level. */
async function topLevelNames(path: string): Promise<string[]> {
  const script = parseSync(await readFile(path, 'utf8'), { babelrc: false, configFile: false, sourceType: 'module' });
  if (script?.type !== 'File') throw new Error(`no script: ${path}`);
  return script.program.body.flatMap((statement) => {
    if (statement.type === 'FunctionDeclaration') return statement.id?.name ?? [];
    if (statement.type !== 'VariableDeclaration') return [];
    return statement.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? id.name : []));
  });
}
