/**
 * The name that somebody who wrote another one most likely meant: the one that fewest edits of single letters make of it
 * (Levenshtein distance, case aside). Undefined when none is within a third of its length, and two edits at least.
 */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let fewest = Math.max(2, Math.floor(written.length / 3)) + 1;
  for (const name of names) {
    const edits = editDistance(written.toLowerCase(), name.toLowerCase());
    if (edits < fewest) [nearest, fewest] = [name, edits];
  }
  return nearest;
}

/** What to do about a name that does not exist: a sentence without its final stop. */
export function adviceFor(written: string, names: readonly string[]): string {
  const nearest = nearestName(written, names);
  return nearest === undefined ? 'Check its spelling' : `Check its spelling: perhaps "${nearest}"`;
}

function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const substituted = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(substituted, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
