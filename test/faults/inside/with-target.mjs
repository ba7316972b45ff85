// Runs a command beside a target of its own, and ends with its exit code. Nothing is left behind in the namespace.
//   node with-target.mjs [--listen ADDRESS] [--after-ms MS SHELL] [--name NAME --known-ms MS] COMMAND ARGUMENT…
import { execFile, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';

let address = '127.0.0.1';
let name = '';
let knownMs = 0;
/** @type {{ ms: number, shell: string } | undefined} */
let later;
const rest = process.argv.slice(2);
const next = () => rest.shift() ?? '';
while (rest[0]?.startsWith('--')) {
  switch (next()) {
    case '--listen':
      address = next();
      break;
    case '--after-ms':
      later = { ms: Number(next()), shell: next() };
      break;
    case '--name':
      name = next();
      break;
    case '--known-ms':
      knownMs = Number(next());
      break;
    default:
      throw new Error('unknown option');
  }
}

let firstAt = 0;
const server = createServer((request, response) => {
  if (firstAt === 0 && request.url !== '/health') {
    firstAt = Date.now();
    if (later !== undefined) setTimeout(() => execFile('sh', ['-c', later?.shell ?? '']), later.ms);
  }
  response.setHeader('content-type', 'application/json').end('{"ok":true}');
});

await new Promise((resolve) => server.listen(3000, address, () => resolve(undefined)));
if (name !== '') await startNameServer();
const [command = '', ...args] = rest;
const child = spawn(command, args, { stdio: 'inherit' });
child.once('close', (code) => process.exit(code ?? 1));

/** Answers 127.0.0.1 for the name while it is known, and for all else that there is no such name. */
async function startNameServer() {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address: from }) => {
    // The question is one name, its type and its class; what follows it is left out of the answer.
    const end = query.indexOf(0, 12) + 5;
    const labels = query
      .subarray(12, end - 5)
      .toString('latin1')
      .replace(/[\u0001-\u001f]/g, '.')
      .slice(1);
    const isKnown = labels === name && (firstAt === 0 || Date.now() - firstAt < knownMs);
    const wantsV4 = query.readUInt16BE(end - 4) === 1;
    const answers = isKnown && wantsV4 ? 1 : 0;
    const header = Buffer.from([
      query[0] ?? 0,
      query[1] ?? 0,
      0x81,
      isKnown ? 0x80 : 0x83,
      0,
      1,
      0,
      answers,
      0,
      0,
      0,
      0,
    ]);
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1]);
    socket.send(Buffer.concat([header, query.subarray(12, end), ...(answers === 1 ? [record] : [])]), port, from);
  });
  await new Promise((resolve) => socket.bind(53, '127.0.0.1', () => resolve(undefined)));
}
