// What the bench makes of what its runs used. The runs themselves are in scripts.test.ts.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Bench } from '../../bench/bench.ts';
import { measureCalls } from '../../bench/calls.ts';
import { measureCpu } from '../../bench/cpu.ts';
import type { RunUse } from '../../bench/measure-run.ts';
import { measureMemory, stressScript } from '../../bench/memory.ts';
import { use } from './use.ts';

let bundled: string;
beforeEach(async () => {
  bundled = await mkdtemp(join(tmpdir(), 'k6-acceptance-bench-test-'));
  await writeFile(join(bundled, 'stress.js'), 'const test = {\n  vus: 500,\n};\n');
});

/** A bench of six runs, each of which used what its script's name stands for. */
function bench(uses: Readonly<Record<string, Partial<RunUse>>>): Bench {
  const run = async (script: string): Promise<RunUse> => use(uses[basename(script)] ?? {});
  return { run, scripts: { plain: '/plain', bundled }, runs: 6, vus: 2000, say: () => undefined };
}

const rowOf = (median: number, bar: number | null): object => ({
  median: expect.closeTo(median, 9),
  low: expect.closeTo(median, 9),
  high: expect.closeTo(median, 9),
  bar,
});

test('CPU per request is that of the load, and each row has its pair', async () => {
  const summary = JSON.stringify({ summaryMs: 320, verdict: 'PASS' });
  const { rows, requestCpuSeconds } = await measureCpu(
    bench({
      'hand-cells.js': { loadCpuSeconds: 2.4, cpuSeconds: 3, requests: 12_000 },
      'library-cells.js': { loadCpuSeconds: 3, cpuSeconds: 4.5, requests: 12_000, stdout: summary },
      'bare-cells.js': { loadCpuSeconds: 2, cpuSeconds: 2.5, requests: 12_000 },
      'library-rows.js': { loadCpuSeconds: 2.3, cpuSeconds: 3, requests: 12_000 },
    }),
  );
  expect(Object.fromEntries(rows.map(({ what, ...row }) => [what, row]))).toEqual({
    'CPU per request, 10 × 8 cells ÷ hand-written': rowOf(1.25, 1.03),
    'CPU per request, no cells ÷ bare': rowOf(1.15, 1.2),
    'CPU per request, 10 × 8 cells ÷ bare': rowOf(1.5, 1.4),
    'CPU per request, hand-written 10 × 8 cells ÷ bare': rowOf(1.2, null),
    'CPU per request, bare ÷ bare': { median: 1, low: null, high: null, bar: null },
    'CPU of the whole run, 10 × 8 cells ÷ hand-written': rowOf(1.5, null),
    'seconds of handleSummary, 10 × 8 cells of up to 10⁶ samples': rowOf(0.32, 0.5),
  });
  expect(requestCpuSeconds).toBeCloseTo(3 / 12_000, 12);
});

test('a summary that was not accepted is not timed', async () => {
  const stdout = JSON.stringify({ summaryMs: 320, verdict: 'INVALID' });
  await expect(measureCpu(bench({ 'library-cells.js': { stdout } }))).rejects.toThrow(
    'expected a timed summary with verdict PASS',
  );
});

test('the cost of a call alone is what the scripts tell', async () => {
  const told = (callMicroseconds: number): Partial<RunUse> => ({ stdout: JSON.stringify({ callMicroseconds }) });
  const rows = await measureCalls(bench({ 'hand-calls.js': told(2), 'library-calls.js': told(5) }));
  expect(Object.fromEntries(rows.map(({ what, ...row }) => [what, row]))).toEqual({
    'µs per call, the library alone': rowOf(5, null),
    'µs per call, by hand': rowOf(2, null),
    'µs per call, the library ÷ by hand': rowOf(2.5, null),
  });
});

test('a run that tells no cost of a call is an error', async () => {
  await expect(
    measureCalls(bench({ 'hand-calls.js': { stdout: '{}' }, 'library-calls.js': { stdout: '{}' } })),
  ).rejects.toThrow('Invalid run of stubbed calls: expected a cost per call, received "{}".');
});

test('memory and start-up come from the same runs', async () => {
  const { rows, vuBytes, baseBytes } = await measureMemory(
    bench({
      'hand-stress.js': { peakBytes: 300e6, startCpuSeconds: 0.5 },
      'stress-2000.js': { peakBytes: 450e6, startCpuSeconds: 2 },
      'stress-20.js': { peakBytes: 54e6 },
      'bare-stress.js': { peakBytes: 250e6 },
      'lean-bare-stress.js': { peakBytes: 225e6 },
    }),
  );
  expect(Object.fromEntries(rows.map(({ what, ...row }) => [what, row]))).toEqual({
    'memory at 2000 VUs ÷ hand-written': rowOf(1.5, 1.15),
    'memory at 2000 VUs ÷ bare': rowOf(1.8, 1.25),
    'memory at 2000 VUs ÷ bare with its options in VU 0 alone': rowOf(2, null),
    'memory at 2000 VUs, hand-written ÷ bare': rowOf(1.2, null),
    'memory at 2000 VUs, bare ÷ bare': { median: 1, low: null, high: null, bar: null },
    'start-up CPU at 2000 VUs ÷ hand-written': rowOf(4, 1.05),
  });
  expect(vuBytes).toBe(200e3);
  expect(baseBytes).toBe(50e6);
});

test('the stress script is copied with another number of VUs alone', async () => {
  expect(await readFile(await stressScript(bundled, 2000), 'utf8')).toBe('const test = {\n  vus: 2000,\n};\n');
});

test.each(['', 'vus: 500, vus: 500'])('a stress script that says %j is refused', async (text) => {
  await writeFile(join(bundled, 'stress.js'), text);
  await expect(stressScript(bundled, 2000)).rejects.toThrow('Invalid stress.js: expected "vus: 500" once');
});
