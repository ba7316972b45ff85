import { defineConfig } from 'vitest/config';

// `npm run mutants`: not part of `npm test`, because it runs the tests again for each thing that it takes out.
export default defineConfig({
  test: {
    include: ['test/mutants/mutants.ts'],
    reporters: ['verbose'],
    testTimeout: 900_000,
    hookTimeout: 60_000,
    maxConcurrency: 2,
  },
});
