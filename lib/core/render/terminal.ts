import type { Acceptance } from '../document/acceptance-document.ts';
import { rowVerdicts, type RowVerdict, type Verdict } from '../document/verdicts.ts';
import { printable } from '../language/printable.ts';
import type { Table } from './table.ts';
import { contextOf, notesOf, tablesOf } from './tables.ts';

const colours: Record<Verdict | RowVerdict, string> = {
  PASS: '32',
  WARN: '33',
  FAIL: '31',
  INVALID: '35',
  NO_DATA: '35',
};

/**
 * The document as text for a terminal, the verdict at its end, where a person looks first. Text from outside holds no
 * control sequence.
 *
 * @param colour Whether to colour the verdicts.
 */
export function renderTerminal(acceptance: Acceptance, colour: boolean): string {
  const paint = (text: string, word: Verdict | RowVerdict): string =>
    colour ? `\u001b[1;${colours[word]}m${text}\u001b[0m` : text;
  const { verdict } = acceptance;
  return [
    ...tablesOf(acceptance).map((table) => renderTable(table, paint)),
    [...notesOf(acceptance), contextOf(acceptance)].map(printable).join('\n'),
    `${paint(`${verdict}${acceptance.trial ? ' (TRIAL)' : ''}`, verdict)}: ${printable(acceptance.sentence)}`,
  ]
    .map((block) => `\n${block}\n`)
    .join('');
}

/** The table as lines of text, its title first. Text from outside holds no control sequence. */
export function renderTable(
  { title, columns, rows }: Table,
  paint: (text: string, word: RowVerdict) => string = (text) => text,
): string {
  const cells = [columns.map((column) => column.title), ...rows.map((row) => row.map(printable))];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => lengthOf(row[index] ?? ''))));
  const lines = cells.map((row) =>
    row
      .map((cell, index) => {
        const padding = ' '.repeat((widths[index] ?? 0) - lengthOf(cell));
        const shown = columns[index]?.title === 'Verdict' ? paintWord(cell, paint) : cell;
        return columns[index]?.align === 'right' ? padding + shown : shown + padding;
      })
      .join('  ')
      .trimEnd(),
  );
  return [title, ...lines].map((line, index) => (index === 0 ? line : `  ${line}`)).join('\n');
}

function paintWord(cell: string, paint: (text: string, word: RowVerdict) => string): string {
  for (const word of rowVerdicts) if (cell.startsWith(word)) return paint(word, word) + cell.slice(word.length);
  return cell;
}

/** Code points: as near to a terminal's columns as is possible without tables of character widths. */
function lengthOf(text: string): number {
  return text.length - (text.match(/[\u{10000}-\u{10ffff}]/gu)?.length ?? 0);
}
