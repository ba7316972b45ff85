// Whatever goes wrong, no run is a PASS. Writes docs/faults.md: after a change, `npx vitest run test/faults --update`, and read it.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CriterionRow } from '../../lib/core/document/criterion-row.ts';
import { documentOf } from '../contract/run-k6.ts';
import { expectDocument } from '../contract/schema.ts';
import type { Fault } from './fault.ts';
import { renderFaultTable, type TableRow } from './fault-table.ts';
import { faults } from './faults.ts';
import { prefixFor } from './isolation.ts';
import { runFault, type Seen } from './run-fault.ts';

const rows = Object.values(faults).flat();
const seen = new Map<string, TableRow>();

/** A text in which `…` stands for anything. */
function patternOf(text: string): string {
  return text
    .split('…')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.+?');
}

/** What holds of every document, whatever is wrong. */
function expectSoundDocument(run: Seen['run']): void {
  expectDocument(run.document);
  for (const text of [run.markdown, run.stdout]) expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  if (run.json?.includes('"emergency": true')) {
    expect(run.markdown).toMatch(/^# INVALID\n\nNo report could be made of this run: /);
    expect(run.stdout).toMatch(/\nINVALID: No report could be made of this run: .+\n$/);
    return;
  }
  const { faults: found, criteria, totals } = documentOf(run);
  if (found[0]?.code === 'preflight-failed') expect(totals.iterations).toBe(0);
  for (const { phases } of found) {
    for (const { scope, verdict } of criteria) {
      const isTouched = scope.phase === null ? phases.length > 0 : phases.includes(scope.phase);
      if (isTouched) expect(verdict).toBe('NO_DATA');
    }
  }
}

async function expectFault({
  fault,
  mechanism,
  exitCode,
  gate,
  verdict,
  reason,
  log = '',
  criteria,
  gateOfPlainRun,
  ...occurrence
}: Fault): Promise<void> {
  const isThroughCommand = gateOfPlainRun !== undefined;
  if (isThroughCommand) {
    expect(await runFault(occurrence)).toMatchObject({ exitCode, gate: gateOfPlainRun, verdict: 'PASS' });
  }
  const { run, ...outcome } = await runFault({ ...occurrence, isThroughCommand });
  expect(outcome.reason).toMatch(new RegExp(`^${patternOf(reason)}`, 's'));
  // In the log quotes are escaped.
  expect(run.stderr.replaceAll('\\"', '"')).toMatch(new RegExp(patternOf(log), 's'));
  expect(outcome).toMatchObject({ exitCode, gate, verdict });
  if (isThroughCommand) expect(run.exitCode, 'of the command').toBe(gate);
  if (verdict !== 'none') expectSoundDocument(run);
  if (criteria !== undefined) {
    const rowOf = ({ scope, verdict: word, noData }: CriterionRow): unknown[] => [
      scope.phase,
      word,
      ...(noData === null ? [] : [noData.message]),
    ];
    expect(documentOf(run).criteria.map(rowOf)).toEqual(criteria);
  }
  seen.set(fault, {
    fault,
    mechanism,
    reason,
    exitCode: outcome.exitCode,
    gate: outcome.gate,
    verdict: outcome.verdict,
    gateOfPlainRun,
  });
}

test('nothing wrong is a PASS: what the faults are held against', async () => {
  expect(await runFault({})).toMatchObject({ exitCode: 0, gate: 0, verdict: 'PASS', reason: 'All 6 criteria hold.' });
});

describe('the fault', () => {
  const folder = mkdtempSync(join(tmpdir(), 'k6-acceptance-isolated-'));
  for (const fault of rows) {
    const refused = fault.isolated !== undefined && prefixFor(fault.isolated, folder) === undefined;
    (refused ? test.skip : test.concurrent)(
      `${fault.fault}${refused ? ' (this machine refuses namespaces and sudo)' : ''}`,
      () => expectFault(fault),
    );
  }
});

test('the table is what was seen', async () => {
  expect(new Set(rows.map(({ fault }) => fault)).size).toBe(rows.length);
  const groups = Object.entries(faults).map(([group, members]): [string, TableRow[]] => [
    group,
    members.map((fault) => seen.get(fault.fault) ?? fault),
  ]);
  await expect(renderFaultTable(Object.fromEntries(groups))).toMatchFileSnapshot('../../docs/faults.md');
});
