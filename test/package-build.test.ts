// What the build makes for the package: modules file by file, their source maps and declarations.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { root } from './contract/run-k6.ts';

const dist = join(root, 'dist');

async function filesIn(folder: string, ending: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file))
    .sort();
}

describe('the form file by file', () => {
  test('has a module, a source map and a declaration for each source', async () => {
    const sources = (
      await Promise.all(['lib/core', 'lib/k6', 'thresholds'].map((folder) => filesIn(join(root, folder), '.ts')))
    ).flat();
    expect(sources.length).toBeGreaterThan(40);
    for (const source of sources) {
      const stem = join(dist, source.slice(root.length).replace(/\.ts$/, ''));
      const map = JSON.parse(await readFile(`${stem}.js.map`, 'utf8'));
      expect(map.sources.map((path: string) => resolve(dirname(stem), path))).toEqual([source]);
      expect(map.sourcesContent).toEqual([await readFile(source, 'utf8')]);
      expect(await readFile(`${stem}.js`, 'utf8')).toMatch(/\n\/\/# sourceMappingURL=[\w.-]+\.js\.map\n$/);
      expect(existsSync(`${stem}.d.ts`), `${stem}.d.ts`).toBe(true);
    }
    const modules = await Promise.all(['lib', 'thresholds'].map((folder) => filesIn(join(dist, folder), '.js')));
    expect(modules.flat()).toHaveLength(sources.length);
  });

  test.each(['.js', '.d.ts'])('imports in %s what is there, and k6', async (ending) => {
    const files = [
      join(dist, `k6-acceptance${ending}`),
      ...(await filesIn(join(dist, 'lib'), ending)),
      ...(await filesIn(join(dist, 'thresholds'), ending)),
    ];
    for (const file of files) {
      const text = (await readFile(file, 'utf8')).replace(/^\s*\/?\*.*$|\/\/.*$/gm, '');
      for (const [, specifier = ''] of text.matchAll(/(?:\bfrom |\bimport\(|\bimport )["']([^"'\n]+)["']/g)) {
        if (specifier.startsWith('.')) {
          expect(specifier.endsWith('.js'), `${specifier} in ${file}`).toBe(true);
          expect(
            existsSync(resolve(dirname(file), specifier.replace(/\.js$/, ending))),
            `${specifier} in ${file}`,
          ).toBe(true);
        } else {
          expect(specifier, file).toMatch(/^k6(?:\/(?:execution|http|metrics))?$/);
        }
      }
    }
  });
});

test('a type error stops the build, and what was built before stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'k6-acceptance-build-'));
  const parts = [
    'bench/results.json',
    'build',
    'build.mjs',
    'demo',
    'lib',
    'scripts',
    'thresholds',
    'package.json',
    'tsconfig.json',
    'tsconfig.package.json',
  ];
  await Promise.all(parts.map((part) => cp(join(root, part), join(folder, part), { recursive: true })));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'dist', 'before.js'), '');
  await appendFile(join(folder, 'lib', 'core', 'record.ts'), `\nexport const mistaken: number = 'text';\n`);
  const failed = promisify(execFile)(process.execPath, ['build.mjs'], { cwd: folder });
  await expect(failed).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^Invalid types: .*\nlib\/core\/record\.ts\(\d+,\d+\): error TS2322/),
  });
  expect(await readdir(join(folder, 'dist'))).toEqual(['before.js']);
});
