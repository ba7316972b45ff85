import { readFile } from 'node:fs/promises';
import { faultOf } from './get-k6/k6-fault.ts';

/** A file's text, or why it has none: `{ fault: 'cannot be read: …' }`. */
export type FileText = { readonly text: string } | { readonly fault: string };

/** Reads a file as UTF-8 and nothing else; a byte order mark stays in the text. */
export async function readText(path: string): Promise<FileText> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return { fault: `It cannot be read: ${faultOf(error)}.` };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { fault: 'It is not in UTF-8.' };
  }
}

/** The ending of every acceptance document's name. */
export const documentEnding = '.acceptance.json';

/** Where the record of how k6 ended stands: beside the document, `<plan>.run.json`. */
export function recordPathOf(document: string): string {
  return `${document.endsWith(documentEnding) ? document.slice(0, -documentEnding.length) : document}.run.json`;
}
