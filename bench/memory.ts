import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { runBlocks, type Arm } from './blocks.ts';
import { estimateMedian } from './median.ts';
import { ratioRow, successiveRatios, valueRow, type Row } from './row.ts';

/** What is compared stands side by side. */
const armNames = ['hand', 'library', 'bare', 'lean bare'] as const;
type ArmName = (typeof armNames)[number];

/** Every phase of the stress plan at its shortest, 1 s. */
const timeScale = '0.01';

/** While k6 readies its VUs, arrivals fall behind, and the last of them never start: the more VUs, the more of them. */
const requestTolerance = 0.1;

/** The fewest VUs that start every iteration of the stress plan on a target that answers at once. */
const fewVus = 20;

/** What the runs with many VUs tell: their rows, and the resident bytes of a VU and of k6 with the script but without VUs. */
export type MemoryResults = { readonly rows: readonly Row[]; readonly vuBytes: number; readonly baseBytes: number };

/** Measures the memory and the start of many VUs: `dist/stress.js` against scripts that send the same requests. */
export async function measureMemory({ run, scripts, runs, vus, say }: Bench): Promise<MemoryResults> {
  const env = { TIME_SCALE: timeScale, VUS: String(vus) };
  const files: Record<ArmName, string> = {
    hand: join(scripts.plain, 'hand-stress.js'),
    library: await stressScript(scripts.bundled, vus),
    bare: join(scripts.plain, 'bare-stress.js'),
    'lean bare': join(scripts.plain, 'lean-bare-stress.js'),
  };
  const few = await stressScript(scripts.bundled, fewVus);
  const arms = armNames.map((name): Arm<ArmName> => ({ name, run: () => run(files[name], env) }));
  const usesOf = await runBlocks(arms, { blocks: runs, requestTolerance, say: (line) => say(`memory ${line}`) });
  const usesOfFew = await runBlocks([{ name: 'few', run: () => run(few, env) }], {
    blocks: Math.ceil(runs / 4),
    requestTolerance,
    say: (line) => say(`memory of ${fewVus} VUs ${line}`),
  });
  const peaks = (arm: ArmName): number[] => usesOf(arm).map((use) => use.peakBytes);
  const starts = (arm: ArmName): number[] => usesOf(arm).map((use) => use.startCpuSeconds);
  const fewBytes = estimateMedian(usesOfFew('few').map((use) => use.peakBytes)).median;
  const vuBytes = (estimateMedian(peaks('library')).median - fewBytes) / (vus - fewVus);
  const rows = [
    ratioRow(`memory at ${vus} VUs ÷ hand-written`, 1.15, peaks('library'), peaks('hand')),
    ratioRow(`memory at ${vus} VUs ÷ bare`, 1.25, peaks('library'), peaks('bare')),
    ratioRow(`memory at ${vus} VUs ÷ bare with its options in VU 0 alone`, null, peaks('library'), peaks('lean bare')),
    ratioRow(`memory at ${vus} VUs, hand-written ÷ bare`, null, peaks('hand'), peaks('bare')),
    valueRow(`memory at ${vus} VUs, bare ÷ bare`, null, successiveRatios(peaks('bare'))),
    ratioRow(`start-up CPU at ${vus} VUs ÷ hand-written`, 1.05, starts('library'), starts('hand')),
  ];
  return { rows, vuBytes, baseBytes: fewBytes - fewVus * vuBytes };
}

/**
 * The path of a copy of the built stress script that differs in the number of its VUs alone.
 *
 * @throws When the script does not say `vus: 500` exactly once.
 */
export async function stressScript(folder: string, vus: number): Promise<string> {
  const text = await readFile(join(folder, 'stress.js'), 'utf8');
  const parts = text.split('vus: 500');
  if (parts.length !== 2) {
    throw new Error(
      `Invalid stress.js: expected "vus: 500" once, received it ${parts.length - 1} times. Adapt bench/memory.ts to scripts/stress.ts.`,
    );
  }
  const path = join(folder, `stress-${vus}.js`);
  await writeFile(path, parts.join(`vus: ${vus}`));
  return path;
}
