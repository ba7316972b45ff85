/** A change of one place in the sources that some test has to notice. */
export type Mutant = {
  /** What is wrong then. Differs from all others. */
  readonly what: string;
  /** Below the root of the repository. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
};

/** Takes out what detects faults of the fault table: each of their tests has to fail then. */
export type Detector = Mutant & {
  /** Of the fault table, by their names. */
  readonly faults: readonly string[];
};

/**
 * The source with its one place changed. How the place is laid out does not matter, and neither do trailing commas.
 *
 * @throws When the place is not there, or is there more than once: then nobody knows what was taken out.
 */
export function mutate(source: string, { what, file, from, to }: Mutant): string {
  const place = placeOf(from);
  const places = source.match(place)?.length ?? 0;
  if (places !== 1) {
    throw new Error(
      `Invalid mutant "${what}": expected its place once in ${file}, received ${places} of ${JSON.stringify(from)}. Adapt it to the source.`,
    );
  }
  return source.replace(place, () => to);
}

function placeOf(code: string): RegExp {
  const tokens = code.match(/\w+|[^\w\s]/g) ?? [];
  const patterns = tokens.map((token, index) => {
    const pattern = token.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return index > 0 && /^[)\]}]$/.test(token) ? `,?\\s*${pattern}` : pattern;
  });
  return new RegExp(patterns.join('\\s*'), 'g');
}
