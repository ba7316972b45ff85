import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';

/** How a process ended, and all that it said until then. */
export type EndedProcess = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

/** @param hear Gets all that a stream has said so far, each time it says more. */
export async function endOf(
  child: ChildProcessByStdio<null, Readable, Readable>,
  hear?: (said: string) => void,
): Promise<EndedProcess> {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      said[stream] += chunk;
      hear?.(said[stream]);
    });
  }
  const exitCode = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  return { exitCode, ...said };
}
