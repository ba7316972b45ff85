import type { Fault } from './fault.ts';

export type TableRow = Pick<Fault, 'fault' | 'mechanism' | 'exitCode' | 'reason' | 'gateOfPlainRun'> & {
  readonly gate: number;
  readonly verdict: string;
};

/** The page of the fault table: what was seen of every fault. */
export function renderFaultTable(groups: Readonly<Record<string, readonly TableRow[]>>): string {
  const rows = Object.values(groups).flat();
  const silent = rows.filter(({ exitCode }) => exitCode === 0).length;
  const unseen = rows.filter(({ gateOfPlainRun }) => gateOfPlainRun !== undefined).length;
  return [
    '# Faults',
    '',
    `${rows.length} ways in which a run can go wrong. Each was brought about under the real k6, against a service that misbehaves on command.`,
    '',
    `- **None of them is accepted** if you look at both the gate and the exit code of k6. The gate alone refuses all but ${unseen}.`,
    `- **Plain \`k6 run\` exits with 0 for ${silent} of them**, marked with **0**. Only the document shows those, or that there is none.`,
    '- The column *gate* is the exit code for a pipeline: 1 for FAIL, 2 for INVALID or no sound document.',
    '- `…` stands for what a run measured.',
    '',
    '`npm test` (test/faults) writes this page, and fails if anything in it changes. `npm run mutants` takes the code that finds each fault out of the sources, one at a time, and expects its test to fail. It also changes the judging code where a slip is easy, and expects a unit test to fail.',
    ...Object.entries(groups).flatMap(([group, members]) => [
      '',
      `## ${group}`,
      '',
      ...(members.some(({ gateOfPlainRun }) => gateOfPlainRun !== undefined) ? [onlyTheExitCode, ''] : []),
      '| fault | mechanism | k6 | gate | verdict | reason |',
      '|---|---|---|---|---|---|',
      ...members.map(
        ({ fault, mechanism, exitCode, gate, verdict, reason }) =>
          `| ${[fault, mechanism].map(cell).join(' | ')} | ${shownExitCode(exitCode)} | ${gate} | ${verdict} | ${cell(reason)} |`,
      ),
    ]),
    '',
  ].join('\n');
}

const onlyTheExitCode =
  'k6 writes the document before it ends. So these show in the exit code of k6 alone: the document says PASS, and `gate` would exit with 0 ([more](verdict.md#only-the-exit-code-shows-it)). `k6-acceptance run`, which made the runs of this table, exits with 2. So does a later `gate` of what it left.';

function shownExitCode(exitCode: number | null): string {
  if (exitCode === null) return 'killed';
  return exitCode === 0 ? '**0**' : String(exitCode);
}

function cell(text: string): string {
  return text.replace(/[\\`*_|<>[\]]/g, '\\$&');
}
