import { join } from 'node:path';
import { describe, invalid } from '../lib/core/language/invalid.ts';
import { isObject } from '../lib/core/language/is-object.ts';
import type { Bench } from './bench.ts';
import { runBlocks, type Arm } from './blocks.ts';
import type { RunUse } from './measure-run.ts';
import { estimateMedian } from './median.ts';
import { ratioRow, successiveRatios, valueRow, type Row } from './row.ts';

/** What is compared stands side by side. */
const armNames = ['hand', 'cells', 'bare', 'rows'] as const;
type ArmName = (typeof armNames)[number];

/** A busy machine loses an iteration at the end of the load; it must not lose more. */
const requestTolerance = 0.01;

/** What the runs under load tell: their rows, and the CPU seconds that a request costs with 10 × 8 cells. */
export type CpuResults = { readonly rows: readonly Row[]; readonly requestCpuSeconds: number };

/** Measures the CPU of requests, and the time of `handleSummary`, in one plan of 10 endpoints and 8 phases. */
export async function measureCpu({ run, scripts, runs, say }: Bench): Promise<CpuResults> {
  const files: Record<ArmName, string> = {
    hand: join(scripts.plain, 'hand-cells.js'),
    cells: join(scripts.bundled, 'library-cells.js'),
    bare: join(scripts.plain, 'bare-cells.js'),
    rows: join(scripts.bundled, 'library-rows.js'),
  };
  const arms = armNames.map((name): Arm<ArmName> => ({ name, run: () => run(files[name], {}) }));
  const usesOf = await runBlocks(arms, { blocks: runs, requestTolerance, say: (line) => say(`CPU ${line}`) });
  const requests = (arm: ArmName): number[] => usesOf(arm).map((use) => use.loadCpuSeconds / use.requests);
  const wholeRuns = (arm: ArmName): number[] => usesOf(arm).map((use) => use.cpuSeconds / use.requests);
  return {
    rows: [
      ratioRow('CPU per request, 10 × 8 cells ÷ hand-written', 1.03, requests('cells'), requests('hand')),
      ratioRow('CPU per request, no cells ÷ bare', 1.2, requests('rows'), requests('bare')),
      ratioRow('CPU per request, 10 × 8 cells ÷ bare', 1.4, requests('cells'), requests('bare')),
      ratioRow('CPU per request, hand-written 10 × 8 cells ÷ bare', null, requests('hand'), requests('bare')),
      valueRow('CPU per request, bare ÷ bare', null, successiveRatios(requests('bare'))),
      ratioRow('CPU of the whole run, 10 × 8 cells ÷ hand-written', null, wholeRuns('cells'), wholeRuns('hand')),
      valueRow('seconds of handleSummary, 10 × 8 cells of up to 10⁶ samples', 0.5, usesOf('cells').map(summarySeconds)),
    ],
    requestCpuSeconds: estimateMedian(requests('cells')).median,
  };
}

/** @throws When the script did not tell a time, or its run was not accepted: another way through the judgement would have been timed. */
function summarySeconds({ stdout }: RunUse): number {
  const timed: unknown = JSON.parse(stdout);
  if (!isObject(timed) || typeof timed['summaryMs'] !== 'number' || timed['verdict'] !== 'PASS') {
    throw invalid(
      'run of library-cells',
      'a timed summary with verdict PASS',
      describe(timed),
      'Run it again on a machine that does nothing else',
    );
  }
  return timed['summaryMs'] / 1000;
}
