import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { runBlocks, type Arm } from './blocks.ts';
import { measureK6, type K6Use } from './measure-k6.ts';
import { ratioRow, successiveRatios, valueRow, type Row } from './row.ts';

const armNames = ['bare', 'library', 'hand', 'lean bare'] as const;

/** Every phase of the stress plan at its shortest, 1 s. */
const timeScale = '0.01';

/** While k6 readies its VUs, arrivals fall behind, and the last of them never start: the more VUs, the more of them. */
const requestTolerance = 0.1;

/** The rows on the memory and the start of many VUs: `dist/stress.js` against scripts that send the same requests. */
export async function memoryRows(bench: Bench): Promise<Row[]> {
  const { k6, target, scripts, blocks, vus, say } = bench;
  const run = (script: string): Promise<K6Use> => measureK6(k6, script, target, { TIME_SCALE: timeScale, VUS: String(vus) });
  const stress = await stressScript(scripts.bundled, vus);
  const files = { bare: join(scripts.plain, 'bare-stress.js'), library: stress, hand: join(scripts.plain, 'hand-stress.js'), 'lean bare': join(scripts.plain, 'lean-bare-stress.js') };
  const arms = armNames.map((name): Arm<(typeof armNames)[number]> => ({ name, run: () => run(files[name]) }));
  const usesOf = await runBlocks(arms, { blocks, requestTolerance, say: (line) => say(`memory ${line}`) });
  const peaks = (arm: (typeof armNames)[number]): number[] => usesOf(arm).map((use) => use.peakBytes);
  const starts = (arm: (typeof armNames)[number]): number[] => usesOf(arm).map((use) => use.startCpuSeconds);
  return [
    ratioRow(`memory at ${vus} VUs ÷ hand-written`, 1.05, peaks('library'), peaks('hand')),
    ratioRow(`memory at ${vus} VUs ÷ bare`, 1.15, peaks('library'), peaks('bare')),
    ratioRow(`memory at ${vus} VUs ÷ bare with its options in VU 0 alone`, null, peaks('library'), peaks('lean bare')),
    ratioRow(`memory at ${vus} VUs, hand-written ÷ bare`, null, peaks('hand'), peaks('bare')),
    valueRow(`memory at ${vus} VUs, bare ÷ bare`, null, successiveRatios(peaks('bare'))),
    ratioRow(`start-up CPU at ${vus} VUs ÷ hand-written`, 1.05, starts('library'), starts('hand')),
  ];
}

/**
 * The path of a copy of the built stress script that differs in the number of its VUs alone.
 *
 * @throws When the script does not say `vus: 500` exactly once.
 */
export async function stressScript(folder: string, vus: number): Promise<string> {
  const text = await readFile(join(folder, 'stress.js'), 'utf8');
  const parts = text.split('vus: 500');
  if (parts.length !== 2) throw new Error(`Invalid stress.js: expected "vus: 500" once, received it ${parts.length - 1} times. Adapt bench/memory.ts to scripts/stress.ts.`);
  const path = join(folder, `stress-${vus}.js`);
  await writeFile(path, parts.join(`vus: ${vus}`));
  return path;
}
