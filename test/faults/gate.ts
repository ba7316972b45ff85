import { exitCodes, parseVerdict } from '../../lib/core/acceptance/parse-verdict.ts';

/** What the gate makes of a document: its exit code, and its words where it refuses one. */
export type Gate = { readonly exitCode: 0 | 1 | 2; readonly says: string };

export function gate(document: string | undefined): Gate {
  if (document === undefined) return { exitCode: 2, says: 'no document' };
  try {
    return { exitCode: exitCodes[parseVerdict(document)], says: '' };
  } catch (error) {
    return { exitCode: 2, says: error instanceof Error ? error.message : String(error) };
  }
}
