import { spawn } from 'node:child_process';
import { endOf, type EndedProcess } from '../ended-process.ts';

/** Runs a program to its end. It gets PATH and HOME, and nothing else of what npm and vitest put into the environment. */
export function run(
  program: string,
  args: readonly string[],
  { cwd, home }: { readonly cwd: string; readonly home: string },
): Promise<EndedProcess> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: home };
  return endOf(spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }));
}
