import { describe } from '../../core/language/invalid.ts';
import { isSupportedK6, k6Version, oldestK6Version, parseK6Version } from './k6-version.ts';
import { runProcess } from './run-process.ts';

/** The version of a k6 that may be used, or why it may not, as a predicate: `is k6 1.8.1, older than 2.0.0`. */
export type K6Probe = { readonly version: string } | { readonly unusable: string };

/** Which versions will do: any supported one that is installed, or only the pinned one in the cache. */
export type WantedK6 = 'supported' | 'pinned';

/**
 * The version this k6 reports, or why it cannot be used, told by running `k6 version`.
 *
 * @param timeoutMs How long it may take to answer.
 */
export async function probeK6(
  path: string,
  wanted: WantedK6,
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<K6Probe> {
  const result = await runProcess(path, ['version'], { env, timeoutMs });
  if ('failure' in result) return { unusable: result.failure };
  const version = parseK6Version(result.stdout);
  if (version === undefined) return { unusable: `prints no version of k6 but ${describe(result.stdout)}` };
  if (wanted === 'pinned' && version !== k6Version) return { unusable: `is k6 ${version}, not ${k6Version}` };
  if (!isSupportedK6(version)) return { unusable: `is k6 ${version}, older than ${oldestK6Version}` };
  return { version };
}
