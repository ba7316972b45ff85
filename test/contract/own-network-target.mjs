// Listens on port 3000 of its network, runs the command that its arguments are, and ends with it.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

const [, , program = '', ...args] = process.argv;
createServer((_, response) => void response.end('{"ok":true}')).listen(3000, '127.0.0.1', () => {
  spawn(program, args, { stdio: 'inherit' }).once('close', (code) => process.exit(code ?? 1));
});
