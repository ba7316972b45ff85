import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ServerResponse, createServer } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { executable, fakeK6 } from './sandbox.ts';

const release = 'k6-v2.2.0-linux-amd64';
export const archivePath = `/v2.2.0/${release}.tar.gz`;
export const checksumsPath = '/v2.2.0/k6-v2.2.0-checksums.txt';

export type Answer = string | Buffer | ((response: ServerResponse) => void);

export interface Mirror {
  readonly base: string;
  /** The paths asked for, in order. */
  readonly asked: string[];
}

/** A loopback mirror that answers these paths, and 404 for all others; closed after the test. */
export async function mirror(answers: Readonly<Record<string, Answer>>): Promise<Mirror> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = answers[path];
    if (answer === undefined) response.writeHead(404).end('Not Found');
    else if (typeof answer === 'function') answer(response);
    else response.end(answer);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the mirror has no port');
  return { base: `http://127.0.0.1:${address.port}`, asked };
}

/** A release archive like k6's own: one folder, named after the release, with k6 in it. */
export function releaseArchive(root: string, k6 = fakeK6(), folder = release): Buffer {
  executable(join(root, 'release', folder, 'k6'), k6);
  const file = join(root, 'release.tar.gz');
  execFileSync('tar', ['-czf', file, '-C', join(root, 'release'), folder]);
  return readFileSync(file);
}

/** The list that `sha256sum *` made for the release: the archive among others. */
export function checksums(archive: Buffer): string {
  const sum = createHash('sha256').update(archive).digest('hex');
  const other = '0'.repeat(64);
  return `${other}  k6-v2.2.0-linux-amd64.deb\n${sum}  ${release}.tar.gz\n${other}  k6-v2.2.0-macos-arm64.zip\n`;
}
