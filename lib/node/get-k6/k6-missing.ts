import { oldestK6Version } from './k6-version.ts';

/** No way to a k6 worked. The message is for the user as it stands: what was tried, why it failed, what to do. */
export class K6MissingError extends Error {
  override readonly name = 'K6MissingError';
}

/**
 * The error that lists every way tried, one a line, and how to install k6 on this platform.
 *
 * @param tried Each way with the reason why it failed, for example `build with Go: there is no go on PATH`.
 */
export function k6Missing(tried: readonly string[], platform: NodeJS.Platform): K6MissingError {
  return new K6MissingError(
    [
      `No k6 ${oldestK6Version} or later was found, and none could be made. Tried:`,
      ...tried.map((way) => `  - ${way}`),
      `Install k6 with ${installHint(platform)}, or set K6_BINARY to the path of a k6 ${oldestK6Version} or later.`,
    ].join('\n'),
  );
}

function installHint(platform: NodeJS.Platform): string {
  const page = 'https://grafana.com/docs/k6/latest/set-up/install-k6/';
  if (platform === 'darwin') return `\`brew install k6\` (${page})`;
  if (platform === 'win32') return `\`winget install k6 --source winget\` (${page})`;
  return `your package manager (apt, dnf: ${page})`;
}
