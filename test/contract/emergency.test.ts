// Whatever breaks in judging or rendering, a document says INVALID and why.
import type { Plugin } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { readJunit } from '../core/render/read-junit.ts';
import { bundlePlan, runK6 } from './run-k6.ts';
import { expectDocument } from './schema.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
  return () => target.close();
});

/** Makes an exported function of a module throw. */
function breaking(file: string, exported: string): Plugin {
  return {
    name: 'breaking',
    setup({ onLoad }) {
      onLoad({ filter: new RegExp(`${file}$`) }, () => ({
        contents: `export function ${exported}() { throw new Error('${exported} is <b>broken</b> \\u001b[31m'); }`,
        loader: 'js',
      }));
    },
  };
}

test('a broken judgement still leaves a document that says INVALID and why, inert in every format', async () => {
  const run = await runK6(await bundlePlan('sound', [breaking('judge/judge.ts', 'judge')]), {
    env: { BASE_URL: target.url, K6_ACCEPTANCE_RUN: 'one', REPORT_FORMATS: 'json,markdown,junit' },
  });
  expectDocument(run.document);
  expect(run.document).toMatchObject({
    plan: 'sound',
    run: 'one',
    verdict: 'INVALID',
    emergency: true,
    sentence: `No report could be made of this run: judge is  b broken /b    31m`,
  });
  expect(run.files).toEqual(['sound.acceptance.json', 'sound.acceptance.md', 'sound.junit.xml']);
  expect(run.markdown).toMatch(/^# INVALID\n\nNo report could be made of this run: /);
  expect(readJunit(run.junit ?? '').cases).toEqual([
    {
      classname: 'k6-acceptance',
      name: 'the report can be made',
      outcome: 'error',
      type: 'emergency',
      message: 'No report could be made of this run: judge is  b broken /b    31m',
    },
  ]);
  expect(run.stdout).toMatch(/INVALID: No report could be made/);
  expect(`${run.markdown}${run.stdout}`).not.toMatch(/[<\u001b]/);
});
