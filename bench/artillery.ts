import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { runBlocks } from './blocks.ts';
import type { LoadTarget } from './load-target.ts';
import { k6Run, measureRun, sentByK6 } from './measure-run.ts';
import { ratioRow, type Row } from './row.ts';

/** Phases of 1, 2, 2, 2, 2, 1.25 and 2 s, as `bench/artillery/stress.json` has them. */
const timeScale = '0.25';

/** How the rows of this part begin, so that the others know them in the file of results. */
export const artilleryRowPrefix = 'k6 with dist/stress.js ÷ Artillery';

/**
 * Measures the stress plan on k6 against the same requests at the same rates by Artillery, which neither checks them nor tells
 * their phases apart, and shares 50 connections.
 *
 * @throws When Artillery is not installed.
 */
export async function measureArtillery(
  k6: string,
  root: string,
  target: LoadTarget,
  runs: number,
  say: (line: string) => void,
): Promise<Row[]> {
  const folder = join(root, 'bench', 'artillery');
  const program = join(folder, 'node_modules', '.bin', 'artillery');
  await access(program).catch(() => {
    throw new Error(
      `Invalid Artillery: expected it at ${program}, received nothing. Install it by npm run bench:artillery.`,
    );
  });
  const artillery = {
    program,
    args: ['run', '--quiet', '--target', target.url, join(folder, 'stress.json')],
    env: { ARTILLERY_DISABLE_TELEMETRY: 'true' },
    exitCodes: [0],
  };
  const stress = k6Run(k6, join(root, 'dist', 'stress.js'), { TIME_SCALE: timeScale }, sentByK6);
  const usesOf = await runBlocks(
    [
      { name: 'k6', run: () => measureRun(stress, target) },
      { name: 'Artillery', run: () => measureRun(artillery, target) },
    ],
    { blocks: runs, requestTolerance: 0.02, say },
  );
  const of = (arm: 'k6' | 'Artillery', figure: 'cpuSeconds' | 'peakBytes'): number[] =>
    usesOf(arm).map((use) => use[figure]);
  return [
    ratioRow(
      `${artilleryRowPrefix}: CPU of the whole run`,
      null,
      of('k6', 'cpuSeconds'),
      of('Artillery', 'cpuSeconds'),
    ),
    ratioRow(`${artilleryRowPrefix}: memory`, null, of('k6', 'peakBytes'), of('Artillery', 'peakBytes')),
  ];
}
