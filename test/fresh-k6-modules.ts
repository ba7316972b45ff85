// The files of the core project share their workers, and what they import: the domain keeps no state between two calls.
// `lib/k6` does, and its tests put stubs in the place of k6: each of their files gets modules of its own.
import { expect, vi } from 'vitest';

// oxlint-disable-next-line vitest/no-standalone-expect -- only `expect` knows which file is about to run
if (expect.getState().testPath?.includes('/test/k6/') === true) vi.resetModules();
