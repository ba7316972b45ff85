import { endingFaults } from '../faults/ending-faults.ts';
import { overrideFaults } from '../faults/override-faults.ts';
import { named, saying } from './meant-faults.ts';
import { mutantsOf, type Detector } from './mutant.ts';

const ofReader = mutantsOf('lib/core/document/read-document.ts');

/** What the gate finds in documents, and in what k6 left beside them. */
export const gateDetectors: readonly Detector[] = [
  {
    ...mutantsOf('lib/node/gate-files.ts')(
      'gateFile',
      'a document that is missing is none that fails',
      (original) => async (path, options) => {
        const result = await original(path, options);
        return result.sentence.startsWith('It cannot be read') ? { ...result, exitCode: 0 } : result;
      },
    ),
    faults: [
      'SIGKILL',
      'file descriptors exhausted until the end',
      'report folder not writable',
      ...saying(overrideFaults, 'It cannot be read'),
    ],
  },
  {
    ...mutantsOf('lib/core/language/parse-json.ts')(
      'parseJson',
      'a document that is no JSON is read',
      (original) => (text) => original(text) ?? null,
    ),
    faults: ['disk full', 'truncated document'],
  },
  {
    ...ofReader(
      'readDocument',
      'a document may have any format',
      (original) => (text) => original(text.replace(/"format": ?"[^"]*"/, '"format": "k6-acceptance"')),
    ),
    faults: ['foreign document'],
  },
  {
    ...ofReader(
      'readDocument',
      'a document may have any version',
      (original) => (text) => original(text.replace(/"version": ?\d+/, '"version": 1')),
    ),
    faults: ['document of another version'],
  },
  {
    ...mutantsOf('lib/core/language/shape.ts')(
      'wordOf',
      'a document may have any verdict',
      // A word that is none of them is taken for the first.
      (original) => (words) => {
        const shape = original(words);
        return {
          ...shape,
          read: (value, place) => words.find((word) => word === value) ?? words[0] ?? shape.read(value, place),
        };
      },
    ),
    faults: ['document with a word of its own'],
  },
  {
    ...ofReader('readDocument', 'a document may be edited', (original) => (text) => {
      try {
        return original(text);
      } catch (error) {
        if (String(error).includes('content of the digest')) return JSON.parse(text);
        throw error;
      }
    }),
    faults: ['hand-edited document'],
  },
  {
    ...mutantsOf('lib/core/document/contradiction.ts')(
      'contradictionIn',
      'a document may contradict itself',
      () => () => null,
    ),
    faults: ['hand-edited document with a new digest'],
  },
  {
    ...ofReader('readDocument', 'a run may end in any way', (original) => (text) => ({ ...original(text), run: null })),
    faults: named(endingFaults, () => true),
  },
  {
    ...mutantsOf('lib/core/document/gate.ts')(
      'gate',
      'a document may be of an older run',
      (original) => (text, options) => original(text, { ...options, newerThanMs: undefined }),
    ),
    faults: ['stale document'],
  },
];
