// `npm run mutants` takes minutes; that each mutant still fits the sources is known in milliseconds.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../contract/run-k6.ts';
import { faults } from '../faults/faults.ts';
import { detectors } from './detectors.ts';
import { judgingMutants } from './judging-mutants.ts';
import { mutate } from './mutant.ts';

const mutants = [...detectors, ...judgingMutants];

describe('the place stands once in the sources where', () => {
  test.each(mutants)('$what', async (mutant) => {
    const source = await readFile(join(root, mutant.file), 'utf8');
    expect(mutate(source, mutant)).not.toBe(source);
  });
});

test('a place that is not there, or twice, is refused', () => {
  const mutant = { what: 'x', file: 'y.ts', from: 'a', to: 'b' };
  expect(() => mutate('c', mutant)).toThrow(
    'Invalid mutant "x": expected its place once in y.ts, received 0 of "a". Adapt it to the source.',
  );
  expect(() => mutate('aa', mutant)).toThrow('received 2 of "a"');
  expect(mutate('cac', mutant)).toBe('cbc');
});

test('no two mutants have one name, and at least twenty are slips in what judges', () => {
  const names = mutants.map(({ what }) => what);
  expect(names.filter((what, index) => names.indexOf(what) !== index)).toEqual([]);
  expect(judgingMutants.length).toBeGreaterThanOrEqual(20);
});

test('each fault of the table has a detector to take out, and each detector a fault', () => {
  const names = Object.values(faults).flatMap((group) => group.map(({ fault }) => fault));
  const detected = detectors.flatMap((detector) => detector.faults);
  expect(names.filter((name) => !detected.includes(name))).toEqual([]);
  expect(detected.filter((name) => !names.includes(name))).toEqual([]);
  expect(detectors.filter((detector) => detector.faults.length === 0)).toEqual([]);
});
