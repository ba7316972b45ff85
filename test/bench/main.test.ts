// The command itself, in its shortest form. What it measures is of no interest here.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { root } from '../contract/run-k6.ts';
import { endOf, type EndedProcess } from '../ended-process.ts';

function bench(...args: string[]): Promise<EndedProcess> {
  return endOf(
    spawn(process.execPath, [join(root, 'bench', 'start.mjs'), ...args], {
      env: { ...process.env, K6_BINARY: inject('k6') },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

const results = (): Promise<string> => readFile(join(root, 'bench', 'results.json'), 'utf8').catch(() => 'none');

test.skipIf(process.platform !== 'linux')(
  'a quick bench prints every row without an interval, judges none and writes nothing',
  { timeout: 180_000 },
  async () => {
    const before = await results();
    const { exitCode, stdout, stderr } = await bench('--quick', '--only', 'memory', '--vus', '30');
    expect(stderr).toMatch(/^memory 2\/2 library: \d+ MB, \d+\.\d\d s of CPU, \d+ requests$/m);
    const rows = stdout.split('\n').slice(0, -2);
    expect(rows.map((row) => row.slice(row.lastIndexOf('  ') + 2))).toEqual([
      'memory at 30 VUs ÷ hand-written',
      'memory at 30 VUs ÷ bare',
      'memory at 30 VUs ÷ bare with its options in VU 0 alone',
      'memory at 30 VUs, hand-written ÷ bare',
      'memory at 30 VUs, bare ÷ bare',
      'start-up CPU at 30 VUs ÷ hand-written',
    ]);
    for (const row of rows) expect(row).toMatch(/^\d+\.\d{3} {2}\[—, —\] {2}/);
    expect(stdout).toMatch(/\n\d+ s\. Fewer than 6 runs have no interval, so that no bar is judged\.\n$/);
    expect(exitCode).toBe(0);
    expect(await results()).toBe(before);
  },
);

test.each([
  [['--only', 'disk'], 'Invalid --only: expected memory, cpu, calls or artillery, received "disk".'],
  [['--runs', '1'], 'Invalid --runs: expected a whole number from 2, received "1".'],
  [['--vus', '20'], 'Invalid --vus: expected a whole number from 30, received "20".'],
  [['--fast'], "Unknown option '--fast'"],
])('%j is refused before anything runs', async (args, sentence) => {
  const { exitCode, stderr } = await bench(...args);
  expect(stderr).toContain(sentence);
  expect(exitCode).toBe(2);
});
