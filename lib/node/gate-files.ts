import type { GateOptions } from '../core/document/gate-options.ts';
import { gate, type GateResult } from '../core/document/gate.ts';
import { printable } from '../core/language/printable.ts';
import { endingPathFor, readRegularText, readText } from './document-files.ts';
import { reasonOf } from './reason.ts';

/**
 * What the document in a file is worth, with how k6 ended, where that is kept beside it. A file that cannot be read is
 * INVALID.
 */
export async function gateFile(path: string, options: Omit<GateOptions, 'record'>): Promise<GateResult> {
  const file = await readText(path);
  if ('unreadable' in file) return { verdict: 'INVALID', sentence: file.unreadable, exitCode: 2 };
  const ending = await readRegularText(endingPathFor(path));
  try {
    return gate(file.text, { ...options, record: 'text' in ending ? ending.text : undefined });
  } catch (error) {
    return { verdict: 'INVALID', sentence: `It cannot be checked: ${reasonOf(error)}.`, exitCode: 2 };
  }
}

/** The result as one line, in which no text from outside acts: `FAIL reports/shop.acceptance.json: latency …`. */
export function renderResult(path: string, { verdict, sentence }: GateResult): string {
  return `${verdict} ${printable(path)}: ${printable(sentence.slice(0, 2000))}\n`;
}
