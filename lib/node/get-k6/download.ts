import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

export type DownloadLimits = {
  /** How long the server may send nothing. There is no limit on the whole: a slow line is no failure. */
  readonly stallMs: number;
  readonly signal: AbortSignal;
};

/**
 * The text at this address.
 *
 * @throws When the status is not 200, the connection breaks, or nothing comes for `limits.stallMs`.
 */
export async function downloadText(url: string, limits: DownloadLimits): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  await receive(url, limits, (chunk) => {
    text += decoder.decode(chunk, { stream: true });
  });
  return text;
}

/**
 * The SHA-256 of what was written to `file`, in lower-case hexadecimal digits.
 *
 * @throws When the status is not 200, the connection breaks, or nothing comes for `limits.stallMs`. A part of the file
 * may then be there.
 */
export async function downloadFile(url: string, file: string, limits: DownloadLimits): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(file, 'wx');
  try {
    await receive(url, limits, async (chunk) => {
      hash.update(chunk);
      await handle.writeFile(chunk);
    });
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

/** Hands over what comes from the address, piece by piece. */
async function receive(
  url: string,
  { stallMs, signal }: DownloadLimits,
  take: (chunk: Uint8Array) => void | Promise<void>,
): Promise<void> {
  signal.throwIfAborted();
  const connection = new AbortController();
  const interrupt = (): void => connection.abort(signal.reason);
  signal.addEventListener('abort', interrupt);
  const stall = setTimeout(() => connection.abort(new Error(`nothing came for ${stallMs / 1000} s`)), stallMs);
  try {
    for await (const chunk of await bodyOf(url, connection)) {
      stall.refresh();
      await take(chunk);
    }
  } catch (error) {
    throw new Error(url, { cause: error });
  } finally {
    clearTimeout(stall);
    signal.removeEventListener('abort', interrupt);
  }
}

async function bodyOf(url: string, connection: AbortController): Promise<AsyncIterable<Uint8Array>> {
  // The checksum is of the bytes as they are published: a server must not compress them once more.
  const response = await fetch(url, { signal: connection.signal, headers: { 'accept-encoding': 'identity' } });
  if (response.status === 200 && response.body !== null) return response.body;
  connection.abort();
  throw new Error(`the server answered ${response.status} ${response.statusText}`.trimEnd());
}
