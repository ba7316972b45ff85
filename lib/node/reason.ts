import { describe } from '../core/language/invalid.ts';

/** Why something failed, on one line, with the causes beneath it: `fetch failed: connect ECONNREFUSED 127.0.0.1:9`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return describe(error);
  const own = oneLine(error.message) || codeOf(error);
  return error.cause === undefined ? own : `${own}: ${reasonOf(error.cause)}`;
}

/** The text on one line: each run of white space, line ends included, is one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A refused connection to a name with several addresses is an `AggregateError` whose message is empty. */
function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}
