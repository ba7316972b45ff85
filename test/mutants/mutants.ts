// Takes out of the sources, one at a time, what finds faults, and expects the tests to notice. `npm run mutants`; see docs/faults.md.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../contract/run-k6.ts';
import { detectors } from './detectors.ts';
import { judgingMutants } from './judging-mutants.ts';
import { copyRepository, type RepositoryCopy } from './repository-copy.ts';

const ofFault = (fault: string): string => `the fault ${fault}`;

/** The unit tests of what judges. */
const unitTests = ['test/core'];

/** The test of a source, or of the folder that it is in. */
function testsBeside(source: string): readonly string[] {
  const path = `test/${source.replace(/^lib\//, '').replace(/\.ts$/, '')}`;
  return (
    [[`${path}.test.ts`], [`${dirname(path)}.test.ts`]].find(([file = '']) => existsSync(join(root, file))) ?? [
      dirname(path),
    ]
  );
}

const free: RepositoryCopy[] = [];
const all: RepositoryCopy[] = [];
beforeAll(async () => {
  all.push(await copyRepository(), await copyRepository());
  free.push(...all);
});
afterAll(async () => {
  await Promise.all(all.map((copy) => copy.remove()));
});

async function withCopy<Result>(use: (copy: RepositoryCopy) => Promise<Result>): Promise<Result> {
  const copy = free.pop();
  if (copy === undefined) throw new Error('More tests at once than copies of the repository.');
  return use(copy).finally(() => free.push(copy));
}

/** Whether a failing unit test tells anything of a mutant. */
let isSound = false;

test('with nothing taken out the unit tests pass', async () => {
  const outcome = await withCopy((copy) => copy.runTests(undefined, unitTests));
  expect(outcome).toMatchObject({ failed: [], broken: [] });
  isSound = outcome.passed.length > 0;
});

describe('the unit tests notice that', () => {
  test.concurrent.each(judgingMutants)('$what', async (mutant) => {
    expect(isSound, 'the unit tests fail without it as well').toBe(true);
    // First the tests that are called as the source is: they mostly notice, and are few.
    for (const tests of [testsBeside(mutant.file), unitTests]) {
      const { failed, broken } = await withCopy((copy) => copy.runTests(mutant, [...tests, '--bail=1']));
      expect(broken).toEqual([]);
      if (failed.length > 0) return;
    }
    expect.fail('no test noticed');
  });
});

// One after the other: each run of k6 has its seconds, and its share of the machine.
describe('each fault is noticed to be missed when', () => {
  test.each(detectors)('$what', async (detector) => {
    const pattern = `(?:${detector.faults.map((fault) => ofFault(fault).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})$`;
    const { passed, failed, skipped, broken } = await withCopy((copy) =>
      copy.runTests(detector, ['test/faults', `--testNamePattern=${pattern}`]),
    );
    expect(broken).toEqual([]);
    expect(passed, 'these stayed green').toEqual([]);
    const isRefused = (name: string): boolean => skipped.some((other) => other.startsWith(`${name} (this machine`));
    expect(
      detector.faults.map(ofFault).filter((name) => !failed.includes(name) && !isRefused(name)),
      'these were not run',
    ).toEqual([]);
  });
});
