import type { ChildProcess } from 'node:child_process';

/** Signals to this process that are meant for another one. */
export type HeldSignals = {
  /** Passes on what came so far, and all that still comes. */
  readonly passTo: (child: ChildProcess) => void;
  /** Lets signals do again what they do. */
  readonly release: () => void;
};

/** Keeps SIGINT, SIGTERM and SIGHUP from ending this process before the one is there that is to be ended in order. */
export function holdSignals(): HeldSignals {
  const held: NodeJS.Signals[] = [];
  let receiver: ChildProcess | undefined;
  const pass = (signal: NodeJS.Signals): void => {
    // k6 knows SIGINT and SIGTERM; a hang-up would end it without a summary.
    if (receiver === undefined) held.push(signal);
    else receiver.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, pass);
  return {
    passTo(child) {
      receiver = child;
      held.splice(0).forEach(pass);
    },
    release: () => signals.forEach((signal) => process.off(signal, pass)),
  };
}
