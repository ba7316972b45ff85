import { invalid } from './invalid.ts';

/**
 * The name itself, when k6 can carry it as a tag value *and* find it again in a sub-metric's selector.
 *
 * A comma ends a selector's part, quotes and outer spaces are trimmed from it, a brace without its pair delimits it: a
 * sub-metric with one of these matches no sample, without a word from k6. Everything else (`|`, `<`, emoji, inner
 * spaces, colons, `{id}`) works.
 *
 * @param what What bears the name, as the error says it.
 * @throws When the name is empty or holds one of these characters.
 */
export function parseName(name: unknown, what: string): string {
  if (
    typeof name === 'string' &&
    name !== '' &&
    name.trim() === name &&
    hasPairedBraces(name) &&
    !/[,"'\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/u.test(name)
  ) {
    return name;
  }
  throw invalid(
    what,
    'a name without comma, quote, single brace, control character or outer space',
    name,
    'k6 would match no sample under it; choose another name',
  );
}

function hasPairedBraces(name: string): boolean {
  let open = 0;
  for (const character of name) {
    if (character === '{') open += 1;
    if (character === '}') open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

/** @throws When a name stands twice in the list. */
export function rejectDuplicates(names: readonly string[], what: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw invalid(what, 'names that differ', name, 'Give each its own name, so that its numbers stay its own');
    }
    seen.add(name);
  }
}
