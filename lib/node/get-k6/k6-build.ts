import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from './k6-process.ts';

export interface K6Build {
  /** The `go` command. */
  readonly go: string;
  /** The folder of the go.mod and go.sum that pin k6. */
  readonly moduleFolder: string;
  /** Where k6 is written to. */
  readonly output: string;
  /** An existing folder for the compiler's own files; whoever made it removes it. */
  readonly scratch: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Builds k6 from the pinned Go module; resolves when it is written to `output`.
 * Without cgo no C compiler is needed. The caller's workspace and cross-compiling target are switched off, as k6 is for
 * this machine, and `-mod=readonly` keeps go.mod and go.sum as they are whatever GOFLAGS says.
 *
 * @throws Error with the compiler's last words.
 */
export async function buildK6({ go, moduleFolder, output, scratch, env, timeoutMs, signal }: K6Build): Promise<void> {
  const result = await runProcess(
    go,
    ['build', '-mod=readonly', '-trimpath', '-ldflags=-s -w', '-o', output, 'go.k6.io/k6/v2'],
    {
      cwd: moduleFolder,
      env: { ...env, CGO_ENABLED: '0', GOWORK: 'off', GOOS: '', GOARCH: '', GOTMPDIR: scratch },
      timeoutMs,
      signal,
    },
  );
  if ('fault' in result) throw new Error(`${go} build ${result.fault}`);
}

/**
 * The folder of the pinned Go module, found by walking up from this file to the package named k6-acceptance:
 * the way is another from `lib/node/get-k6` than from `dist/node`.
 *
 * @throws Error if no such package lies above.
 */
export async function k6ModuleFolder(): Promise<string> {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if ((await packageName(folder)) === 'k6-acceptance') return join(folder, 'lib', 'node', 'get-k6', 'module');
    if (folder === dirname(folder)) throw new Error(`no package k6-acceptance around ${start}`);
  }
}

async function packageName(folder: string): Promise<unknown> {
  try {
    const content: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return typeof content === 'object' && content !== null && 'name' in content ? content.name : undefined;
  } catch {
    return undefined;
  }
}
