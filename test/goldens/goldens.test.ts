// What k6 handed over in real runs, and what comes out of it in every format. To capture both anew, and then read them:
//   CAPTURE=1 npx vitest run test/goldens --update
import { copyFile, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { judge } from '../../lib/core/judge/judge.ts';
import { k6OptionsFor } from '../../lib/core/compile/k6-options.ts';
import { parsePlan } from '../../lib/core/plan/plan.ts';
import { renderJson } from '../../lib/core/render/json.ts';
import { renderJunit } from '../../lib/core/render/junit.ts';
import { renderMarkdown } from '../../lib/core/render/markdown.ts';
import { renderTerminal } from '../../lib/core/render/terminal.ts';
import { planDifferences } from '../../lib/core/compile/plan-differences.ts';
import { measure } from '../../lib/core/measure/measure.ts';
import { parseRunSummary } from '../../lib/core/measure/run-summary.ts';
import { plan as failing } from '../contract/plans/failing.plan.ts';
import { plan as hostileNames } from '../contract/plans/hostile-names.plan.ts';
import { bundlePlan, runK6 } from '../contract/run-k6.ts';
import { expectDocument } from '../contract/schema.ts';
import { startTarget } from '../contract/target.ts';

async function capture(name: string, file: URL): Promise<void> {
  const target = await startTarget();
  const run = await runK6(await bundlePlan(name), { env: { BASE_URL: target.url } });
  await target.close();
  await copyFile(`${run.folder}/summary.json`, file);
}

test.each([
  ['failing', failing],
  ['hostile-names', hostileNames],
] as const)('the run %s becomes its documents', async (name, spec) => {
  const file = new URL(`${name}.summary.json`, import.meta.url);
  if (process.env['CAPTURE'] !== undefined) await capture(name, file);
  const { data, options } = JSON.parse(await readFile(file, 'utf8'));
  const plan = parsePlan(spec, { BASE_URL: 'https://user:password@shop.example/api', TIME_SCALE: undefined });
  const differences = planDifferences(k6OptionsFor(plan), options);
  const endedAtMs = data.metrics.load_started_at_ms.values.value + plan.durationMs;
  const acceptance = judge(plan, measure(plan, parseRunSummary(data)), { differences, endedAtMs });
  const json = renderJson(acceptance);
  expectDocument(JSON.parse(json));
  await expect(json).toMatchFileSnapshot(`${name}.acceptance.json`);
  await expect(renderJunit(acceptance)).toMatchFileSnapshot(`${name}.junit.xml`);
  await expect(renderMarkdown(acceptance)).toMatchFileSnapshot(`${name}.acceptance.md`);
  await expect(renderTerminal(acceptance, true)).toMatchFileSnapshot(`${name}.acceptance.txt`);
});
