import { inject } from 'vitest';
import { callBuilt, type CallOptions } from '../built-command.ts';
import type { EndedProcess } from '../ended-process.ts';

/** A call of the built command, which finds the k6 of the tests. */
export function call(args: readonly string[], { env = {}, ...options }: CallOptions): Promise<EndedProcess> {
  return callBuilt(args, { ...options, env: { K6_BINARY: inject('k6'), ...env } });
}
