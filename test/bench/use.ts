import type { RunUse } from '../../bench/measure-run.ts';

/** A run that used what it says, and one of everything else. */
export function use(figures: Partial<RunUse>): RunUse {
  return { startCpuSeconds: 1, loadCpuSeconds: 1, cpuSeconds: 1, peakBytes: 1, requests: 1, stdout: '', ...figures };
}
