import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../contract/run-k6.ts';
import { mutate, type Mutant } from './mutant.ts';

/** What the tests said: their full names. A file that could not be read stands in `broken`, with why. */
type Outcome = {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
  readonly broken: readonly string[];
};

/** A copy of the repository in which one thing at a time is wrong. */
export type RepositoryCopy = {
  /** Runs tests while the mutant is in; none of it stays. */
  readonly runTests: (mutant: Mutant | undefined, args: readonly string[]) => Promise<Outcome>;
  readonly remove: () => Promise<void>;
};

const copied = [
  'lib',
  'test',
  'build',
  'bench',
  'scripts',
  'thresholds',
  'demo',
  'docs',
  'build.mjs',
  'package.json',
  'tsconfig.json',
  'tsconfig.package.json',
  'vitest.config.ts',
];

export async function copyRepository(): Promise<RepositoryCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'k6-acceptance-mutant-'));
  await Promise.all(copied.map((name) => cp(join(root, name), join(folder, name), { recursive: true })));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    runTests: (mutant, args) => runTests(folder, mutant, args),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function runTests(folder: string, mutant: Mutant | undefined, args: readonly string[]): Promise<Outcome> {
  if (mutant === undefined) return vitest(folder, args);
  const file = join(folder, mutant.file);
  const source = await readFile(file, 'utf8');
  await writeFile(file, mutate(source, mutant));
  try {
    return await vitest(folder, args);
  } finally {
    await writeFile(file, source);
  }
}

async function vitest(folder: string, args: readonly string[]): Promise<Outcome> {
  const report = join(folder, 'report.json');
  await rm(report, { force: true });
  // A vitest within a vitest takes nothing from it.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:VITEST|VITE_|NODE_ENV|TEST$)/.test(name)),
  );
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--project=core',
      '--project=properties',
      '--project=contract',
      '--reporter=json',
      `--outputFile=${report}`,
      ...args,
    ],
    {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (log += chunk));
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  const text = await readFile(report, 'utf8').catch(() => {
    throw new Error(`vitest gave no report:\n${log}`);
  });
  const {
    testResults,
  }: { testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[] } =
    JSON.parse(text);
  const named = (status: string): string[] =>
    testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter((result) => result.status === status).map(({ fullName }) => fullName.trim()),
    );
  return {
    passed: named('passed'),
    failed: named('failed'),
    skipped: [...named('pending'), ...named('skipped')],
    broken: testResults
      .filter(({ assertionResults, message }) => assertionResults.length === 0 && message !== '')
      .map(({ name, message }) => `${name}: ${message}`),
  };
}
