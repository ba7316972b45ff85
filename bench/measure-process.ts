import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The unit of /proc, the same on every Linux for programs, whatever the kernel's own. */
const ticksPerSecond = 100;
const peakPollMs = 10;

/** What a process used from its start to its end. */
export type ProcessUse = {
  /** User and system time of all its threads and of the processes it waited for. */
  readonly cpuSeconds: number;
  /** The most that it had resident. Read every 10 ms from the kernel's own high-water mark. */
  readonly peakBytes: number;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type MeasuredProcess = {
  /** User and system time up to now. */
  readonly cpuSecondsNow: () => number;
  readonly ended: Promise<ProcessUse>;
};

export type ProcessOptions = {
  readonly cwd: string;
  /** Added to an environment that holds PATH and HOME alone. */
  readonly env: Readonly<Record<string, string>>;
  /** After that the process is killed, and has no exit code. */
  readonly timeoutMs: number;
};

/**
 * Starts a process to be measured. Only one may be under way: its CPU time is told from what this process has waited for.
 */
export function measureProcess(program: string, args: readonly string[], options: ProcessOptions): MeasuredProcess {
  const before = childrenCpuSeconds();
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: options.cwd, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.timeoutMs,
    killSignal: 'SIGKILL',
  });
  const { pid } = child;
  let peakBytes = 0;
  const poll = setInterval(() => (peakBytes = Math.max(peakBytes, peakBytesOf(pid))), peakPollMs);
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => (text[stream] += chunk));
  }
  const ended = new Promise<ProcessUse>((resolve, reject) => {
    child.once('error', reject).once('close', (exitCode) => {
      clearInterval(poll);
      resolve({ cpuSeconds: childrenCpuSeconds() - before, peakBytes, exitCode, ...text });
    });
  });
  return { cpuSecondsNow: () => cpuSecondsIn(`/proc/${pid}/stat`, 11), ended };
}

/** The CPU time of all ended children of this process, exact to the kernel's 10 ms. */
function childrenCpuSeconds(): number {
  return cpuSecondsIn('/proc/self/stat', 13);
}

/** @param field The place of the user time behind the command's name; the system time follows it. */
function cpuSecondsIn(file: string, field: number): number {
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[field]) + Number(fields[field + 1])) / ticksPerSecond;
}

/** 0 once the process has ended. */
function peakBytesOf(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
