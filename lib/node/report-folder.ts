import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { invalid } from '../core/language/invalid.ts';
import { reasonOf } from './reason.ts';

/**
 * The report folder that the script will see in REPORT_DIR. Of a variable that is given twice, k6 takes the last. An
 * empty one means `reports` to the script, whatever the environment says. A wrong guess here finds no document, and so
 * never a verdict.
 *
 * @param options Of `k6 run`.
 */
export function reportFolderOf(
  options: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const given = options.flatMap((option, index) => {
    // Short options of k6 that take no value may stand before it in one word.
    const match = /^(?:-[hlpqvw]*e=?|--env=|--env$)(.*)$/s.exec(option);
    if (match === null) return [];
    const [name, ...value] = (match[1] || (options[index + 1] ?? '')).split('=');
    return name === 'REPORT_DIR' ? [value.join('=')] : [];
  });
  return (given.length > 0 ? given.at(-1) : environment['REPORT_DIR']) || 'reports';
}

/**
 * Makes the report folder where it is not there yet: k6 makes none.
 *
 * @param folder Absolute.
 * @throws When it cannot be made, or not be written to.
 */
export async function makeReportFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
  } catch (error) {
    throw invalid(
      'REPORT_DIR',
      'a folder that can be made and written to',
      folder,
      `Set REPORT_DIR to another: ${reasonOf(error)}`,
    );
  }
}

/**
 * One folder after the other: Node's own `recursive` never ends where a file system says that a folder's parent is not
 * there.
 */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  await mkdir(folder).catch(async (error: unknown) => {
    // Another run may have made it in between.
    if (!(await isFolder(folder))) throw error;
  });
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}
