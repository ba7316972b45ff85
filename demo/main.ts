import { finished } from 'node:stream';
import { InvalidInputError, invalid } from './invalid-setting.ts';
import { buildService, serviceDefaults } from './service.ts';
import { parseSettings } from './settings.ts';

/** By then every request under way has its answer: it waits `maxWaitMs` at most, and holds a slot for far less. */
const graceMs = serviceDefaults.maxWaitMs + 500;

try {
  await serve();
} catch (error) {
  if (!(error instanceof InvalidInputError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function serve(): Promise<void> {
  const { port, poolSize, exitWithStdin } = parseSettings(process.env);
  const service = buildService({ poolSize });
  const address = await service.listen({ host: '127.0.0.1', port }).catch((error: unknown) => {
    throw isPortTaken(error) ? portTaken(port) : error;
  });

  const stop = () => {
    // An open stdin would keep the process alive after the service has closed.
    process.stdin.destroy();
    // A client that keeps its connection alive would hold up the close for more than a minute.
    setTimeout(() => service.server.closeAllConnections(), graceMs).unref();
    void service.close();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (exitWithStdin) finished(process.stdin.resume(), stop);

  process.stdout.write(`demo service on ${address}\n`);
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function portTaken(port: number): InvalidInputError {
  return invalid('PORT', 'a port that is free', port, 'Stop what listens there, or set PORT=0 for any free port');
}
