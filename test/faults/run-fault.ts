import type { Plugin } from 'esbuild';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gateFile } from '../../lib/node/gate-files.ts';
import { bundlePlan, runK6, type K6Run } from '../contract/run-k6.ts';
import type { Fault } from './fault.ts';
import { prefixFor } from './isolation.ts';
import { behaviours, startMisbehavingTarget } from './misbehaving-target.ts';
import { recordOf, throughCommand } from './through-command.ts';

/** What came of a fault: a row of the table, and the run behind it. `exitCode` is k6's; the run's is that of `k6-acceptance run` where that ran k6. */
export type Seen = {
  readonly exitCode: number | null;
  readonly gate: 0 | 1 | 2;
  readonly verdict: string;
  readonly reason: string;
  readonly run: K6Run;
};

/** What is run when nothing is wrong, too. */
type Occurrence = Partial<
  Pick<Fault, 'plan' | 'target' | 'outage' | 'k6' | 'isolated' | 'breaks' | 'tamper' | 'isStale'>
> & {
  /** Whether `k6-acceptance run` runs k6. */
  readonly isThroughCommand?: boolean;
};

/** Brings the fault about, under the real k6. */
export async function runFault({
  plan = 'shop',
  target: behaviour = 'answers',
  outage,
  k6 = {},
  isolated,
  breaks,
  tamper,
  isStale = false,
  isThroughCommand = false,
}: Occurrence): Promise<Seen> {
  const script = await bundlePlan(plan, breaks === undefined ? [] : [breaking(breaks.file, breaks.exported)]);
  const world =
    isolated === undefined ? [] : prefixFor(isolated, await mkdtemp(join(tmpdir(), 'k6-acceptance-isolated-')));
  if (world === undefined) throw new Error('This machine refuses namespaces.');
  const target = await startMisbehavingTarget(behaviours[behaviour === 'is down' ? 'answers' : behaviour], outage);
  if (behaviour === 'is down') await target.close();
  try {
    const run = await runK6(script, {
      ...k6,
      within: [...world, ...(k6.within ?? []), ...(isThroughCommand ? await throughCommand() : [])],
      env: { BASE_URL: target.url, ...k6.env },
    });
    const path = join(run.folder, `${plan}.acceptance.json`);
    if (run.json !== undefined && tamper !== undefined) await writeFile(path, tamper(run.json));
    const { exitCode, verdict, sentence } = await gateFile(path, isStale ? { newerThanMs: Date.now() } : {});
    // What the gate says in its own words it says of a file that it does not take for a document.
    const isDocument = run.json?.includes(JSON.stringify(sentence)) === true;
    const ended = isThroughCommand ? await recordOf(run.folder, plan) : run;
    return { exitCode: ended.exitCode, gate: exitCode, verdict: isDocument ? verdict : 'none', reason: sentence, run };
  } finally {
    if (behaviour !== 'is down') await target.close();
  }
}

/** Makes an exported function of a module throw. */
function breaking(file: string, exported: string): Plugin {
  return {
    name: 'breaking',
    setup({ onLoad }) {
      onLoad({ filter: new RegExp(`${file}$`) }, () => ({
        contents: `export function ${exported}() { throw new Error('${exported} is broken'); }`,
        loader: 'js',
      }));
    },
  };
}
