import { join } from 'node:path';
import { describe, invalid } from '../lib/core/language/invalid.ts';
import { isObject } from '../lib/core/language/is-object.ts';
import type { Bench } from './bench.ts';
import { runBlocks, type Arm } from './blocks.ts';
import type { RunUse } from './measure-run.ts';
import { ratioRow, valueRow, type Row } from './row.ts';

/** With what the rows of calls begin. */
export const callRowPrefix = 'µs per call';

/** What is compared stands side by side. */
const armNames = ['hand', 'library'] as const;
type ArmName = (typeof armNames)[number];

/** Measures what a call costs by itself: 100,000 in one VU, of which k6 sends none. */
export async function measureCalls({ run, scripts, runs, say }: Bench): Promise<readonly Row[]> {
  const files: Record<ArmName, string> = {
    hand: join(scripts.plain, 'hand-calls.js'),
    library: join(scripts.bundled, 'library-calls.js'),
  };
  const arms = armNames.map((name): Arm<ArmName> => ({ name, run: () => run(files[name], {}) }));
  const usesOf = await runBlocks(arms, { blocks: runs, requestTolerance: 0, say: (line) => say(`calls ${line}`) });
  const costs = (arm: ArmName): number[] => usesOf(arm).map(callMicroseconds);
  return [
    valueRow(`${callRowPrefix}, the library alone`, null, costs('library')),
    valueRow(`${callRowPrefix}, by hand`, null, costs('hand')),
    ratioRow(`${callRowPrefix}, the library ÷ by hand`, null, costs('library'), costs('hand')),
  ];
}

/** @throws When the script did not tell a cost. */
function callMicroseconds({ stdout }: RunUse): number {
  const told: unknown = JSON.parse(stdout);
  if (isObject(told) && typeof told['callMicroseconds'] === 'number') return told['callMicroseconds'];
  throw invalid('run of stubbed calls', 'a cost per call', describe(told), 'Look at what the script logged');
}
