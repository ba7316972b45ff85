import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { forK6 } from '../build/cold-modules.mjs';
import { withLet } from '../build/lexical-top-level.mjs';
import { forbiddenImports } from '../build/rooms.mjs';
import { root } from './contract/run-k6.ts';

describe('the directions of imports', () => {
  const ways: [from: string, to: string, allowed: boolean][] = [
    ['lib/core/index.ts', 'lib/core/plan/b.ts', true],
    ['lib/core/a.ts', 'k6/http', false],
    ['lib/core/a.ts', 'node:fs', false],
    ['lib/core/a.ts', 'lib/k6/b.ts', false],
    ['lib/k6/a.ts', 'k6/http', true],
    ['lib/k6/a.ts', 'k6', true],
    ['lib/k6/a.ts', 'k6-other', false],
    ['lib/k6/a.ts', 'lib/core/b.ts', true],
    ['lib/k6/a.ts', 'lib/node/b.ts', false],
    ['lib/k6/a.ts', 'thresholds/b.ts', false],
    ['lib/node/a.ts', 'node:fs', true],
    ['lib/node/a.ts', 'lib/core/b.ts', true],
    ['lib/node/a.ts', 'lib/k6/b.ts', false],
    ['lib/node/a.ts', 'bench/results.json', true],
    ['lib/node/a.ts', 'bench/pairs.ts', false],
    ['lib/core/a.ts', 'bench/results.json', false],
    ['lib/node/a.ts', 'fastify', false],
    ['scripts/a.ts', 'lib/k6/b.ts', true],
    ['scripts/a.ts', 'thresholds/b.ts', true],
    ['scripts/a.ts', 'lib/node/b.ts', false],
    ['thresholds/a.ts', 'lib/core/b.ts', true],
    ['thresholds/a.ts', 'lib/k6/b.ts', false],
    ['demo/a.ts', 'fastify', true],
    ['demo/a.ts', '@libsql/client', true],
    ['demo/a.ts', 'lib/core/b.ts', false],
    ['lib/core/judge/a.ts', 'lib/core/judge/faults/b.ts', true],
    ['lib/core/judge/a.ts', 'lib/core/measure/b.ts', true],
    ['lib/core/measure/a.ts', 'lib/core/judge/b.ts', false],
    ['lib/core/language/a.ts', 'lib/core/plan/b.ts', false],
    ['lib/core/document/a.ts', 'lib/core/plan/b.ts', false],
    ['lib/core/render/a.ts', 'lib/core/preview/b.ts', false],
    ['lib/core/index.ts', 'lib/core/preview/b.ts', true],
    ['lib/k6/a.ts', 'lib/core/judge/b.ts', true],
  ];

  test.each(ways)('%s to %s: %s', (from, to, allowed) => {
    const metafile = {
      inputs: { [from]: { bytes: 1, imports: [{ path: to, kind: 'import-statement' as const }] } },
      outputs: {},
    };
    expect(forbiddenImports([metafile])).toEqual(allowed ? [] : [`${from} must not import ${to}`]);
  });

  test('are read from a real metafile', async () => {
    const stdin = {
      contents: `import http from 'k6/http'; import { invalid } from '../language/invalid.ts'; console.log(http, invalid)`,
      sourcefile: 'wrong.ts',
      resolveDir: `${root}/lib/core/plan`,
    };
    const { metafile } = await build({ ...forK6, absWorkingDir: root, stdin, write: false, metafile: true });
    expect(forbiddenImports([metafile])).toEqual(['lib/core/plan/wrong.ts must not import k6/http']);
  });
});

describe('a bundle', () => {
  test('is self-contained but for k6, and links its source map', async () => {
    const script = await readFile(`${root}/dist/stress.js`, 'utf8');
    const imported = [...script.matchAll(/^import .*? from "(.+)";$/gm)].map(([, from]) => from);
    expect([...new Set(imported)].sort()).toEqual(['k6', 'k6/execution', 'k6/http', 'k6/metrics']);
    expect(script).toMatch(/\n\/\/# sourceMappingURL=stress\.js\.map\n$/);
    const map = JSON.parse(await readFile(`${root}/dist/stress.js.map`, 'utf8'));
    expect(map.sources).toEqual(
      expect.arrayContaining(['../scripts/stress.ts', '../lib/core/judge/judge.ts', '../lib/k6/acceptance.ts']),
    );
  });

  test('declares nothing by var at its top, and keeps every other place where it was', async () => {
    expect(
      withLet(
        "var a = 1;\nlet b = `\nvar c`;\nfunction d() {\n  var e;\n}\nfor (var f of []) ;\nvar { g } = { g: '😀' }; var h;\n",
      ),
    ).toBe(
      "let a = 1;\nlet b = `\nvar c`;\nfunction d() {\n  var e;\n}\nfor (var f of []) ;\nlet { g } = { g: '😀' }; let h;\n",
    );
    expect(await readFile(`${root}/dist/stress.js`, 'utf8')).not.toMatch(/^var /m);
    expect(await readFile(`${root}/dist/k6-acceptance.js`, 'utf8')).not.toMatch(/^var /m);
  });
});
