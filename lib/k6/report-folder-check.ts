import { invalid } from '../core/language/invalid.ts';

/**
 * Stops the script at init when the report folder is missing. k6 creates no folders, and would say so only after the
 * load.
 *
 * k6 cannot look at a folder, but its `open` fails with another error for a folder than for a missing path. `open`
 * reads paths relative to the script, while k6 writes reports relative to the working directory. Only Linux has a path
 * for the working directory, so the check is made there alone.
 *
 * @throws When the folder is missing or is a file.
 */
export function requireReportFolder(folder: string): void {
  const isAbsolute = /^(?:\/|[A-Za-z]:[\\/])/.test(folder);
  const workingDirectory = '/proc/self/cwd';
  // Not Linux, or k6 runs an archive: `open` sees only archived files then.
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
