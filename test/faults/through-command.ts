import { build } from 'esbuild';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseRunRecord, type RunRecord } from '../../lib/core/document/run-record.ts';
import { root } from '../contract/run-k6.ts';

let bundled: Promise<string> | undefined;

/** The command, from the sources as they are now. */
async function bundleCommand(): Promise<string> {
  const outfile = join(await mkdtemp(join(tmpdir(), 'k6-acceptance-command-')), 'k6-acceptance.mjs');
  await build({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    entryPoints: ['lib/node/k6-acceptance.ts'],
    outfile,
  });
  return outfile;
}

/** What stands before a run of k6 that `k6-acceptance run` is to make. */
export async function throughCommand(): Promise<readonly string[]> {
  bundled ??= bundleCommand();
  return [process.execPath, fileURLToPath(new URL('inside/k6-acceptance-run.mjs', import.meta.url)), await bundled];
}

/** How k6 ended, by the record that the command keeps beside the document. */
export async function recordOf(folder: string, plan: string): Promise<RunRecord> {
  return parseRunRecord(await readFile(join(folder, `${plan}.run.json`), 'utf8'));
}
