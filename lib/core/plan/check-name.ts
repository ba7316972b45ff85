import { invalid } from '../language/invalid.ts';
import { parseName } from '../language/name.ts';

/** @throws When k6 would record no check of the name, or find none by it. */
export function parseCheckName(name: unknown, what: string): string {
  const parsed = parseName(name, what);
  if (!parsed.includes('::') && parsed !== '__proto__') return parsed;
  throw invalid(
    what,
    'a name without :: and other than __proto__',
    name,
    'k6 would not record it; choose another name',
  );
}
