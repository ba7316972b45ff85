import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseJson } from '../../core/language/parse-json.ts';
import { isObject } from '../../core/language/is-object.ts';
import { runProcess } from './run-process.ts';

export type K6Build = {
  /** The path of `go`. */
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
};

/**
 * Builds k6 from the pinned Go module; resolves when it is written to `output`.
 * Without cgo, no C compiler is needed. The user's Go workspace and cross-compilation are switched off: this k6 is for
 * this machine. `-mod=readonly` keeps go.mod and go.sum as they are, whatever GOFLAGS says.
 *
 * @throws When the build fails, with the compiler's last words.
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
  if ('failure' in result) throw new Error(`${go} build ${result.failure}`);
}

/**
 * The folder of the pinned Go module in this package. It is found by walking up from this file, which is two folders
 * below the package in `dist/node` and three in the sources.
 *
 * @throws When no package named k6-acceptance lies above.
 */
export async function pinnedModuleFolder(): Promise<string> {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if ((await packageName(folder)) === 'k6-acceptance') return join(folder, 'lib', 'node', 'get-k6', 'module');
    if (folder === dirname(folder)) throw new Error(`no package k6-acceptance around ${start}`);
  }
}

async function packageName(folder: string): Promise<unknown> {
  const manifest = parseJson(await readFile(join(folder, 'package.json'), 'utf8').catch(() => ''));
  return isObject(manifest) ? manifest['name'] : undefined;
}
