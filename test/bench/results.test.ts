import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { renderRows, replaceRows, requireResults, writeResults, type Results } from '../../bench/results.ts';
import type { Row } from '../../bench/row.ts';

const ours: Row = { what: 'memory', median: 1.23456, low: 1.2, high: 1.3, bar: 1.05 };
const theirs: Row = { what: 'Artillery: memory', median: 0.5, low: null, high: null, bar: null };
const results: Results = {
  k6: '2.2.0',
  cores: 2,
  runs: 21,
  rows: [ours],
  figures: { vuBytes: 123_456, baseBytes: 50_000_001, requestCpuSeconds: 0.000_234_567 },
};
const isTheirs = (row: unknown): boolean => JSON.stringify(row).includes('Artillery');

let file: string;
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'k6-acceptance-bench-test-')), 'results.json');
});
const read = async (): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));

test('are written with a line for each row and four digits', async () => {
  await writeResults(file, results, isTheirs);
  const text = await readFile(file, 'utf8');
  expect(text).toContain('\n    { "what": "memory", "median": 1.235, "low": 1.2, "high": 1.3, "bar": 1.05 }\n');
  expect(await read()).toMatchObject({
    k6: '2.2.0',
    cores: 2,
    runs: 21,
    figures: { vuBytes: 123_500, baseBytes: 50_000_000, requestCpuSeconds: 0.0002346 },
  });
});

test('keep the rows of the other command, whichever runs last', async () => {
  await writeResults(file, results, isTheirs);
  await replaceRows(file, [theirs], isTheirs);
  await writeResults(file, { ...results, rows: [{ ...ours, median: 1.1 }] }, isTheirs);
  expect(await read()).toMatchObject({ rows: [{ ...ours, median: 1.1 }, theirs] });
  await replaceRows(file, [{ ...theirs, median: 0.6 }], isTheirs);
  expect(await read()).toMatchObject({
    k6: '2.2.0',
    rows: [
      { ...ours, median: 1.1 },
      { ...theirs, median: 0.6 },
    ],
  });
});

test('are printed with what is absent as a dash', () => {
  expect(renderRows([ours, theirs])).toBe(
    '1.235  [1.200, 1.300]  at most 1.05  memory\n0.500  [—, —]  reported      Artillery: memory\n',
  );
});

test('must be there before another command adds to them', async () => {
  await expect(requireResults(file)).rejects.toThrow('Run npm run bench first.');
  await writeResults(file, results, isTheirs);
  await expect(requireResults(file)).resolves.toBeUndefined();
});
