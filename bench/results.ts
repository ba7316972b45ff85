import { access, readFile, writeFile } from 'node:fs/promises';
import { invalid } from '../lib/core/language/invalid.ts';
import { isObject } from '../lib/core/language/is-object.ts';
import type { Row } from './row.ts';

/** What `bench/results.json` holds. */
export type Results = {
  /** The version of k6. */
  readonly k6: string;
  /** Of the machine. */
  readonly cores: number;
  /** How often each script ran. */
  readonly runs: number;
  readonly rows: readonly Row[];
  /** Measured on this machine, for estimates: resident bytes of a VU and of k6 without VUs, and CPU seconds of a request. */
  readonly figures: { readonly vuBytes: number; readonly baseBytes: number; readonly requestCpuSeconds: number };
};

/** Writes the results, and keeps the rows of the file that another command measured. */
export async function writeResults(file: string, results: Results, isOthers: (row: unknown) => boolean): Promise<void> {
  const others = (await readRows(file)).filter(isOthers);
  await writeFile(file, render({ ...results, rows: [...results.rows, ...others] }));
}

/** @throws When there are no results that rows can be added to. */
export async function requireResults(file: string): Promise<void> {
  await access(file).catch(() => {
    throw invalid('results', `the file ${file}`, undefined, 'Run npm run bench first');
  });
}

/** Replaces in the file the rows that this command measured, and leaves all else as it is. */
export async function replaceRows(
  file: string,
  rows: readonly Row[],
  isOurs: (row: unknown) => boolean,
): Promise<void> {
  const results: unknown = JSON.parse(await readFile(file, 'utf8'));
  const others = (await readRows(file)).filter((row) => !isOurs(row));
  await writeFile(file, render({ ...(isObject(results) ? results : {}), rows: [...others, ...rows] }));
}

async function readRows(file: string): Promise<unknown[]> {
  const results: unknown = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  return isObject(results) && Array.isArray(results['rows']) ? results['rows'] : [];
}

/** JSON with one line for each row, and numbers to what the measurement carries. */
function render(results: unknown): string {
  const rounded = JSON.stringify(
    results,
    (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value),
    2,
  );
  return `${rounded.replace(/\{\n\s+"what": [^{}]*\}/g, (row) => row.replace(/\n\s+/g, ' '))}\n`;
}

/** The rows as lines for the terminal. */
export function renderRows(rows: readonly Row[]): string {
  const number = (value: number | null): string => (value === null ? '—' : value.toFixed(3));
  return rows
    .map(
      ({ what, median, low, high, bar }) =>
        `${number(median)}  [${number(low)}, ${number(high)}]  ${bar === null ? 'reported    ' : `at most ${bar}`.padEnd(12)}  ${what}\n`,
    )
    .join('');
}
