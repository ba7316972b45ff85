import type { GateOptions } from '../core/gate/gate-options.ts';
import { gate, type GateResult } from '../core/gate/gate.ts';
import { printable } from '../core/render/printable.ts';
import { readRegularText, readText, recordPathOf } from './document-files.ts';
import { faultOf } from './get-k6/k6-fault.ts';

/** What the document in a file is worth, by the record beside it as well. A file that cannot be read is INVALID. */
export async function gateFile(path: string, options: Omit<GateOptions, 'record'>): Promise<GateResult> {
  const file = await readText(path);
  if ('fault' in file) return { verdict: 'INVALID', sentence: file.fault, exitCode: 2 };
  const record = await readRegularText(recordPathOf(path));
  try {
    return gate(file.text, { ...options, record: 'text' in record ? record.text : undefined });
  } catch (error) {
    return { verdict: 'INVALID', sentence: `It cannot be checked: ${faultOf(error)}.`, exitCode: 2 };
  }
}

/** The result as one line, in which no text from outside acts: `FAIL reports/shop.acceptance.json: latency …`. */
export function renderResult(path: string, { verdict, sentence }: GateResult): string {
  return `${verdict} ${printable(path)}: ${printable(sentence.slice(0, 2000))}\n`;
}
