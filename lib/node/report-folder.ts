import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { invalid } from '../core/invalid.ts';
import { faultOf } from './get-k6/k6-fault.ts';

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
    throw invalid('REPORT_DIR', 'a folder that can be made and written to', folder, `Set REPORT_DIR to another: ${faultOf(error)}`);
  }
}

/** One folder after the other: Node's own `recursive` never ends where a file system says that a folder's parent is not there. */
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
