import { spawn, type ChildProcess } from 'node:child_process';
import { inject } from 'vitest';
import { root } from './run-k6.ts';

export type Call = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

export type CallOptions = {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Gets the process as soon as it has said something that matches. */
  readonly once?: { readonly says: RegExp; readonly act: (command: ChildProcess) => void };
};

/** A call of the built command, which finds the k6 of the tests. */
export function call(args: readonly string[], { cwd, env = {}, once }: CallOptions): Promise<Call> {
  const child = spawn(process.execPath, [`${root}/dist/node/k6-acceptance.js`, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, K6_BINARY: inject('k6'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  let waiting = once;
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      said[stream] += chunk;
      if (waiting === undefined || !waiting.says.test(said[stream])) return;
      const { act } = waiting;
      waiting = undefined;
      act(child);
    });
  }
  return new Promise((resolve, reject) => child.once('error', reject).once('close', (exitCode) => resolve({ exitCode, ...said })));
}
