import { describe } from '../language/invalid.ts';
import { isObject } from '../language/is-object.ts';
import { neededSystemTags, reservedAmong } from '../plan/reserved-tags.ts';
import { differenceOf } from './option-difference.ts';
import { kindOfOption } from './option-kinds.ts';

/**
 * How the options that k6 ran with replace a part of the plan, one sentence each; none when the plan ran.
 *
 * The command line, `K6_*` variables and a configuration file replace what a script exports, and k6 says nothing of it.
 *
 * @param planned The options that the plan gave to k6.
 * @param actual `exec.test.options`: every option of k6, null where nothing set it.
 */
export function planDifferences(planned: Readonly<Record<string, unknown>>, actual: unknown): string[] {
  if (!isObject(actual)) return [`k6 tells no options (${describe(actual)}), so nothing proves that the plan ran.`];
  const { systemTags, tags } = actual;
  // One of them on every sample would put the requests of setup into a phase or an endpoint.
  const clashingTags = reservedAmong(isObject(tags) ? Object.keys(tags) : []);
  const missingTags = neededSystemTags.filter((tag) => !(Array.isArray(systemTags) && systemTags.includes(tag)));
  return [
    ...[...new Set(['scenarios', ...Object.keys(actual), ...Object.keys(planned)])].flatMap((option) => {
      if (!replacesPlan(option)) return [];
      const difference = differenceOf(option, planned[option], actual[option]);
      return difference === null ? [] : [difference];
    }),
    ...(missingTags.length === 0
      ? []
      : [`systemTags leave out ${missingTags.join(', ')}, which the plan's sub-metrics select by.`]),
    ...(clashingTags.length === 0
      ? []
      : [`tags set ${clashingTags.join(', ')} for every sample, which the plan sets for each.`]),
  ];
}

/** An option that only a later k6 has may change anything. */
function replacesPlan(option: string): boolean {
  const kind = kindOfOption(option);
  return kind === undefined || kind === 'load' || kind === 'evidence';
}
