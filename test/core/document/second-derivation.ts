// The words that a document's rows and the document itself have to say, derived a second time: written apart from the library,
// of plain data and by other means, so that a slip there is not repeated here.
import { compare } from '../run-data.ts';

/** An object of a document, of which nothing is known yet. */
export type Fields = Record<string, unknown>;

export const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value : []);
export const fieldsOf = (value: unknown): Fields => Object(value);

/** Takes an expression apart. */
export function meets(expression: unknown, observed: unknown): boolean {
  const [, operator = '', limit = ''] = /^[a-z]+(?:\([^)]+\))?(<=|>=|==|!=|<|>)(.+)$/.exec(String(expression)) ?? [];
  return operator !== '' && typeof observed === 'number' && compare(observed, operator, Number(limit));
}

/** From good to bad. */
const rowWords = ['PASS', 'WARN', 'FAIL'];

/** The word of a row: the worst of what target, bound and k6 itself say; one that only warns says no worse than WARN. */
export function rowDue(row: Fields): string {
  if (row['noData'] !== null) return 'NO_DATA';
  const said = [
    meets(row['target'], row['observed']) ? 0 : 1,
    meets(row['bound'], row['observed']) ? 0 : 2,
    fieldsOf(row['native'])['held'] === false ? 2 : 0,
  ];
  return rowWords[Math.min(Math.max(...said), row['severity'] === 'warn' ? 1 : 2)] ?? '';
}

/** What a document says by the words of its rows and its faults. */
export function due(document: Fields): string {
  const rows = listOf(document['criteria']);
  if (rows.some((row) => row['verdict'] === 'FAIL')) return 'FAIL';
  if (
    listOf(document['faults']).length > 0 ||
    rows.every((row) => row['verdict'] === 'NO_DATA') ||
    rows.some((row) => row['verdict'] === 'NO_DATA' && row['severity'] === 'fail')
  ) {
    return 'INVALID';
  }
  return rows.every((row) => row['verdict'] === 'PASS') ? 'PASS' : 'WARN';
}
