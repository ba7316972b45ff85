import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

/** How a process ended: its exit code, or the signal that ended it. */
type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** A started process, with the promise of its end. */
export type Started = { readonly child: ChildProcess; readonly ended: Promise<Ending> };

/**
 * Starts a process in a group of its own, so that a Ctrl-C in the terminal reaches this process alone, which then ends
 * the others in order. (k6 takes a second interrupt as the wish to end without a summary.)
 *
 * @throws When the program cannot be started.
 */
export async function start(program: string, args: readonly string[], options: SpawnOptions): Promise<Started> {
  const child = spawn(program, args, { ...options, detached: true });
  const ended = new Promise<Ending>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  await once(child, 'spawn');
  return { child, ended };
}

/** Ends a process: asks first, then insists after `graceMs`. */
export async function stop({ child, ended }: Started, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(insist);
}
