// What the compiler says of a plan with a wrong name, and where: the message is what the author of a plan reads.
import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../contract/run-k6.ts';

type Diagnostic = { readonly line: number; readonly column: number; readonly message: string };

/** What `tsc` reports of a script, under the repository's own options. */
async function diagnosticsOf(script: string): Promise<Diagnostic[]> {
  const folder = await mkdtemp(join(tmpdir(), 'k6-acceptance-types-'));
  await writeFile(join(folder, 'script.ts'), script);
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { typeRoots: [join(root, 'node_modules', '@types')] },
      files: ['script.ts'],
      include: [],
    }),
  );
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const stdout = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [tsc, '--pretty', 'false', '--project', folder], { cwd: folder }, (error, output) => {
      if (error !== null && typeof error.code !== 'number') reject(error);
      else resolve(output);
    });
  });
  return stdout
    .split(/\n(?=\S)/)
    .filter((report) => report.trim() !== '')
    .map((report) => {
      const [, line, column, message] = /^script\.ts\((\d+),(\d+)\): error TS\d+: ([^]*)$/.exec(report) ?? [];
      if (line === undefined || column === undefined || message === undefined) {
        throw new Error(`tsc reported elsewhere: ${report}`);
      }
      return { line: Number(line), column: Number(column), message: message.trim() };
    });
}

/** The place of the only occurrence of a text. */
function placeOf(script: string, text: string): { line: number; column: number } {
  expect(script.split(text)).toHaveLength(2);
  const before = script.slice(0, script.indexOf(text)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const scriptWith = (criteria: string, iteration = ''): string => `
import type { CriterionSpec } from '${root}/lib/core/plan/criterion.ts';
import { acceptance } from '${root}/lib/k6/index.ts';

export const set = [{ indicator: 'latency', phase: 'night', target: 'avg<5' }] as const satisfies readonly CriterionSpec[];

const test = acceptance({
  name: 'shop',
  profile: () => [{ name: 'warm-up', ramp: '20/s', duration: '30s' }, { name: 'required', hold: '20/s', duration: '5m' }],
  endpoints: [
    { name: 'view cart', path: '/cart', checks: { 'has items': (response) => Array.isArray(response.json('items')) } },
    { name: 'pay', path: '/payments' },
  ],
  metrics: [{ name: 'render_time', type: 'trend' }],
  criteria: ${criteria},
});

export default test.iteration(() => {
  test.call('pay');
  ${iteration}
});
`;
const sound = "{ indicator: 'render_time', phase: 'required', target: 'avg<5' }";

const wrongNames: [what: string, criterion: string, at: string, message: string][] = [
  [
    'phase',
    "{ indicator: 'latency', phase: 'nope', target: 'avg<5' }",
    "phase: 'nope'",
    `Type '"nope"' is not assignable to type '"required" | "warm-up" | undefined'.`,
  ],
  [
    'endpoint',
    "{ indicator: 'latency', endpoint: 'nope', target: 'avg<5' }",
    "endpoint: 'nope'",
    `Type '"nope"' is not assignable to type '"pay" | "view cart" | undefined'.`,
  ],
  [
    'indicator',
    "{ indicator: 'render_tme', target: 'avg<5' }",
    "indicator: 'render_tme'",
    // There are too many to list: TypeScript names the nearest.
    expect.stringMatching(/^Type '"render_tme"' is not assignable to .+ Did you mean '"render_time"'\?$/),
  ],
];
const forms: [form: string, criteriaWith: (criterion: string) => string][] = [
  ['list', (criterion) => `[\n    ${sound},\n    ${criterion},\n  ]`],
  ['function', (criterion) => `() => [\n    ${sound},\n    ${criterion},\n  ]`],
];

describe.each(forms)('a %s with one wrong criterion', (_form, criteriaWith) => {
  test.each(wrongNames)(
    'whose %s is undeclared: one error, at the name, with the declared ones or the nearest',
    async (_what, criterion, at, message) => {
      const script = scriptWith(criteriaWith(criterion));
      expect(await diagnosticsOf(script)).toEqual([{ ...placeOf(script, at), message }]);
    },
  );
});

test('a named set with an undeclared phase: one error, at the field, that ends with the name and the declared ones', async () => {
  const script = scriptWith('set');
  const [diagnostic, ...others] = await diagnosticsOf(script);
  expect(others).toEqual([]);
  expect(diagnostic).toMatchObject(placeOf(script, 'criteria: set'));
  expect(diagnostic?.message.split('\n').at(-1)?.trim()).toBe(
    `Type '"night"' is not assignable to type '"required" | "warm-up" | undefined'.`,
  );
});

test('calls and records of undeclared names: one error each, at the name, with the declared ones', async () => {
  const script = scriptWith(`[${sound}]`, "test.call('cart'); test.record('paint_time', 1);");
  expect(await diagnosticsOf(script)).toEqual([
    {
      ...placeOf(script, "'cart'"),
      message: `Argument of type '"cart"' is not assignable to parameter of type '"pay" | "view cart"'.`,
    },
    {
      ...placeOf(script, "'paint_time'"),
      message: `Argument of type '"paint_time"' is not assignable to parameter of type '"render_time"'.`,
    },
  ]);
});

test('a sound plan: no error', async () => {
  expect(
    await diagnosticsOf(scriptWith(`() => [${sound}]`, "test.call('view cart'); test.record('render_time', 1);")),
  ).toEqual([]);
});
