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
    `${rows.length} ways in which a run can go wrong, each brought about under the real k6 against a service that misbehaves on command. None of them is accepted where the gate and k6's own exit code are both asked, and all but ${unseen} the gate alone refuses. This page is written by \`npm test\` (test/faults), which fails when anything of it changes; \`…\` stands for what a run measured.`,
    '',
    '`npm run mutants` takes out of the sources, one at a time, what finds each of them, and expects that its test fails then; and it changes what judges in places where a slip is easy, and expects that a unit test fails. It takes some minutes.',
    '',
    `**Plain \`k6 run\` ends in 0 for ${silent} of them**: marked with **0**. There only the document, or that there is none, tells. Gate: the exit code that a pipeline has to take, 1 for FAIL, 2 for INVALID or no sound document.`,
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
  "k6 writes the document before it ends, so these show in its exit code alone. After a plain `k6 run` the document says PASS, and `gate` ends with 0: look at k6's exit code too ([docs/gate.md](gate.md#judge-documents)). `k6-acceptance run`, whose runs stand here, ends with 2, and so does a later `gate` of what it left.";

function shownExitCode(exitCode: number | null): string {
  if (exitCode === null) return 'killed';
  return exitCode === 0 ? '**0**' : String(exitCode);
}

function cell(text: string): string {
  return text.replace(/[\\`*_|<>[\]]/g, '\\$&');
}
