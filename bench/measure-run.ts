import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadTarget } from './load-target.ts';
import { measureProcess } from './measure-process.ts';

/** What one run of a load generator used. */
export type RunUse = {
  /** From the process's start to the request with which its setup begins the load: all VUs are initialised then. 0 without one. */
  readonly startCpuSeconds: number;
  /** From there to the request with which its teardown ends it; 0 without one. */
  readonly loadCpuSeconds: number;
  /** From start to exit. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  /** As the target counted them. */
  readonly requests: number;
  readonly stdout: string;
};

/** A program that sends load, with what it is told by its arguments and variables, and how it ends when it did so. */
export type Generator = {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly exitCodes: readonly (number | null)[];
};

/** k6's exit codes of a load that was sent: 99 is its word on thresholds, such as those on the load of each phase. */
export const sentByK6 = [0, 99] as const;

/** Longer than any run of the bench on a machine that is fit for it. */
const timeoutMs = 120_000;

/** The run of a script on k6, which finds the target's URL in BASE_URL and a folder for its reports in REPORT_DIR. */
export function k6Run(
  k6: string,
  script: string,
  env: Readonly<Record<string, string>>,
  exitCodes: Generator['exitCodes'] = [0],
): Generator {
  return { program: k6, args: ['run', '--quiet', '--no-usage-report', script], env, exitCodes };
}

/**
 * Runs a load generator against the target, in a folder of its own.
 *
 * @throws When it ends with another code than its own: what it used would be the cost of something else.
 */
export async function measureRun({ program, args, env, exitCodes }: Generator, target: LoadTarget): Promise<RunUse> {
  const cwd = await mkdtemp(join(tmpdir(), 'k6-acceptance-bench-'));
  try {
    await target.countRequests();
    const run = measureProcess(program, args, {
      cwd,
      timeoutMs,
      env: { ...env, BASE_URL: target.url, REPORT_DIR: cwd },
    });
    const cpuSecondsAt = { begin: 0, end: 0 };
    target.onMarker = (marker) => (cpuSecondsAt[marker] = run.cpuSecondsNow());
    const { exitCode, stdout, stderr, cpuSeconds, peakBytes } = await run.ended;
    const requests = await target.countRequests();
    if (!exitCodes.includes(exitCode)) {
      throw new Error(
        `${[program, ...args].join(' ')} ended with ${exitCode ?? `no exit code in ${timeoutMs / 1000} s`}:\n${(stderr + stdout).slice(-2000)}`,
      );
    }
    return {
      startCpuSeconds: cpuSecondsAt.begin,
      loadCpuSeconds: Math.max(0, cpuSecondsAt.end - cpuSecondsAt.begin),
      cpuSeconds,
      peakBytes,
      requests,
      stdout,
    };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
