// The bench: what an acceptance test costs, against hand-written k6, k6 itself, and a peer. docs/bench.md tells how it measures.
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { invalid } from '../lib/core/language/invalid.ts';
import { isObject } from '../lib/core/language/is-object.ts';
import { getK6 } from '../lib/node/get-k6/get-k6.ts';
import { artilleryRowPrefix, measureArtillery } from './artillery.ts';
import type { Bench } from './bench.ts';
import { callRowPrefix, measureCalls } from './calls.ts';
import { measureCpu } from './cpu.ts';
import { startLoadTarget, type LoadTarget } from './load-target.ts';
import { k6Run, measureRun, sentByK6 } from './measure-run.ts';
import { measureMemory } from './memory.ts';
import { fewestForInterval } from './median.ts';
import { renderRows, replaceRows, requireResults, writeResults } from './results.ts';
import { isBeyondBar, type Row } from './row.ts';

/** One more than 20: so many ratios has a script to its own run before. */
const defaultRuns = 21;
const defaultVus = 2000;

type Settings = {
  readonly part: 'memory' | 'cpu' | 'calls' | 'artillery' | undefined;
  readonly runs: number;
  readonly vus: number;
  readonly root: string;
  readonly bundled: string;
};

/**
 * Runs the bench, prints its rows, and writes them unless it was shortened. Resolves with the exit code: 1 when a row lies
 * wholly beyond its bar.
 *
 * @param root The package's folder, built.
 * @param bundled The folder with the bundles of the library's scripts.
 */
export async function main(root: string, bundled: string, args: readonly string[]): Promise<number> {
  const startedAt = Date.now();
  const settings = parseSettings(root, bundled, args);
  if (process.platform !== 'linux') {
    throw invalid('platform', 'linux', process.platform, 'The bench reads /proc; run it on Linux');
  }
  const { path, version } = await getK6();
  const target = await startLoadTarget(join(root, 'bench', 'load-server.mjs'));
  try {
    const rows =
      settings.part === 'artillery'
        ? await benchArtillery(settings, path, target)
        : await benchK6(settings, path, version, target);
    process.stdout.write(renderRows(rows));
    const beyond = rows.filter(isBeyondBar);
    process.stdout.write(`${Math.round((Date.now() - startedAt) / 1000)} s. ${sentence(beyond, settings.runs)}\n`);
    return beyond.length === 0 ? 0 : 1;
  } finally {
    target.close();
  }
}

function parseSettings(root: string, bundled: string, args: readonly string[]): Settings {
  const options = {
    quick: { type: 'boolean' },
    runs: { type: 'string' },
    vus: { type: 'string' },
    only: { type: 'string' },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  const part = values.only;
  if (part !== undefined && part !== 'memory' && part !== 'cpu' && part !== 'calls' && part !== 'artillery') {
    throw invalid('--only', 'memory, cpu, calls or artillery', part, 'Leave it out for memory, CPU and calls');
  }
  const runs = values.quick === true ? 2 : Number(values.runs ?? defaultRuns);
  if (!Number.isSafeInteger(runs) || runs < 2) {
    throw invalid('--runs', 'a whole number from 2', values.runs, 'Leave it out for 21');
  }
  const vus = Number(values.vus ?? defaultVus);
  if (!Number.isSafeInteger(vus) || vus < 30) {
    throw invalid('--vus', 'a whole number from 30', values.vus, 'Leave it out for 2000');
  }
  return { part, runs, vus, root, bundled };
}

async function benchK6(
  { part, runs, vus, root, bundled }: Settings,
  k6: string,
  version: string,
  target: LoadTarget,
): Promise<readonly Row[]> {
  const bench: Bench = {
    run: (script, env) => measureRun(k6Run(k6, script, env, sentByK6), target),
    scripts: { plain: join(root, 'bench', 'scripts'), bundled },
    runs,
    vus,
    say,
  };
  if (part === 'memory') return (await measureMemory(bench)).rows;
  if (part === 'cpu') return (await measureCpu(bench)).rows;
  if (part === 'calls') return measureCallsAlone(bench, root);
  const { requestCpuSeconds, rows: cpuRows } = await measureCpu(bench);
  const { vuBytes, baseBytes, rows: memoryRows } = await measureMemory(bench);
  const rows = [...cpuRows, ...(await measureCalls(bench)), ...memoryRows];
  if (runs >= defaultRuns && vus === defaultVus) {
    const figures = { vuBytes: Math.round(vuBytes), baseBytes: Math.round(baseBytes), requestCpuSeconds };
    await writeResults(resultsFile(root), { k6: version, cores: cpus().length, runs, rows, figures }, isArtilleryRow);
  }
  return rows;
}

/** Takes two minutes, so its rows may be written without the others. */
async function measureCallsAlone(bench: Bench, root: string): Promise<readonly Row[]> {
  const writes = bench.runs >= defaultRuns;
  if (writes) await requireResults(resultsFile(root));
  const rows = await measureCalls(bench);
  if (writes) await replaceRows(resultsFile(root), rows, isCallRow);
  return rows;
}

async function benchArtillery({ runs, root }: Settings, k6: string, target: LoadTarget): Promise<readonly Row[]> {
  const writes = runs >= defaultRuns;
  if (writes) await requireResults(resultsFile(root));
  const rows = await measureArtillery(k6, root, target, runs, say);
  if (writes) await replaceRows(resultsFile(root), rows, isArtilleryRow);
  return rows;
}

function sentence(beyond: readonly Row[], runs: number): string {
  if (runs < fewestForInterval) {
    return `Fewer than ${fewestForInterval} runs have no interval, so that no bar is judged.`;
  }
  if (beyond.length === 0) return 'No interval lies beyond its bar.';
  return `Beyond the bar lies: ${beyond.map(({ what }) => what).join('; ')}.`;
}

function isArtilleryRow(row: unknown): boolean {
  return beginsWith(row, artilleryRowPrefix);
}

function isCallRow(row: unknown): boolean {
  return beginsWith(row, callRowPrefix);
}

function beginsWith(row: unknown, prefix: string): boolean {
  return isObject(row) && typeof row['what'] === 'string' && row['what'].startsWith(prefix);
}

function resultsFile(root: string): string {
  return join(root, 'bench', 'results.json');
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
