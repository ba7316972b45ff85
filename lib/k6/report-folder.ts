import { invalid } from '../core/invalid.ts';

/**
 * Stops the script at init when the report folder is not there: k6 creates none, and would tell only after the load.
 *
 * k6 has no way to look at a folder, but its `open` fails in another way for a folder than for a missing path. It takes paths
 * relative to the script, reports are written relative to the working directory: that one is known on Linux only, elsewhere
 * an absolute folder is looked at alone.
 *
 * @throws When the folder is missing or is a file.
 */
export function requireReportFolder(folder: string): void {
  const isAbsolute = /^(?:\/|[A-Za-z]:[\\/])/.test(folder);
  const workingDirectory = '/proc/self/cwd';
  // Not known elsewhere than on Linux; and an archive has only what was archived, so that nothing real can be looked at.
  if (!isFolder(workingDirectory)) return;
  if (isFolder(isAbsolute ? folder : `${workingDirectory}/${folder}`)) return;
  throw invalid(
    'REPORT_DIR',
    'a folder that exists',
    folder,
    'Create it (k6 creates no folders), or set REPORT_DIR to another',
  );
}

function isFolder(path: string): boolean {
  try {
    open(path);
  } catch (error) {
    return String(error).includes('directories');
  }
  return false;
}
