import type { EndedProcess } from '../ended-process.ts';
import { run } from './command.ts';
import { root } from '../contract/run-k6.ts';

export type Packed = { readonly filename: string; readonly files: readonly string[] };

/**
 * What `npm pack` makes of this repository: the tarball's name, and the files in it by path.
 *
 * Without scripts: dist is built already, and other tests read it meanwhile.
 *
 * @param home npm's home folder.
 */
export async function packed(home: string, ...args: readonly string[]): Promise<Packed> {
  const command = await run('npm', ['pack', '--ignore-scripts', '--json', ...args], { cwd: root, home });
  const [tarball] = parse(command);
  if (tarball === undefined) throw new Error(`npm pack made no tarball: ${command.stderr}`);
  return { filename: tarball.filename, files: tarball.files.map(({ path }) => path) };
}

function parse({ stdout }: EndedProcess): { filename: string; files: { path: string }[] }[] {
  return JSON.parse(stdout);
}
