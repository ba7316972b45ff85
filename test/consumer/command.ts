import { spawn } from 'node:child_process';

export type Command = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

/** Runs a program to its end. It gets PATH and HOME, and nothing else of what npm and vitest put into the environment. */
export async function run(program: string, args: readonly string[], { cwd, home }: { readonly cwd: string; readonly home: string }): Promise<Command> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: home };
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) child[stream].setEncoding('utf8').on('data', (chunk: string) => (chunks[stream] += chunk));
  const exitCode = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { exitCode, ...chunks };
}
