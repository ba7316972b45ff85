import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../contract/run-k6.ts';
import type { EndedProcess } from '../ended-process.ts';
import { run } from './command.ts';
import { packed } from './packed.ts';

/** Somebody else's repository, with nothing installed but the packed package. */
export type ConsumerProject = {
  readonly folder: string;
  /** Where the package lies in it. */
  readonly packageFolder: string;
  /** What npm said when it installed the package. */
  readonly installation: EndedProcess;
  /** Runs a program in the project's folder. */
  readonly run: (program: string, args: readonly string[]) => Promise<EndedProcess>;
  /** Installs a package that this repository has itself. */
  readonly link: (name: string) => Promise<void>;
  /** The path of a copy of one of the project's scripts, one that imports the package from the address. */
  readonly importing: (address: string, script: string, copy: string) => Promise<string>;
};

/** Packs this package and installs the tarball in a fresh project, without a network and without npm's cache. */
export async function consumerProject(): Promise<ConsumerProject> {
  const [folder, home] = await Promise.all(
    ['project', 'home'].map((name) => mkdtemp(join(tmpdir(), `k6-acceptance-${name}-`))),
  );
  if (folder === undefined || home === undefined) throw new Error('no temporary folders');
  await cp(join(root, 'test', 'consumer', 'project'), folder, { recursive: true });
  const { filename } = await packed(home, '--pack-destination', home);
  const inProject: ConsumerProject['run'] = (program, args) => run(program, args, { cwd: folder, home });
  return {
    folder,
    packageFolder: join(folder, 'node_modules', 'k6-acceptance'),
    installation: await inProject('npm', ['install', '--offline', '--no-audit', '--no-fund', join(home, filename)]),
    run: inProject,
    async link(name) {
      const path = join(folder, 'node_modules', name);
      await mkdir(dirname(path), { recursive: true });
      await symlink(join(root, 'node_modules', name), path);
    },
    async importing(address, script, copy) {
      const text = await readFile(join(folder, script), 'utf8');
      await writeFile(join(folder, copy), text.replace(`from 'k6-acceptance'`, `from '${address}'`));
      return join(folder, copy);
    },
  };
}
