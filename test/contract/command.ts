import { spawn, type ChildProcess } from 'node:child_process';
import { inject } from 'vitest';
import { endOf, type EndedProcess } from '../ended-process.ts';
import { root } from './run-k6.ts';

export type CallOptions = {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Gets the process as soon as it has said something that matches. */
  readonly once?: { readonly says: RegExp; readonly act: (command: ChildProcess) => void };
};

/** A call of the built command, which finds the k6 of the tests. */
export function call(args: readonly string[], { cwd, env = {}, once }: CallOptions): Promise<EndedProcess> {
  const child = spawn(process.execPath, [`${root}/dist/node/k6-acceptance.js`, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, K6_BINARY: inject('k6'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let waiting = once;
  return endOf(child, (said) => {
    if (waiting === undefined || !waiting.says.test(said)) return;
    const { act } = waiting;
    waiting = undefined;
    act(child);
  });
}
