import type { RunUse } from './measure-run.ts';

/** One of what is compared. */
export type Arm<Name extends string> = { readonly name: Name; readonly run: () => Promise<RunUse> };

/** What an arm used in each block. */
export type UsesOf<Name extends string> = (arm: Name) => readonly RunUse[];

export type BlockOptions = {
  readonly blocks: number;
  /** Takes the progress, a line for each run. */
  readonly say: (line: string) => void;
  /** How far the arms' requests may differ within a block, as a share. */
  readonly requestTolerance: number;
};

/** A block that something disturbed is run again, this often in all. */
const repetitions = 3;

/**
 * Runs all arms in blocks, every other block in reverse order: what drifts during the bench, and what a run leaves behind for the
 * next, works on both sides of each pair.
 *
 * @throws When blocks fail or send unequal numbers of requests again and again.
 */
export async function runBlocks<Name extends string>(
  arms: readonly Arm<Name>[],
  { blocks, say, requestTolerance }: BlockOptions,
): Promise<UsesOf<Name>> {
  const done: ReadonlyMap<Name, RunUse>[] = [];
  let repeated = 0;
  while (done.length < blocks) {
    try {
      done.push(
        await runBlock(done.length % 2 === 0 ? arms : arms.toReversed(), requestTolerance, (line) =>
          say(`${done.length + 1}/${blocks} ${line}`),
        ),
      );
    } catch (error) {
      repeated += 1;
      if (repeated > repetitions) throw error;
      say(`block ${done.length + 1} is run again: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return (arm) => done.flatMap((block) => block.get(arm) ?? []);
}

async function runBlock<Name extends string>(
  arms: readonly Arm<Name>[],
  tolerance: number,
  say: (line: string) => void,
): Promise<ReadonlyMap<Name, RunUse>> {
  const block = new Map<Name, RunUse>();
  for (const { name, run } of arms) {
    const use = await run();
    say(
      `${name}: ${(use.peakBytes / 1e6).toFixed(0)} MB, ${use.cpuSeconds.toFixed(2)} s of CPU, ${use.requests} requests`,
    );
    block.set(name, use);
  }
  const requests = [...block.values()].map((use) => use.requests);
  if (Math.min(...requests) < Math.max(...requests) * (1 - tolerance)) {
    throw new Error(`The arms sent unequal numbers of requests: ${requests.join(', ')}.`);
  }
  return block;
}
