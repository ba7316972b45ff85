import { mkdtemp, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { portOf } from './target.ts';

/** A server on loopback, and the file of its certificate: for k6 to trust it as SSL_CERT_FILE. */
export type HttpsServer = { readonly url: string; readonly certificate: string; readonly close: () => void };

export async function startHttpsServer(answer: RequestListener): Promise<HttpsServer> {
  const certificate = join(await mkdtemp(join(tmpdir(), 'k6-acceptance-tls-')), 'certificate.pem');
  const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  await writeFile(certificate, cert);
  const server = createServer({ key, cert }, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `https://127.0.0.1:${portOf(server)}`, certificate, close: () => void server.close() };
}
