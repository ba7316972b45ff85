import { open, stat, type FileHandle } from 'node:fs/promises';
import { reasonOf } from './reason.ts';

/** A file's text, or why it has none, as a sentence: `{ unreadable: 'It is not in UTF-8.' }`. */
export type FileText = { readonly text: string } | { readonly unreadable: string };

/** Far more than any file of a run takes: a document of a hundred phases and a thousand criteria has less than 2 MB. */
const largestBytes = 64_000_000;

/**
 * The file's text, read as UTF-8 and nothing else. A byte order mark stays in the text. A file that is not regular is
 * read as well, because a shell hands over documents in pipes. A pipe that nobody writes to is waited for.
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
    return { unreadable: `It cannot be read: ${reasonOf(error)}.` };
  }
  if (bytes === null) return { unreadable: `It is larger than ${largestBytes / 1e6} MB, and no acceptance document.` };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { unreadable: 'It is not in UTF-8.' };
  }
}

/** The same, of regular files only: in a folder of anybody's files lie some that never end, or never begin. */
export async function readRegularText(path: string): Promise<FileText> {
  const isRegular = await stat(path).then(
    (file) => file.isFile(),
    () => true,
  );
  return isRegular ? readText(path) : { unreadable: 'It is no regular file.' };
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

/** What every acceptance document's name ends with. */
export const documentSuffix = '.acceptance.json';

/** Where it is kept how k6 ended: beside the document, in `<plan>.run.json`. */
export function endingPathFor(document: string): string {
  return `${document.endsWith(documentSuffix) ? document.slice(0, -documentSuffix.length) : document}.run.json`;
}
