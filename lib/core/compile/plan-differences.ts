import { describe } from '../language/invalid.ts';
import { parseDuration } from '../language/duration.ts';
import { isObject } from '../language/is-object.ts';
import { neededSystemTags, reservedAmong } from '../plan/reserved-tags.ts';

/** Options that change nothing of what is sent, to whom, and how it is counted, or that are looked at by themselves. */
const harmlessOptions = new Set([
  'setupTimeout',
  'teardownTimeout',
  'handleSummaryTimeout',
  'httpDebug',
  'summaryTimeUnit',
  'consoleOutput',
  'metricSamplesBufferSize',
  'paused',
  'executionSegmentSequence',
  'ext',
  'features',
  'systemTags',
  'tags',
]);

/**
 * How the options that k6 ran with differ from those of the plan, one sentence each; none when the plan ran.
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
      // k6 shows no localIPs of a script, only those of the command line.
      if (harmlessOptions.has(option) || (option === 'localIPs' && planned[option] !== undefined)) return [];
      const difference = firstDifference(asShownByK6(option, planned[option]), actual[option], option);
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

/** The plan's value of an option in the shape that k6 gives it. */
function asShownByK6(option: string, value: unknown): unknown {
  if (option === 'tlsVersion' && typeof value === 'string') return { min: value, max: value };
  if (option === 'minIterationDuration' && typeof value === 'number') return `${value}ms`;
  return value;
}

/**
 * The first place where k6 holds something else than the plan gave. Fields that the plan leaves to k6 are null there;
 * durations come back in another spelling (`90s` as `1m30s`).
 */
function firstDifference(planned: unknown, actual: unknown, path: string): string | null {
  if (isUnset(planned) && isUnset(actual)) return null;
  if (isObject(planned) && isObject(actual)) {
    // What k6 has and the plan has not comes first: it tells what replaced the plan.
    for (const key of new Set([...Object.keys(actual), ...Object.keys(planned)])) {
      const difference = firstDifference(planned[key], actual[key], `${path}.${key}`);
      if (difference !== null) return difference;
    }
    return null;
  }
  if (Array.isArray(planned) && Array.isArray(actual) && planned.length === actual.length) {
    for (let index = 0; index < planned.length; index += 1) {
      const difference = firstDifference(planned[index], actual[index], `${path}[${index}]`);
      if (difference !== null) return difference;
    }
    return null;
  }
  if (planned === actual || sameDuration(planned, actual)) return null;
  return `${describe(path).slice(1, -1)} was ${describe(shownFields(actual))}, the plan says ${describe(planned)}.`;
}

function isUnset(value: unknown): boolean {
  return (
    value === undefined || value === null || value === false || (isObject(value) && Object.values(value).every(isUnset))
  );
}

/** What is set of a value, without a scenario's environment: it can hold secrets, and this goes into reports. */
function shownFields(value: unknown): unknown {
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([key, field]) => key !== 'env' && field !== null))
    : value;
}

function sameDuration(planned: unknown, actual: unknown): boolean {
  const ms = durationMs(planned);
  return ms !== null && ms === (isUnset(actual) ? 0 : durationMs(actual));
}

function durationMs(value: unknown): number | null {
  if (value === '0s') return 0;
  try {
    return parseDuration(value, 'duration');
  } catch {
    return null;
  }
}
