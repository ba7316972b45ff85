type Column = { readonly title: string; readonly align: 'left' | 'right' };

/** A table of text, not escaped for any format yet. */
export type Table = {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
};

/** A column of words. */
export function left(title: string): Column {
  return { title, align: 'left' };
}

/** A column of numbers. */
export function right(title: string): Column {
  return { title, align: 'right' };
}
