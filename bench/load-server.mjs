// The target of the bench, in a process of its own: it answers at once, counts, and holds a marker's answer back until the
// bench has read the clock of k6's process. So what comes before, between and after the markers is told apart exactly.
import { createServer } from 'node:http';

/** Requests that begin and end the load; every script sends them in setup and teardown. */
const markers = new Map([
  ['/health', 'begin'],
  ['/bench/end', 'end'],
]);

let requests = 0;
/** @type {(() => void) | undefined} */
let goOn;

const items = JSON.stringify({ items: [] });
const item = JSON.stringify({ ok: true, id: 7, name: 'An item of the bench', price: 12.5 });

const server = createServer((request, response) => {
  const { url = '/', method } = request;
  response.setHeader('content-type', 'application/json');
  const marker = markers.get(url);
  if (marker !== undefined) {
    goOn = () => void response.end(item);
    process.send?.({ marker });
    return;
  }
  requests += 1;
  if (method === 'POST') {
    request.resume();
    response.statusCode = 201;
  }
  response.end(url === '/api/items' ? items : item);
});
// Longer than any run: a connection that closes would have to be opened again, at random.
server.keepAliveTimeout = 600_000;

process.on('message', (message) => {
  if (message === 'go on') {
    goOn?.();
    goOn = undefined;
  }
  if (message === 'count') {
    process.send?.({ requests });
    requests = 0;
  }
});
process.on('disconnect', () => process.exit());

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
});
