import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endOf, type EndedProcess } from './ended-process.ts';

const command = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'node', 'k6-acceptance.js');

export type CallOptions = {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Gets the process as soon as it has said something that matches. */
  readonly once?: { readonly says: RegExp; readonly act: (command: ChildProcess) => void };
};

/** A call of the built command. It gets PATH, HOME and `env`, and nothing else of the environment. */
export function callBuilt(args: readonly string[], { cwd, env = {}, once }: CallOptions): Promise<EndedProcess> {
  const child = spawn(process.execPath, [command, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, ...env },
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
