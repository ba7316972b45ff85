import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runVariable } from '../core/document/script-variables.ts';
import type { GateResult } from '../core/document/gate.ts';
import { renderEnding, renderRunRecord } from '../core/document/run-record.ts';
import { parseJson } from '../core/language/parse-json.ts';
import { isObject } from '../core/language/is-object.ts';
import { start } from './child-process.ts';
import { documentSuffix, endingPathFor, readRegularText } from './document-files.ts';
import { gateFile, renderResult } from './gate-files.ts';
import { holdSignals } from './hold-signals.ts';
import { reasonOf } from './reason.ts';
import { makeReportFolder } from './report-folder.ts';

/** What k6 is to run, and how. */
export type RunRequest = {
  /** The path of k6. */
  readonly k6: string;
  readonly script: string;
  /** Options of `k6 run`, as they are. */
  readonly options: readonly string[];
  /** As k6 gets it in REPORT_DIR: absolute, or below the working directory. */
  readonly reportFolder: string;
  readonly workingDirectory: string;
};

/**
 * The exit code of one run, by its own document: 0 only when that is sound, says PASS or WARN, and k6 ended with 0.
 * Says on standard error how k6 ended and what the document is worth, and keeps beside the document how k6 ended.
 *
 * @throws When the report folder cannot be made or read, or k6 cannot be started.
 */
export async function judgedRun({ k6, script, options, reportFolder, workingDirectory }: RunRequest): Promise<number> {
  const folder = resolve(workingDirectory, reportFolder);
  await makeReportFolder(folder);
  const run = randomUUID();
  const args = ['run', '-e', `REPORT_DIR=${reportFolder}`, '-e', `${runVariable}=${run}`, script, ...options];
  const ended = { run, ...(await endingOf(k6, args, workingDirectory)) };
  process.stderr.write(`k6 ended with ${renderEnding(ended)}.\n`);
  const [path, ...others] = await documentsOf(run, folder);
  if (path === undefined) {
    return say(folder, {
      verdict: 'INVALID',
      sentence: `k6 ended with ${renderEnding(ended)} and left no document of this run.`,
      exitCode: 2,
    });
  }
  if (others.length > 0) {
    return say(folder, {
      verdict: 'INVALID',
      sentence: `There are ${others.length + 1} documents of this run, where there can be one.`,
      exitCode: 2,
    });
  }
  const endingPath = endingPathFor(path);
  const reason = await reasonNotWritten(endingPath, renderRunRecord(ended), run);
  if (reason !== null) {
    return say(path, {
      verdict: 'INVALID',
      sentence: `How k6 ended cannot be kept in ${endingPath}: ${reason}.`,
      exitCode: 2,
    });
  }
  return say(path, await gateFile(path, {}));
}

async function endingOf(
  k6: string,
  args: readonly string[],
  cwd: string,
): Promise<{ readonly exitCode: number | null; readonly signal: string | null }> {
  const signals = holdSignals();
  try {
    const started = await start(k6, args, { cwd, stdio: 'inherit' });
    signals.passTo(started.child);
    const { code, signal } = await started.ended;
    return { exitCode: code, signal };
  } finally {
    signals.release();
  }
}

/**
 * Why the file cannot be written; null where it is. It takes its place as a whole, because what stands there may be a
 * pipe.
 */
async function reasonNotWritten(path: string, text: string, run: string): Promise<string | null> {
  const draft = `${path}.${run}`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, path);
    return null;
  } catch (error) {
    await rm(draft, { force: true });
    return reasonOf(error);
  }
}

function say(path: string, result: GateResult): number {
  process.stderr.write(renderResult(path, result));
  return result.exitCode;
}

/** The documents that bear the run's name, whatever else lies in the folder. */
async function documentsOf(run: string, folder: string): Promise<string[]> {
  const paths = (await readdir(folder))
    .filter((name) => name.endsWith(documentSuffix))
    .map((name) => join(folder, name));
  const texts = await Promise.all(paths.map(readRegularText));
  return paths.filter((_, index) => {
    const file = texts[index];
    return file !== undefined && 'text' in file && runOf(file.text) === run;
  });
}

function runOf(text: string): unknown {
  const value = parseJson(text);
  return isObject(value) ? value['run'] : undefined;
}
