// What the bundled form saves is seen only where k6 makes the VUs.
import { readFile, writeFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { bundlePlan, runK6 } from './run-k6.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
  return () => target.close();
});

test('a bundle runs its cold code in VU 0 alone, and has its options in the first VU 0 alone, which k6 asks for them', async () => {
  const file = await bundlePlan('sound');
  const script = await readFile(file, 'utf8');
  const marked = script.replace(
    /\((\w+)\.cold \?\?= (?:\/\* @__PURE__ \*\/ )?\(\(\) => \{/g,
    "$& console.log('cold $1 in VU ' + __VU);",
  );
  expect(marked.match(/console\.log\('cold \w+/g)).toEqual(["console.log('cold declare", "console.log('cold onDemand"]);
  await writeFile(
    file,
    `${marked}\nconsole.log('options in VU ' + __VU + ': ' + Object.keys(test.options ?? {}).length);`,
  );
  const { stderr, exitCode } = await runK6(file, { env: { BASE_URL: target.url } });
  expect(exitCode).toBe(0);
  expect(new Set(stderr.match(/cold \w+ in VU \d+/g))).toEqual(new Set(['cold declare in VU 0']));
  const options = [...stderr.matchAll(/options in VU (\d+): (\d+)/g)].map(([, vu, count]) => [vu, count]);
  expect(options.filter(([vu]) => vu === '0').map(([, count]) => Number(count) > 2)).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(options.filter(([vu]) => vu !== '0').map(([, count]) => count)).toEqual(Array.from({ length: 20 }, () => '0'));
});
