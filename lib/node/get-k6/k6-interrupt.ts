const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * A function that takes the clean-up back; until it is called, SIGINT, SIGTERM and SIGHUP run `cleanUp` once.
 * The signal then does what it would have done: ends the process, unless someone else listens for it too.
 *
 * @param cleanUp Synchronous, since the process ends after it.
 */
export function onInterrupt(cleanUp: () => void): () => void {
  const handle = (signal: NodeJS.Signals): void => {
    stop();
    cleanUp();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const stop = (): void => {
    for (const signal of signals) process.off(signal, handle);
  };
  for (const signal of signals) process.on(signal, handle);
  return stop;
}
