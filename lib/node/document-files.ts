import { open, stat, type FileHandle } from 'node:fs/promises';
import { faultOf } from './get-k6/k6-fault.ts';

/** A file's text, or why it has none: `{ fault: 'cannot be read: …' }`. */
export type FileText = { readonly text: string } | { readonly fault: string };

/** Far more than any document or record takes: a document of a hundred phases and a thousand criteria has less than 2 MB. */
const largestBytes = 64_000_000;

/**
 * Reads a file as UTF-8 and nothing else; a byte order mark stays in the text. A file that is not regular is read as well, for
 * a shell hands over documents in pipes; who waits for a pipe that nobody writes to waits.
 */
export async function readText(path: string): Promise<FileText> {
  let bytes: Uint8Array | null;
  try {
    const file = await open(path);
    try {
      bytes = await bytesOf(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    return { fault: `It cannot be read: ${faultOf(error)}.` };
  }
  if (bytes === null) return { fault: `It is larger than ${largestBytes / 1e6} MB, and no acceptance document.` };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { fault: 'It is not in UTF-8.' };
  }
}

/** The same of regular files only, in a folder where anything can lie: some of it never ends, or never begins. */
export async function readRegularText(path: string): Promise<FileText> {
  const isRegular = await stat(path).then(
    (file) => file.isFile(),
    () => true,
  );
  return isRegular ? readText(path) : { fault: 'It is no regular file.' };
}

/** Null where there are more than a document can have. */
async function bytesOf(file: FileHandle): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  for (let size = 0; size <= largestBytes;) {
    const { bytesRead, buffer } = await file.read(new Uint8Array(1 << 16));
    if (bytesRead === 0) return Buffer.concat(chunks);
    chunks.push(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
  return null;
}

/** The ending of every acceptance document's name. */
export const documentEnding = '.acceptance.json';

/** Where the record of how k6 ended stands: beside the document, `<plan>.run.json`. */
export function recordPathOf(document: string): string {
  return `${document.endsWith(documentEnding) ? document.slice(0, -documentEnding.length) : document}.run.json`;
}
