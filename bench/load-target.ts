import { fork, type ChildProcess } from 'node:child_process';

/** The load server's process: where it listens, what it counted, and whom it tells of the load's begin and end. */
export type LoadTarget = {
  readonly url: string;
  /** Called on a marker; k6 gets the marker's answer when it returns. */
  onMarker: (marker: 'begin' | 'end') => void;
  /** The requests since the last call, markers left out. */
  readonly countRequests: () => Promise<number>;
  readonly close: () => void;
};

/** Starts the load server on a free port of the loopback interface. */
export async function startLoadTarget(script: string): Promise<LoadTarget> {
  const server = fork(script, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const port = await answer(server, 'port');
  const target: LoadTarget = {
    url: `http://127.0.0.1:${port}`,
    onMarker: () => undefined,
    countRequests() {
      const requests = answer(server, 'requests');
      server.send('count');
      return requests;
    },
    close: () => server.disconnect(),
  };
  server.on('message', (message) => {
    const marker = fieldOf(message, 'marker');
    if (marker !== 'begin' && marker !== 'end') return;
    target.onMarker(marker);
    server.send('go on');
  });
  return target;
}

/** The number that the server sends under a name. */
function answer(server: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown): void => {
      const value = fieldOf(message, name);
      if (typeof value !== 'number') return;
      server.off('message', onMessage).off('exit', onExit);
      resolve(value);
    };
    const onExit = (): void => reject(new Error('The load server of the bench ended.'));
    server.on('message', onMessage).once('exit', onExit);
  });
}

function fieldOf(message: unknown, name: string): unknown {
  return typeof message === 'object' && message !== null
    ? Object.entries(message).find(([key]) => key === name)?.[1]
    : undefined;
}
