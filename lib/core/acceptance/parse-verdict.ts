import { describe, invalid } from '../invalid.ts';
import { isRecord } from '../record.ts';
import { documentFormat, documentVersion, verdicts, type Verdict } from './acceptance.ts';

/** The exit code for a verdict, here and everywhere: 0 PASS or WARN, 1 FAIL, 2 INVALID or no document. */
export const exitCodes: Readonly<Record<Verdict, 0 | 1 | 2>> = { PASS: 0, WARN: 0, FAIL: 1, INVALID: 2 };

/**
 * The verdict of an acceptance document.
 *
 * @param text The file's content.
 * @throws When it is no JSON, no acceptance document, of another version, or its verdict is no known word.
 */
export function parseVerdict(text: string): Verdict {
  const document = parseJson(text);
  if (!isRecord(document) || document['format'] !== documentFormat) {
    throw invalid('acceptance document', `the format ${documentFormat}`, isRecord(document) ? document['format'] : document, 'Give the .acceptance.json of a run');
  }
  if (document['version'] !== documentVersion) {
    throw invalid('acceptance document', `version ${documentVersion}`, document['version'], 'Read it with the k6-acceptance that wrote it');
  }
  const verdict = verdicts.find((word) => word === document['verdict']);
  if (verdict === undefined) throw invalid('acceptance document', `a verdict of ${verdicts.join(', ')}`, document['verdict'], 'Run the test again');
  return verdict;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('acceptance document', 'JSON', describe(text), 'It may be cut off; run the test again');
  }
}
