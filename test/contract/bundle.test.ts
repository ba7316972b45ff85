// What the bundled form saves, and what it keeps, is seen only where k6 makes the VUs.
import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundlePlan, root, runK6 } from './run-k6.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
  return () => target.close();
});

describe('a bundle', () => {
  test('lets k6 trace an exception to the lines of the sources, through joined functions too', async () => {
    const file = await bundlePlan('calls');
    const env = { BASE_URL: target.url, TARGET: target.url, CALL: 'without a value' };
    const { stderr } = await runK6(file, { env });
    const [trace = ''] = stderr.match(/Invalid call of .*$/m) ?? [];
    const places = [...trace.matchAll(/file:\/\/(\S+?):(\d+):\d+/g)];
    const frames = await Promise.all(
      places.map(async ([, source = '', line]) => {
        const lines = (await readFile(source, 'utf8')).split('\n');
        return [relative(root, source), lines[Number(line) - 1]];
      }),
    );
    expect(frames).toEqual([
      ['lib/k6/request-url.ts', expect.stringContaining('throw new Error(')],
      ['lib/k6/call.ts', expect.stringContaining('filledUrl(')],
      ['lib/k6/acceptance.ts', expect.stringContaining('callEndpoint(')],
      ['test/contract/plans/calls.ts', expect.stringContaining("test.call('view', { path: { id: '1', other: '2' } })")],
      ['lib/k6/iteration.ts', expect.stringContaining('body(data)')],
      ['lib/k6/acceptance.ts', expect.stringContaining('runIteration(')],
    ]);
    const joined = (await readFile(file, 'utf8')).match(/case "\w+": \{/g);
    expect(joined).toEqual(expect.arrayContaining(['case "filledUrl": {', 'case "hasFailed": {']));
  });

  test('leaves out the description of documents, which only their readers need', async () => {
    const script = await readFile(await bundlePlan('sound'), 'utf8');
    expect(script).toContain('function judge(');
    expect(script).not.toMatch(/acceptanceShape|acceptanceDocumentShape|planDocumentShape|measuredFields/);
  });

  test('makes in a VU what that VU needs, and its options in the first VU 0, which k6 asks for them', async () => {
    const file = await bundlePlan('sound');
    const script = await readFile(file, 'utf8');
    const marked = script.replace(
      /\(?(\w+)\.(?:cold|hot) \?\?= (?:\/\* @__PURE__ \*\/ )?\(\(\) => \{/g,
      "$& console.log('cold $1 in VU ' + __VU);",
    );
    expect(marked.match(/console\.log\('cold \w+/g)).toEqual([
      "console.log('cold declare",
      "console.log('cold workingVu",
      "console.log('cold countFailure",
      "console.log('cold requestWith",
    ]);
    await writeFile(
      file,
      `${marked}\nconsole.log('options in VU ' + __VU + ': ' + Object.keys(test.options ?? {}).length);`,
    );
    const { stderr, exitCode } = await runK6(file, { env: { BASE_URL: target.url } });
    expect(exitCode).toBe(0);
    const made = [...new Set(stderr.match(/cold \w+ in VU \d+/g))];
    expect(made.filter((line) => line.startsWith('cold declare'))).toEqual(['cold declare in VU 0']);
    const working = made.filter((line) => line.startsWith('cold workingVu'));
    expect(working.length).toBeGreaterThan(0);
    expect(working).not.toContain('cold workingVu in VU 0');
    expect(made).toHaveLength(1 + working.length);
    const options = [...stderr.matchAll(/options in VU (\d+): (\d+)/g)].map(([, vu, count]) => [vu, count]);
    expect(options.filter(([vu]) => vu === '0').map(([, count]) => Number(count) > 2)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(options.filter(([vu]) => vu !== '0').map(([, count]) => count)).toEqual(
      Array.from({ length: 20 }, () => '0'),
    );
  });
});
