const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Has `cleanUp` run once on SIGINT, SIGTERM or SIGHUP, until the function that comes back is called.
 * The signal then does what it would have done: it ends the process, unless someone else listens for it too.
 *
 * @param cleanUp Synchronous, since the process ends after it.
 */
export function onInterrupt(cleanUp: () => void): () => void {
  const handle = (signal: NodeJS.Signals): void => {
    takeBack();
    cleanUp();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const takeBack = (): void => {
    for (const signal of signals) process.off(signal, handle);
  };
  for (const signal of signals) process.on(signal, handle);
  return takeBack;
}
