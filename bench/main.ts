// The bench: what an acceptance test costs, against hand-written k6 and against k6 itself. docs/bench.md tells how it measures.
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { k6Binary } from '../lib/node/get-k6/k6-binary.ts';
import { startLoadTarget } from './load-target.ts';
import { memoryRows } from './memory.ts';
import { isBeyondBar, type Row } from './row.ts';

/** One more than the pairs of the issue: the ratios of successive runs are one less than the runs. */
const defaultBlocks = 21;
const defaultVus = 2000;

/**
 * Runs the bench, prints its rows, and writes them unless it was shortened. Resolves with the exit code: 1 when a row lies
 * beyond its bar.
 *
 * @param root The package's folder, built.
 * @param bundled A folder with the bundles of `bench/scripts` and with `stress.js`.
 */
export async function main(root: string, bundled: string, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean' }, pairs: { type: 'string' }, vus: { type: 'string' }, only: { type: 'string' } },
  });
  if (process.platform !== 'linux') throw new Error(`Invalid platform: expected linux, received ${process.platform}. The bench reads /proc; run it in a Linux machine.`);
  const blocks = values.quick === true ? 2 : Number(values.pairs ?? defaultBlocks);
  const vus = Number(values.vus ?? defaultVus);
  const { path, version } = await k6Binary();
  const target = await startLoadTarget(join(root, 'bench', 'load-server.mjs'));
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const bench = { k6: path, target, scripts: { plain: join(root, 'bench', 'scripts'), bundled }, blocks, vus, say };
  try {
    const rows = await memoryRows(bench);
    for (const row of rows) process.stdout.write(`${describeRow(row)}\n`);
    if (blocks === defaultBlocks && vus === defaultVus && values.only === undefined) {
      await writeFile(join(root, 'bench', 'results.json'), `${JSON.stringify({ k6: version, cores: cpus().length, rows }, null, 2)}\n`);
    }
    return rows.some(isBeyondBar) ? 1 : 0;
  } finally {
    target.close();
  }
}

function describeRow({ what, median, low, high, bar }: Row): string {
  return `${what}: ${median.toFixed(3)} [${low?.toFixed(3) ?? '—'}, ${high?.toFixed(3) ?? '—'}]${bar === null ? '' : `, bar ${bar}`}`;
}
