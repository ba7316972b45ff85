// Takes out of the sources, one at a time, what finds faults, and expects the tests to notice. `npm run mutants`; see docs/faults.md.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../contract/run-k6.ts';
import { detectors } from './detectors.ts';
import { copyRepository, type RepositoryCopy } from './repository-copy.ts';
import { slips } from './slips/slips.ts';

const ofFault = (fault: string): string => `the fault ${fault}`;

/** The unit tests of what judges. */
const unitTests = readdirSync(join(root, 'test/core'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `test/core/${name}`);

/** The unit tests in the order in which they are asked: those nearest to the source first, and last those that take long. */
function stagesFor(source: string): readonly (readonly string[])[] {
  const path = source.replace(/^lib\//, 'test/').replace(/\.ts$/, '');
  const room = path.split('/').slice(0, 3).join('/');
  const isOf: readonly ((file: string) => boolean)[] = [
    (file) => file === `${path}.test.ts` || file === `${dirname(path)}.test.ts`,
    (file) => file.startsWith(`${room}/`) && !file.includes('.property.'),
    (file) => !file.includes('.property.'),
    () => true,
  ];
  return isOf
    .map((isMeant, stage) =>
      unitTests.filter((file) => isMeant(file) && !isOf.slice(0, stage).some((isEarlier) => isEarlier(file))),
    )
    .filter((files) => files.length > 0);
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

/** Whether a failing test tells anything of a mutant. */
let isSound = false;
let isTableSound = false;

test('with nothing taken out the unit tests pass', async () => {
  const outcome = await withCopy((copy) => copy.runTests(undefined, unitTests));
  expect(outcome).toMatchObject({ failed: [], broken: [] });
  isSound = outcome.passed.length > 0;
});

describe('the unit tests notice that', () => {
  test.concurrent.each(slips)('$what', async (mutant) => {
    expect(isSound, 'the unit tests fail without it as well').toBe(true);
    for (const tests of stagesFor(mutant.file)) {
      const { failed, broken } = await withCopy((copy) => copy.runTests(mutant, [...tests, '--bail=1']));
      expect(broken).toEqual([]);
      if (failed.length > 0) return;
    }
    expect.fail('no test noticed');
  });
});

test('with nothing taken out each fault is what the table says', async () => {
  const outcome = await withCopy((copy) => copy.runTests(undefined, ['test/faults']));
  expect(outcome).toMatchObject({ failed: [], broken: [] });
  isTableSound = outcome.passed.length > 0;
});

// One after the other: each run of k6 has its seconds, and its share of the machine.
describe('each fault is noticed to be missed when', () => {
  test.each(detectors)('$what', async (detector) => {
    expect(isTableSound, 'the tests of faults fail without it as well').toBe(true);
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
