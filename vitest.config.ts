import { defineConfig } from 'vitest/config';

const everyTest = ['test/**/*.test.ts'];

/** The domain and the edge to k6, on data and stub modules: needs no k6, no build and no network, and takes seconds. */
const coreTests = [
  'test/core/**/*.test.ts',
  'test/k6/**/*.test.ts',
  'test/goldens/goldens.test.ts',
  'test/mutants/**/*.test.ts',
  'test/house*.test.ts',
];

/** The domain on thousands of made-up plans, runs and documents: takes half a minute. */
const propertyTests = ['test/core/**/*.property.test.ts'];

/** Everything that starts the real k6. */
const contractTests = [
  'test/contract/**/*.test.ts',
  'test/faults/**/*.test.ts',
  'test/goldens/preview.test.ts',
  'test/consumer/scripts.test.ts',
  'test/bench/scripts.test.ts',
  'test/bench/main.test.ts',
];

/** What a newcomer does, judged by real criteria. */
const journeyTests = ['test/journey/**/*.test.ts'];

const getsK6 = { globalSetup: ['test/k6-setup.ts'] };

export default defineConfig({
  test: {
    // The slowest take ten seconds, and several times that on a busy machine. The limit is only for what never ends.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    // Runs of k6 beside each other in one file: more of them would starve each other's arrival rates.
    maxConcurrency: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: coreTests,
          exclude: propertyTests,
          // A worker for each file costs more than most of its tests.
          pool: 'threads',
          isolate: false,
          setupFiles: ['test/fresh-k6-modules.ts'],
          // A golden is captured from the real k6, when that is asked for.
          ...(process.env['CAPTURE'] === undefined ? {} : getsK6),
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'properties', include: propertyTests, sequence: { groupOrder: 0 } } },
      // Processes, files and the build, without k6: all that is in no other project.
      {
        extends: true,
        test: {
          name: 'node',
          include: everyTest,
          exclude: [...coreTests, ...contractTests, ...journeyTests],
          sequence: { groupOrder: 0 },
        },
      },
      // After the tests that keep the processor busy: k6 has to be able to offer its load.
      { extends: true, test: { name: 'contract', include: contractTests, ...getsK6, sequence: { groupOrder: 1 } } },
      // Alone on the machine, as a load test should be.
      { extends: true, test: { name: 'journey', include: journeyTests, ...getsK6, sequence: { groupOrder: 2 } } },
    ],
  },
});
