import { build, type Plugin } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { Acceptance } from '../../lib/core/document/acceptance-document.ts';
import { coldModules, forK6 } from '../../build/cold-modules.mjs';
import { lexicalTopLevel } from '../../build/lexical-top-level.mjs';
import { endOf, type EndedProcess } from '../ended-process.ts';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A plan of `test/contract/plans`, bundled as `build.mjs` bundles the scripts; `plugins` can change the judging code in it. */
export async function bundlePlan(name: string, plugins: Plugin[] = []): Promise<string> {
  const outdir = await mkdtemp(join(tmpdir(), 'k6-acceptance-plan-'));
  const entry = join(root, 'test', 'contract', 'plans', `${name}.ts`);
  await build({
    ...forK6,
    absWorkingDir: root,
    format: 'esm',
    entryPoints: [entry],
    outdir,
    sourcemap: 'linked',
    plugins: [coldModules([], plugins), lexicalTopLevel()],
  });
  return join(outdir, `${name}.js`);
}

export type K6Run = EndedProcess & {
  /** The report folder. */
  readonly folder: string;
  /** The names of the files in it. */
  readonly files: readonly string[];
  /** The acceptance document as it was written, perhaps not to its end; nothing when none was. */
  readonly json: string | undefined;
  /** The same, parsed; nothing when it cannot be. */
  readonly document: unknown;
  readonly markdown: string | undefined;
  readonly junit: string | undefined;
};

/** The acceptance document of a run. That it has the shape of its type is what `schema.test.ts` proves. */
export function documentOf(run: K6Run): Acceptance {
  if (!isAcceptance(run.document)) throw new Error(`no acceptance document: ${run.stdout}\n${run.stderr}`);
  return run.document;
}

function isAcceptance(value: unknown): value is Acceptance {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === 'k6-acceptance' &&
    'criteria' in value
  );
}

export type K6RunOptions = {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Sent to k6 this long after its start. */
  readonly interrupt?: { readonly signal: NodeJS.Signals; readonly afterMs: number };
  readonly reportFolder?: string;
  /** Put into the working folder, by their names. */
  readonly files?: Readonly<Record<string, string>>;
  /** Words that stand before the command, for a program that runs it. */
  readonly within?: readonly string[];
};

/** One run of the real k6 in a fresh folder that has a `reports` folder. */
export async function runK6(
  script: string,
  { args = [], env = {}, interrupt, reportFolder = 'reports', files: given = {}, within = [] }: K6RunOptions = {},
): Promise<K6Run> {
  const cwd = await mkdtemp(join(tmpdir(), 'k6-acceptance-run-'));
  await mkdir(join(cwd, 'reports'));
  for (const [name, text] of Object.entries(given)) await writeFile(join(cwd, name), text);
  const [program = '', ...words] = [...within, inject('k6'), 'run', '--quiet', ...args, script];
  const child = spawn(program, words, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, REPORT_DIR: reportFolder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = interrupt === undefined ? undefined : setTimeout(() => child.kill(interrupt.signal), interrupt.afterMs);
  const ended = await endOf(child);
  clearTimeout(timer);
  const folder = join(cwd, 'reports');
  const files = await readdir(folder);
  const read = async (ending: string): Promise<string | undefined> => {
    const file = files.find((name) => name.endsWith(ending));
    return file === undefined ? undefined : readFile(join(folder, file), 'utf8');
  };
  const json = await read('.acceptance.json');
  return {
    ...ended,
    folder,
    files,
    json,
    document: json === undefined ? undefined : parsed(json),
    markdown: await read('.acceptance.md'),
    junit: await read('.junit.xml'),
  };
}

/** Nothing of a document that breaks off: a disk can be full. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
