import type { Plugin } from 'esbuild';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundlePlan, runK6, type K6Run } from '../contract/run-k6.ts';
import type { Fault } from './fault.ts';
import { gate } from './gate.ts';
import { prefixFor } from './isolation.ts';
import { behaviours, startMisbehavingTarget } from './misbehaving-target.ts';

/** What came of a fault: a row of the table, and the run behind it. */
export type Seen = { readonly exitCode: number | null; readonly gate: 0 | 1 | 2; readonly verdict: string; readonly reason: string; readonly run: K6Run };

/** What is run when nothing is wrong, too. */
type Occurrence = Partial<Pick<Fault, 'plan' | 'target' | 'outage' | 'k6' | 'isolated' | 'breaks' | 'tamper'>>;

/** Brings the fault about, under the real k6. */
export async function runFault({ plan = 'shop', target: behaviour = 'answers', outage, k6 = {}, isolated, breaks, tamper }: Occurrence): Promise<Seen> {
  const script = await bundlePlan(plan, breaks === undefined ? [] : [breaking(breaks.file, breaks.exported)]);
  const world = isolated === undefined ? [] : prefixFor(isolated, await mkdtemp(join(tmpdir(), 'k6-acceptance-isolated-')));
  if (world === undefined) throw new Error('This machine refuses namespaces.');
  const target = await startMisbehavingTarget(behaviours[behaviour === 'is down' ? 'answers' : behaviour], outage);
  if (behaviour === 'is down') await target.close();
  try {
    const run = await runK6(script, { ...k6, within: [...world, ...(k6.within ?? [])], env: { BASE_URL: target.url, ...k6.env } });
    const json = run.json === undefined || tamper === undefined ? run.json : tamper(run.json);
    const { exitCode, says } = gate(json);
    const document: { verdict: string; sentence: string } = says === '' ? JSON.parse(json ?? '') : { verdict: 'none', sentence: says };
    return { exitCode: run.exitCode, gate: exitCode, verdict: document.verdict, reason: document.sentence, run };
  } finally {
    if (behaviour !== 'is down') await target.close();
  }
}

/** Makes an exported function of a module throw. */
function breaking(file: string, exported: string): Plugin {
  return {
    name: 'breaking',
    setup({ onLoad }) {
      onLoad({ filter: new RegExp(`${file}$`) }, () => ({ contents: `export function ${exported}() { throw new Error('${exported} is broken'); }`, loader: 'js' }));
    },
  };
}
