import type { Acceptance } from '../document/acceptance-document.ts';
import { printable } from '../language/printable.ts';
import type { Table } from './table.ts';
import { contextOf, notesOf, tablesOf } from './tables.ts';

/** The document as GitHub-flavoured Markdown, verdict first. Text from outside is inert in it. */
export function renderMarkdown(acceptance: Acceptance): string {
  const trial = acceptance.trial ? ' (TRIAL)' : '';
  return `${[
    `# ${acceptance.verdict}${trial}`,
    escapeMarkdown(acceptance.sentence),
    escapeMarkdown(contextOf(acceptance)),
    ...notesOf(acceptance).map((note) => `- ${escapeMarkdown(note)}`),
    ...tablesOf(acceptance).map(renderTable),
  ].join('\n\n')}\n`;
}

function renderTable({ title, columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}\n`,
    line(columns.map((column) => column.title)),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(escapeMarkdown))),
  ].join('\n');
}

/**
 * Text that Markdown shows as it is: no markup, no HTML, no table cell of its own, no link, mention or issue reference.
 * It stays legible in its source: an underscore within a word, a dot or a colon within a number keep their place
 * (`:100:` and `:1234:` are emoji codes).
 *
 * Mentions, references and emoji codes are looked for in the finished page, where an escaped sign is the sign again: a
 * space without width behind it is what keeps them apart.
 */
export function escapeMarkdown(text: string): string {
  return printable(text).replace(
    /[@#](?=\w)|:(?=(?:[\w+-]*[a-z_+-][\w+-]*|100|1234):)|[&<>]|:(?=\/\/)|(?<=www)\.|(?<=(?<![a-z0-9])gh)-(?=\d)|[\\`*~[\]!#$|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/gi,
    (character, offset: number, whole: string) => {
      const entity = entities[character] ?? `\\${character}`;
      const follows = whole.slice(offset + 1);
      if (character === '-') return '-&#8203;';
      if (character === ':') return follows.startsWith('//') ? '&#58;' : ':&#8203;';
      return /[@#]/.test(character) && /^\w/.test(follows) ? `${entity}&#8203;` : entity;
    },
  );
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '.': '&#46;', '@': '@' };
