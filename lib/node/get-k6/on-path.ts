import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { posix, resolve, win32 } from 'node:path';

/**
 * The absolute path of the first executable file of this name on PATH, as a shell would choose it; `undefined` if there
 * is none. On Windows only `.exe` counts, since what else PATHEXT lists cannot be started without a shell. An empty
 * entry of PATH means the current folder, and is passed over.
 */
export async function findOnPath(
  program: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Promise<string | undefined> {
  const { delimiter } = platform === 'win32' ? win32 : posix;
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter);
  for (const folder of folders.filter((entry) => entry !== '')) {
    const candidate = resolve(folder, executableName(program, platform));
    if (await isExecutableFile(candidate)) return candidate;
  }
  return undefined;
}

/** The file name of a program: `k6.exe` on Windows, `k6` elsewhere. */
export function executableName(program: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? `${program}.exe` : program;
}

async function isExecutableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
