import type { TestProject } from 'vitest/node';
import { getK6 } from '../lib/node/get-k6/get-k6.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of the k6 that the contract tests run. */
    k6: string;
  }
}

/** Gets k6 once for all test files. */
export default async function setup({ provide }: TestProject): Promise<void> {
  const { path } = await getK6();
  provide('k6', path);
}
