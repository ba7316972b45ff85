// The packed package as another repository sees it: what it installs, the core in Node and vitest, the types.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderJson } from '../../lib/core/render/json.ts';
import { root } from '../contract/run-k6.ts';
import { acceptanceOf, planOf } from '../core/run-data.ts';
import { consumerProject, type ConsumerProject } from './consumer-project.ts';

let project: ConsumerProject;
beforeAll(async () => {
  project = await consumerProject();
});

describe('an installation', () => {
  test('needs no network, installs nothing else and runs no script', async () => {
    expect(project.installation.exitCode, project.installation.stderr).toBe(0);
    // npm warns of each script that a package wants to run.
    expect(project.installation.stderr).not.toContain('script');
    const installed = await readdir(join(project.folder, 'node_modules'));
    expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['k6-acceptance']);
    const manifest = JSON.parse(await readFile(join(project.packageFolder, 'package.json'), 'utf8'));
    expect(manifest).not.toHaveProperty('dependencies');
    expect(Object.keys(manifest.scripts).filter((name) => /^(?:pre|post)?(?:install|prepare)$/.test(name))).toEqual([]);
  });

  test('has the command', async () => {
    const command = await project.run(join(project.folder, 'node_modules', '.bin', 'k6-acceptance'), []);
    expect(command.stderr).toContain('k6-acceptance');
    expect(command.exitCode).toBe(2);
  });
});

describe('the core', () => {
  const inNode = (script: string): ReturnType<ConsumerProject['run']> =>
    project.run(process.execPath, ['--input-type=module', '--eval', script]);

  test('gates a pipeline in Node', async () => {
    const gate = (document: string): string =>
      `import { gate } from 'k6-acceptance/core'; const { exitCode, sentence } = gate(${JSON.stringify(document)}); console.log(sentence); process.exitCode = exitCode;`;
    const passed = renderJson(acceptanceOf(planOf()));
    expect(await inNode(gate(passed))).toEqual({ exitCode: 0, stdout: 'All 9 criteria hold.\n', stderr: '' });
    const cutOff = await inNode(gate(passed.slice(0, -10)));
    expect(cutOff.exitCode).toBe(2);
    expect(cutOff.stdout).toContain('Invalid document: expected JSON');
  });

  test('comes with criteria sets and the schema, and with nothing beside them', async () => {
    const { stdout, stderr } = await inNode(`
      import { createRequire } from 'node:module';
      import * as demo from 'k6-acceptance/thresholds/demo';
      const schema = createRequire(import.meta.url)('k6-acceptance/acceptance.schema.json');
      console.log(Object.keys(demo).join(), schema.title);
      await import('k6-acceptance/dist/lib/core/index.js').catch((error) => console.log(error.code));
    `);
    expect(stdout, stderr).toBe(
      'demoCriteria Acceptance document of k6-acceptance, version 1.0\nERR_PACKAGE_PATH_NOT_EXPORTED\n',
    );
  });

  test('runs in the vitest of the consumer', async () => {
    await project.link('vitest');
    const vitest = await project.run(process.execPath, [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=json',
    ]);
    expect(JSON.parse(vitest.stdout)).toMatchObject({ success: true, numPassedTests: 2, numTotalTests: 2 });
    expect(vitest.exitCode).toBe(0);
  });
});

describe('the types', () => {
  const compiler = join(root, 'node_modules', '.bin', 'tsc');

  /** The compiler's errors, of the package's declarations as well as of the consumer's scripts. */
  async function errors(...options: readonly string[]): Promise<string> {
    const { exitCode, stdout } = await project.run(compiler, ['--project', '.', '--pretty', 'false', ...options]);
    expect(exitCode === 0).toBe(stdout === '');
    return stdout;
  }

  beforeAll(async () => {
    await project.link('@types/k6');
    await project.importing('./node_modules/k6-acceptance/dist/k6-acceptance.js', 'checkout.ts', 'single-file.ts');
    await project.importing('./node_modules/k6-acceptance/dist/lib/k6/index.js', 'checkout.ts', 'per-file.ts');
  });

  const resolutions: [resolution: string, options: string[]][] = [
    ['a bundler resolves', ['--module', 'preserve', '--moduleResolution', 'bundler']],
    ['Node resolves', ['--module', 'nodenext', '--moduleResolution', 'nodenext']],
  ];

  test.each(resolutions)('fit strict scripts, when modules are found as %s them', async (_, options) => {
    expect(await errors(...options)).toBe('');
  });

  test.each([
    ['an endpoint', `test.call('pay')`, `test.call('pya')`, '"pya"'],
    ['a phase', 'criteria,', `criteria: [{ indicator: 'latency', phase: 'plato', target: 'p(95)<900' }],`, '"plato"'],
  ])('tell %s that the plan does not have', async (_, right, wrong, named) => {
    const script = await readFile(join(project.folder, 'checkout.ts'), 'utf8');
    await writeFile(join(project.folder, 'mistaken.ts'), script.replace(right, wrong));
    const [error, ...others] = (await errors('--module', 'preserve')).split(/\n(?! |$)/);
    expect(error).toMatch(/^mistaken\.ts\(\d+,\d+\): error TS/);
    expect(error).toContain(named);
    expect(others).toEqual([]);
  });
});
