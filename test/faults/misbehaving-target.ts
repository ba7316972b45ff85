import { createServer, type ServerResponse } from 'node:http';
import { portOf } from '../contract/target.ts';

/** One request to a target that misbehaves: the pre-flight's never gets here. */
type Occasion = {
  readonly response: ServerResponse;
  readonly path: string;
  /** Since the first request of the load. */
  readonly sinceMs: number;
  /** How many requests of the load came before. */
  readonly index: number;
};

export type Behaviour = (occasion: Occasion) => void;

const answer = (response: ServerResponse): void =>
  void response.setHeader('content-type', 'application/json').end('{"ok":true}');
const answerAfter = (response: ServerResponse, ms: number): void => void setTimeout(() => answer(response), ms);
const slowMs = 550;

export const behaviours = {
  answers: ({ response }) => answer(response),
  hangs: () => {},
  resets: ({ response }) => void response.socket?.resetAndDestroy(),
  'closes in mid-body': ({ response }) => {
    response.writeHead(200, { 'content-length': 100 }).write('half of it');
    setTimeout(() => response.socket?.end(), 5);
  },
  'answers another body': ({ response }) => void response.end('{"ok":false}'),
  'limits every fifth request': ({ response, index }) =>
    index % 5 === 0 ? void response.writeHead(429).end('{}') : answer(response),
  'has one slow endpoint': ({ response, path }) =>
    path.startsWith('/read') ? answerAfter(response, slowMs) : answer(response),
  'becomes slow': ({ response, sinceMs }) => (sinceMs > 1000 ? answerAfter(response, slowMs) : answer(response)),
  'takes 100 ms': ({ response }) => answerAfter(response, 100),
  'takes 1.2 s': ({ response }) => answerAfter(response, 1200),
} as const satisfies Record<string, Behaviour>;

/** When the target does not listen, in ms since the first request of the load. */
export type Outage = { readonly fromMs: number; readonly toMs: number };

export type MisbehavingTarget = { readonly url: string; readonly close: () => Promise<void> };

/** Starts a target on a free port of loopback that passes the pre-flight and then behaves as told. */
export async function startMisbehavingTarget(behaviour: Behaviour, outage?: Outage): Promise<MisbehavingTarget> {
  let firstAt: number | undefined;
  let index = 0;
  const timers: NodeJS.Timeout[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/health' || path === '/') return void response.setHeader('connection', 'close').end('{}');
    if (firstAt === undefined && outage !== undefined) {
      timers.push(setTimeout(goDown, outage.fromMs), setTimeout(comeBack, outage.toMs));
    }
    firstAt ??= Date.now();
    behaviour({ response, path, sinceMs: Date.now() - firstAt, index });
    index += 1;
  });
  const goDown = (): void => {
    server.close();
    server.closeAllConnections();
  };
  const comeBack = (): void => void server.listen(port, '127.0.0.1');
  // Somebody else's connection can hold the port for a moment.
  server.on('error', () => timers.push(setTimeout(comeBack, 20)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  const close = async (): Promise<void> => {
    timers.forEach(clearTimeout);
    server.closeAllConnections();
    await new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
