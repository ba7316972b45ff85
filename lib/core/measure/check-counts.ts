import { isObject } from '../language/is-object.ts';

/** How often the check of a name passed and failed in a group; null outside of all groups. */
export type CheckCount = {
  readonly name: string;
  readonly group: string | null;
  readonly passed: number;
  readonly failed: number;
};

/**
 * The checks of one of k6's groups, then those of the groups within it. A table shows them and nothing is judged by them,
 * so what cannot be read is left out.
 *
 * @param way The names of the groups that lead to it; the group of the whole script has none.
 */
export function checkCountsIn(group: unknown, way: readonly string[] = []): CheckCount[] {
  if (!isObject(group)) return [];
  return [
    ...listOf(group['checks']).flatMap((check) => checkCount(check, way)),
    ...listOf(group['groups']).flatMap((inner) =>
      isObject(inner) && typeof inner['name'] === 'string' ? checkCountsIn(inner, [...way, inner['name']]) : [],
    ),
  ];
}

function checkCount(check: unknown, way: readonly string[]): CheckCount[] {
  if (!isObject(check)) return [];
  const { name, passes: passed, fails: failed } = check;
  if (typeof name !== 'string' || !isCount(passed) || !isCount(failed)) return [];
  return [{ name, group: way.length === 0 ? null : way.join('::'), passed, failed }];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
