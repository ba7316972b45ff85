import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadTarget } from './load-target.ts';
import { measureProcess } from './measure-process.ts';

/** What one run of k6 used. */
export type K6Use = {
  /** From the process's start to the request with which its setup begins the load: all VUs are initialised then. */
  readonly startCpuSeconds: number;
  /** From there to the request with which its teardown ends it; 0 for a script without that. */
  readonly loadCpuSeconds: number;
  /** From start to exit. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  /** As the target counted them. */
  readonly requests: number;
  readonly stdout: string;
};

/**
 * Runs a script on k6 against the target.
 *
 * @param env Variables of the script, beside BASE_URL and REPORT_DIR.
 * @throws When k6 ends with another code than 0: what it used would be the cost of something else.
 */
export async function measureK6(k6: string, script: string, target: LoadTarget, env: Readonly<Record<string, string>>): Promise<K6Use> {
  const cwd = await mkdtemp(join(tmpdir(), 'k6-acceptance-bench-'));
  try {
    await target.countRequests();
    const run = measureProcess(k6, ['run', '--quiet', '--no-usage-report', script], { cwd, env: { ...env, BASE_URL: target.url, REPORT_DIR: cwd } });
    const cpuSecondsAt = { begin: 0, end: 0 };
    target.onMarker = (marker) => (cpuSecondsAt[marker] = run.cpuSecondsNow());
    const { exitCode, stdout, stderr, cpuSeconds, peakBytes } = await run.ended;
    if (exitCode !== 0) throw new Error(`k6 ended with ${exitCode} on ${script}:\n${(stderr + stdout).slice(-2000)}`);
    return {
      startCpuSeconds: cpuSecondsAt.begin,
      loadCpuSeconds: Math.max(0, cpuSecondsAt.end - cpuSecondsAt.begin),
      cpuSeconds,
      peakBytes,
      requests: await target.countRequests(),
      stdout,
    };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
