import { textOf } from '../core/document/document-text.ts';
import type { Fault } from './fault.ts';

/** What can be wrong with a document after a run that was sound, or failed. */
export const documentFaults: readonly Fault[] = [
  {
    fault: 'stale document',
    mechanism: '--newer-than a moment after the run',
    isStale: true,
    exitCode: 0,
    gate: 2,
    verdict: 'none',
    reason: 'The run ended at …, which is not after …: the document is of an older run.',
  },
  {
    fault: 'truncated document',
    mechanism: 'the second half is cut off',
    tamper: (document) => document.slice(0, document.length / 2),
    exitCode: 0,
    gate: 2,
    verdict: 'none',
    reason: 'Invalid document: expected JSON',
  },
  {
    fault: 'foreign document',
    mechanism: 'a JSON of something else',
    tamper: () => '{"format":"junit","verdict":"PASS"}',
    exitCode: 0,
    gate: 2,
    verdict: 'none',
    reason: 'Invalid document: expected the format k6-acceptance, received "junit".',
  },
  {
    fault: 'document of another version',
    mechanism: 'its version is 2',
    tamper: (document) => document.replace('"version": 1', '"version": 2'),
    exitCode: 0,
    gate: 2,
    verdict: 'none',
    reason: 'Invalid document: expected version 1, received 2.',
  },
  {
    fault: 'document with a word of its own',
    mechanism: 'its verdict is "GREEN"',
    tamper: (document) => document.replace('"verdict": "PASS"', '"verdict": "GREEN"'),
    exitCode: 0,
    gate: 2,
    verdict: 'none',
    reason: 'Invalid field verdict of the document: expected …, received "GREEN".',
  },
  {
    fault: 'hand-edited document',
    mechanism: 'FAIL is made a PASS',
    target: 'resets',
    tamper: (document) => document.replaceAll('"verdict": "FAIL"', '"verdict": "PASS"'),
    exitCode: 99,
    gate: 2,
    verdict: 'none',
    reason:
      'Invalid document: expected content of the digest crc32:…, received "crc32:…". Somebody changed it after the run',
  },
  {
    fault: 'hand-edited document with a new digest',
    mechanism: 'a FAIL is called a PASS, and the digest is computed anew',
    target: 'resets',
    tamper: (document) => textOf({ ...JSON.parse(document), verdict: 'PASS' }),
    exitCode: 99,
    gate: 2,
    verdict: 'none',
    reason: 'The document says PASS, but its criteria and faults make it FAIL.',
  },
];
