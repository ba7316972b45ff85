import { type ExecFileException, execFile } from 'node:child_process';
import { getSystemErrorMap } from 'node:util';
import { oneLine } from '../reason.ts';

export type ProcessOptions = {
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  readonly cwd?: string;
  readonly signal?: AbortSignal;
};

/** What a process printed, or how it failed, as a predicate: `ended with exit code 1: …`. */
export type ProcessResult = { readonly stdout: string } | { readonly failure: string };

/**
 * What the program printed, or how it failed. A program that fails does not reject.
 * No shell is involved. At the time limit the program is killed: it may be one that ignores every other signal.
 *
 * @param program A path, or a name that is looked up on the PATH of `options.env`.
 * @throws When `options.signal` aborts it.
 */
export function runProcess(program: string, args: readonly string[], options: ProcessOptions): Promise<ProcessResult> {
  const { timeoutMs, ...rest } = options;
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [...args],
      { ...rest, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 16 * 1024 * 1024, windowsHide: true },
      (error, stdout, stderr) => {
        if (error === null) resolve({ stdout });
        else if (error.name === 'AbortError') reject(error);
        else resolve({ failure: failureOf(error, stderr, timeoutMs) });
      },
    );
  });
}

function failureOf(error: ExecFileException, stderr: string, timeoutMs: number): string {
  if (typeof error.code === 'number') return withLastWords(`ended with exit code ${error.code}`, stderr);
  if (typeof error.code === 'string') return `cannot be run: ${systemMessage(error)}`;
  if (error.killed === true) return `did not end within ${timeoutMs / 1000} s`;
  return withLastWords(`was ended by ${error.signal ?? 'an unknown signal'}`, stderr);
}

function systemMessage(error: ExecFileException): string {
  const known = error.errno === undefined ? undefined : getSystemErrorMap().get(error.errno);
  return known?.[1] ?? oneLine(error.message);
}

/** Compilers and archivers print the reason last. */
function withLastWords(what: string, stderr: string): string {
  const words = oneLine(stderr);
  if (words === '') return what;
  return `${what}: ${words.length > 400 ? `...${words.slice(-400)}` : words}`;
}
