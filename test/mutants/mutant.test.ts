// `npm run mutants` takes minutes; that each mutant still fits the sources is known in a second.
import { parseSync, traverse } from '@babel/core';
import { transform } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../contract/run-k6.ts';
import { faults } from '../faults/faults.ts';
import { detectors } from './detectors.ts';
import { mutate, type Mutant } from './mutant.ts';
import { slips } from './slips/slips.ts';

const mutants = [...detectors, ...slips];

/** What every engine of the language has. */
const ofTheLanguage = new Set([
  'Array',
  'Date',
  'Infinity',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'Set',
  'String',
  'undefined',
]);

/** The names that a function uses and does not declare. */
function freeNames(code: string): string[] {
  const file = parseSync(`(${code})`, { babelrc: false, configFile: false, sourceType: 'module' });
  let names: string[] = [];
  if (file === null) return names;
  traverse(file, { Program: ({ scope }) => void (names = Object.keys(scope['globals'])) });
  return names.filter((name) => !ofTheLanguage.has(name));
}

describe('the sources have a place for', () => {
  test.each(mutants)('$what', async (mutant) => {
    const mutated = mutate(await readFile(join(root, mutant.file), 'utf8'), mutant);
    expect(mutated).toContain(mutant.replacement);
    const { code } = await transform(mutated, { loader: 'ts' });
    expect(code).toMatch(new RegExp(`\\b${mutant.name}\\b`));
  });
});

test('a replacement knows nothing but the language and the original', () => {
  const known = slips.length;
  expect(freeNames((() => known).toString())).toEqual(['known']);
  expect(freeNames(((original: number) => [Math.abs(original)].map((one) => one)).toString())).toEqual([]);
  expect(
    mutants.flatMap(({ what, replacement }) => freeNames(replacement).map((name) => `${name} in ${what}`)),
  ).toEqual([]);
});

describe('a source is mutated', () => {
  const source = `
    export const first = twice(1);
    export function twice(value: number): number;
    export function twice(value: number): number { return value * 2; }
    export function fourfold(value: number): number { return twice(twice(value)); }
    export class Counter { count(): number { return 1; } }
    export const counted = new Counter().count();
    export const [one, words] = [1, [fourfold(1)] as const];
    export const limit: number = fourfold(1) + 1;
    function inner(): number { return 1; }
    export const outer = (): number => inner();
  `;

  async function valuesWith(name: string, replacement: string): Promise<Record<string, unknown>> {
    const mutated = mutate(source, { what: 'a slip', file: 'a.ts', name, replacement });
    const { code } = await transform(mutated, { loader: 'ts' });
    const { outer, fourfold, ...values } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    return { ...values, outer: outer(), fourfold: fourfold(1) };
  }

  test('in a function, wherever the module calls it', async () => {
    expect(await valuesWith('twice', '(original) => (value) => original(value) + 1')).toMatchObject({
      first: 3,
      fourfold: 7,
      limit: 8,
    });
  });

  test('in a function that is not exported', async () => {
    const values = await valuesWith('inner', '() => () => 5');
    expect(values).toMatchObject({ outer: 5, fourfold: 4 });
    expect(values).not.toHaveProperty('inner');
  });

  test('in a class', async () => {
    expect(
      await valuesWith('Counter', '(original) => class extends original { count() { return super.count() + 1; } }'),
    ).toMatchObject({ counted: 2 });
  });

  test('in a constant', async () => {
    expect(await valuesWith('limit', '(original) => original * 2')).toMatchObject({ limit: 10, first: 2 });
    expect(await valuesWith('outer', '(original) => () => original() + 6')).toMatchObject({ outer: 7 });
  });

  test.each(['absent', 'count', 'value', 'one'])('and refused for want of a place: %s', (name) => {
    expect(() => mutate(source, { what: 'a slip', file: 'a.ts', name, replacement: '() => 1' })).toThrow(
      `Invalid mutant "a slip": expected ${name} once at the top of a.ts, received 0. Adapt it to the source.`,
    );
  });
});

test('no two mutants have one name, and at least twenty are slips in what judges', () => {
  const names = mutants.map(({ what }) => what);
  expect(names.filter((what, index) => names.indexOf(what) !== index)).toEqual([]);
  expect(slips.length).toBeGreaterThanOrEqual(20);
});

test('no two slips are one', () => {
  const codes = slips.map(({ file, name, replacement }: Mutant) => `${file} ${name} ${replacement}`);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

test('each fault of the table has a detector to take out, and each detector a fault', () => {
  const names = Object.values(faults).flatMap((group) => group.map(({ fault }) => fault));
  const detected = detectors.flatMap((detector) => detector.faults);
  expect(names.filter((name) => !detected.includes(name))).toEqual([]);
  expect(detected.filter((name) => !names.includes(name))).toEqual([]);
  expect(detectors.filter((detector) => detector.faults.length === 0)).toEqual([]);
});
