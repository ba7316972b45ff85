import type { AcceptanceDocument } from './acceptance-document.ts';
import { documentMinorVersion } from './document-format.ts';
import { invalid, InvalidInputError } from '../language/invalid.ts';
import { contradictionIn } from './contradiction.ts';
import { checkGateOptions, type GateOptions } from './gate-options.ts';
import { readDocument } from './read-document.ts';
import { parseRunRecord, renderEnding } from './run-record.ts';
import type { Verdict } from './verdicts.ts';

/** What a pipeline needs to know of a document. */
export type GateResult = {
  /** The document's own, or INVALID where it cannot be trusted. */
  readonly verdict: Verdict;
  /** Why; text from outside, to be escaped where it is shown. */
  readonly sentence: string;
  /** 0: PASS or WARN. 1: FAIL, or WARN when that is strict. 2: INVALID. */
  readonly exitCode: 0 | 1 | 2;
};

/** The exit code for a verdict that is trusted. */
const exitCodes: Readonly<Record<Verdict, 0 | 1 | 2>> = { PASS: 0, WARN: 0, FAIL: 1, INVALID: 2 };

/** Clocks of two machines may differ. */
const toleratedSkewMs = 5 * 60_000;

/**
 * What an acceptance document is worth. It is trusted in nothing: its shape, its digest, each row's verdict and its own
 * are checked, and what does not fit together is INVALID.
 *
 * @param text The file's content.
 * @throws When it is no text, or an option is unusable.
 */
export function gate(text: string, options: GateOptions = {}): GateResult {
  if (typeof text !== 'string') throw invalid('document', 'a text', text, 'Read the file as UTF-8');
  checkGateOptions(options);
  try {
    return judged(text, options);
  } catch (error) {
    if (error instanceof InvalidInputError) return refused(error.message);
    throw error;
  }
}

function refused(sentence: string): GateResult {
  return { verdict: 'INVALID', sentence, exitCode: exitCodes.INVALID };
}

function judged(text: string, { record, newerThanMs, nowMs, trial = false, strict = false }: GateOptions): GateResult {
  const document = readDocument(text);
  const { verdict, sentence } = document;
  if ('emergency' in document) return refused(sentence);
  const contradiction = contradictionIn(document, document.minorVersion > documentMinorVersion);
  if (contradiction !== null) {
    return refused(`${contradiction} Take the file as it was written, or run the test again.`);
  }
  if (newerThanMs !== undefined && !(Date.parse(document.endedAt) > newerThanMs)) {
    return refused(
      `The run ended at ${document.endedAt}, which is not after ${isoOf(newerThanMs)}: the document is of an older run.`,
    );
  }
  if (newerThanMs !== undefined && nowMs !== undefined && Date.parse(document.endedAt) > nowMs + toleratedSkewMs) {
    return refused(
      `The run ended at ${document.endedAt}, and it is only ${isoOf(nowMs)}: ` +
        'the document tells no time that could be newer.',
    );
  }
  if (document.trial && !trial && exitCodes[verdict] === 0) return refused(`${sentence} A trial accepts nothing.`);
  const doubt = exitCodes[verdict] === 0 ? endingDoubt(document, record) : null;
  if (doubt !== null) return refused(`The document says ${verdict}, but ${doubt}`);
  return { verdict, sentence, exitCode: strict && verdict === 'WARN' ? exitCodes.FAIL : exitCodes[verdict] };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** Why the end of k6 may not have been as good as the document, which k6 wrote before it ended. */
function endingDoubt({ run }: AcceptanceDocument, record: string | undefined): string | null {
  if (run === null) return null;
  if (record === undefined) {
    return 'the record of how k6 ended, which k6-acceptance run writes beside it, is not there.';
  }
  const ended = parseRunRecord(record);
  if (ended.run !== run) return 'the record beside it is of another run.';
  return ended.exitCode === 0 && ended.signal === null ? null : `k6 ended with ${renderEnding(ended)}.`;
}
