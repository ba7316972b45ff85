import { parseDuration } from '../language/duration.ts';
import { describe } from '../language/invalid.ts';
import { isObject } from '../language/is-object.ts';

/** What k6 does where nothing sets an option, and where something sets it to this. */
const defaults: Readonly<Record<string, unknown>> = {
  rps: 0,
  minIterationDuration: '0s',
  batch: 20,
  batchPerHost: 6,
  maxRedirects: 10,
};

function isDefault(option: string, value: unknown): boolean {
  return isUnset(value) || value === defaults[option];
}

/** The first place in an option where k6 holds something else than the plan gave, as a sentence; null where there is none. */
export function differenceOf(option: string, planned: unknown, actual: unknown): string | null {
  if (isDefault(option, planned) && isDefault(option, actual)) return null;
  return firstDifference(asShownByK6(option, planned), actual, option);
}

/** A sentence for every field of an option in which k6 holds something else than the plan gave. */
export function differencesOf(option: string, planned: unknown, actual: unknown): string[] {
  if (isDefault(option, planned) && isDefault(option, actual)) return [];
  // k6 takes no localIPs of a script, and shows only those of the command line.
  if (option === 'localIPs' && isUnset(actual)) return [];
  const given = asShownByK6(option, planned);
  if (isUnset(given) || !isObject(given) || !isObject(actual)) {
    return [firstDifference(given, actual, option)].filter((difference) => difference !== null);
  }
  return [...new Set([...Object.keys(actual), ...Object.keys(given)])]
    .map((field) => firstDifference(given[field], actual[field], `${option}.${field}`))
    .filter((difference) => difference !== null);
}

/** The plan's value of an option in the shape that k6 gives it. */
function asShownByK6(option: string, value: unknown): unknown {
  if (option === 'tlsVersion' && typeof value === 'string') return { min: value, max: value };
  if (option === 'tlsVersion' && isObject(value)) return { min: '', max: '', ...value };
  if (option === 'minIterationDuration' && typeof value === 'number') return `${value}ms`;
  if (option === 'hosts' && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([host, address]) => [host.toLowerCase(), address]));
  }
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
