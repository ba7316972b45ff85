import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service on loopback that does what the path says. */
export type Target = { readonly url: string; readonly close: () => Promise<void> };

/** Starts a target on a free port. */
export async function startTarget(): Promise<Target> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => close(server) };
}

export function portOf(server: Pick<Server, 'address'>): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => void server.close(() => resolve()));
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const [, what = '', argument = ''] = (request.url ?? '').split('/');
  const { socket } = request;
  switch (what) {
    case 'status':
      return void response.writeHead(Number(argument)).end('{}');
    case 'slow':
      return void setTimeout(() => response.end('{"ok":true}'), Number(argument));
    case 'redirect':
      return void response.writeHead(302, { location: '/ok' }).end();
    case 'wrong':
      return void response.end('this is no JSON');
    case 'hang':
      return;
    case 'reset':
      return void socket.resetAndDestroy();
    case 'fin':
      return void socket.end();
    case 'half':
      response.writeHead(200, { 'content-length': 100 }).write('half of it');
      return void setTimeout(() => socket.end(), 5);
    default:
      return void response.setHeader('content-type', 'application/json').end('{"ok":true}');
  }
}
