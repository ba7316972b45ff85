/** The version of k6 that is built or downloaded where none is installed. `module/go.mod` pins the same one. */
export const k6Version = '2.2.0';

/** The oldest k6 that is accepted where one is installed. */
export const oldestK6Version = '2.0.0';

/**
 * The version that `k6 version` printed, without its `v`, for example `2.2.0` or `2.3.0-rc1`; `undefined` if the text
 * is not k6's. k6 names itself after its file, so the first word may be any. The platform at the end of the line is
 * what tells k6 from other programs that print a version.
 */
export function parseK6Version(output: string): string | undefined {
  return /^\S+ v(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?) \(.*\w+\/\w+\)\r?$/m.exec(output)?.[1];
}

/**
 * Whether this version is `oldestK6Version` or later.
 * By the rules of semantic versions a pre-release comes before its release: 2.0.0-rc1 is too old, 2.0.1-rc1 is not.
 *
 * @param version As `parseK6Version` returns it.
 * @see https://semver.org/#spec-item-11
 */
export function isSupportedK6(version: string): boolean {
  const ours = numbersOf(version);
  for (const [position, wanted] of numbersOf(oldestK6Version).entries()) {
    const number = ours[position] ?? 0;
    if (number !== wanted) return number > wanted;
  }
  return !withoutBuild(version).includes('-');
}

function numbersOf(version: string): number[] {
  const [release = ''] = withoutBuild(version).split('-');
  return release.split('.').map(Number);
}

function withoutBuild(version: string): string {
  const [precedence = ''] = version.split('+');
  return precedence;
}
