import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/k6-setup.ts'],
    // A run of the real k6 takes seconds.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Runs of k6 beside each other in one file: more of them would starve each other's arrival rates.
    maxConcurrency: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/journey/**'],
          sequence: { groupOrder: 0 },
        },
      },
      // What a newcomer does, judged by real criteria: alone on the machine, as a load test should be.
      { extends: true, test: { name: 'journey', include: ['test/journey/**/*.test.ts'], sequence: { groupOrder: 1 } } },
    ],
  },
});
