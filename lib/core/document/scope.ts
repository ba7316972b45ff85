import { list, object, orNull, text, type TypeOf } from '../language/shape.ts';

/** Where a criterion is looked at, by names. Null where the scope is not narrowed: the whole run, or all requests. */
export const scopeShape = object({
  phase: orNull(text),
  endpoints: orNull(list(text, { least: 1 })),
  group: orNull(text),
  check: orNull(text),
});
export type Scope = TypeOf<typeof scopeShape>;

/** By what a scope can be narrowed. */
export type DimensionName = keyof Scope;

/** One way of narrowing a scope, as tables and sentences show it. */
type Dimension = {
  /** The column of a table. */
  readonly column: string;
  /** Whether the column is there too where no scope is narrowed so. */
  readonly isAlwaysShown: boolean;
  readonly cell: (scope: Scope) => string;
  /** In a sentence: `in phase "peak"`; null where the scope is not narrowed so. */
  readonly words: (scope: Scope) => string | null;
};

const dimensions: readonly Dimension[] = [
  {
    column: 'Phase',
    isAlwaysShown: true,
    cell: ({ phase }) => phase ?? 'all',
    words: ({ phase }) => (phase === null ? null : `in phase "${phase}"`),
  },
  {
    column: 'Endpoint',
    isAlwaysShown: true,
    cell: ({ endpoints }) => endpoints?.join(' + ') ?? 'all',
    words: ({ endpoints }) =>
      endpoints === null ? null : `of ${endpoints.map((endpoint) => `"${endpoint}"`).join(' and ')}`,
  },
  {
    column: 'Group',
    isAlwaysShown: false,
    cell: ({ group }) => group ?? 'all',
    words: ({ group }) => (group === null ? null : `in group "${group}"`),
  },
  {
    column: 'Check',
    isAlwaysShown: false,
    cell: ({ check }) => check ?? 'all',
    words: ({ check }) => (check === null ? null : `named "${check}"`),
  },
];

/** The columns that say where criteria are looked at, and what stands in them of each. */
export type ScopeColumns = { readonly titles: readonly string[]; readonly cells: (scope: Scope) => string[] };

/** @param scopes Those of all rows: a column that says nothing of any is left out. */
export function scopeColumns(scopes: readonly Scope[]): ScopeColumns {
  const shown = dimensions.filter(
    ({ isAlwaysShown, words }) => isAlwaysShown || scopes.some((scope) => words(scope) !== null),
  );
  return { titles: shown.map(({ column }) => column), cells: (scope) => shown.map(({ cell }) => cell(scope)) };
}

/** A scope in words: `in phase "peak" of "list items"`, `over the whole run`. */
export function renderScope(scope: Scope): string {
  const words = dimensions.flatMap((dimension) => dimension.words(scope) ?? []);
  return words.length === 0 ? 'over the whole run' : words.join(' ');
}
