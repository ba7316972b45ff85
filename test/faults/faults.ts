import { documentFaults } from './document-faults.ts';
import { endingFaults } from './ending-faults.ts';
import type { Fault } from './fault.ts';
import { generatorFaults } from './generator-faults.ts';
import { ladderFaults } from './ladder-faults.ts';
import { overrideFaults } from './override-faults.ts';
import { scriptFaults } from './script-faults.ts';
import { targetFaults } from './target-faults.ts';

/** Every fault that the table proves, in groups by who is to blame. */
export const faults: Readonly<Record<string, readonly Fault[]>> = {
  'The target': targetFaults,
  'A ladder that its own criterion ends': ladderFaults,
  'The machine that generates the load': generatorFaults,
  'The script': scriptFaults,
  'The command line, the environment, the configuration': overrideFaults,
  'How k6 ends': endingFaults,
  'The document': documentFaults,
};
