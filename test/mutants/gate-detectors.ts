import { endingFaults } from '../faults/ending-faults.ts';
import { overrideFaults } from '../faults/override-faults.ts';
import { named, saying } from './meant-faults.ts';
import type { Detector } from './mutant.ts';

const parseDocument = 'lib/core/document/parse-document.ts';

/** What the gate finds in documents, and in what k6 left beside them. */
export const gateDetectors: readonly Detector[] = [
  {
    what: 'a document that is missing is none that fails',
    file: 'lib/node/gate-files.ts',
    from: 'sentence: file.unreadable, exitCode: 2',
    to: 'sentence: file.unreadable, exitCode: 0',
    faults: [
      'SIGKILL',
      'file descriptors exhausted until the end',
      'report folder not writable',
      ...saying(overrideFaults, 'It cannot be read'),
    ],
  },
  {
    what: 'a document that is no JSON is read',
    file: parseDocument,
    from: 'if (value === undefined)',
    to: 'if (value === null)',
    faults: ['disk full', 'truncated document'],
  },
  {
    what: 'a document may have any format',
    file: parseDocument,
    from: "!isRecord(value) || value['format'] !== documentFormat",
    to: '!isRecord(value)',
    faults: ['foreign document'],
  },
  {
    what: 'a document may have any version',
    file: parseDocument,
    from: "value['version'] !== documentVersion",
    to: 'false',
    faults: ['document of another version'],
  },
  {
    what: 'a document may have any verdict',
    file: 'lib/core/document/document-shape.ts',
    from: 'verdict: wordOf({ PASS: true, WARN: true, FAIL: true, INVALID: true })',
    to: 'verdict: text',
    faults: ['document with a word of its own'],
  },
  {
    what: 'a document may be edited',
    file: parseDocument,
    from: 'if (digest !== due)',
    to: "if (digest === '')",
    faults: ['hand-edited document'],
  },
  {
    what: 'a document may contradict itself',
    file: 'lib/core/document/contradiction.ts',
    from: "if (verdict !== due && verdict !== 'INVALID')",
    to: "if (verdict !== due && verdict === 'INVALID')",
    faults: ['hand-edited document with a new digest'],
  },
  {
    what: 'a run may end in any way',
    file: 'lib/core/document/gate.ts',
    from: 'const doubt = exitCodes[verdict] === 0 ? endingDoubt(document, record) : null;',
    to: 'const doubt = null;',
    faults: named(endingFaults, () => true),
  },
  {
    what: 'a document may be of an older run',
    file: 'lib/core/document/gate.ts',
    from: 'newerThanMs !== undefined && !(',
    to: 'newerThanMs === 0 && !(',
    faults: ['stale document'],
  },
];
