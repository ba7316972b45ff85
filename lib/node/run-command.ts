import { invalid } from '../core/language/invalid.ts';
import type { Command } from './command.ts';
import { getK6, renderK6 } from './get-k6/get-k6.ts';
import { judgedRun } from './judged-run.ts';
import { reportFolderOf } from './report-folder.ts';

/** `run`: a run of k6 with the exit code of its verdict. */
export const runCommand: Command = {
  name: 'run',
  usage: 'run SCRIPT [options of k6 run]',
  summary:
    'Runs the script with k6, and exits with what its own document says: 0 (PASS, WARN, and k6 ended with 0), 1 (FAIL) or 2.',
  async run([script, ...options]) {
    if (script === undefined || script === '' || script.startsWith('-')) {
      throw invalid('call', `k6-acceptance ${runCommand.usage}`, script, 'Name the script first, then options of k6');
    }
    const k6 = await getK6();
    process.stderr.write(`${renderK6(k6)}\n`);
    return judgedRun({
      k6: k6.path,
      script,
      options,
      reportFolder: reportFolderOf(options, process.env),
      workingDirectory: process.cwd(),
    });
  },
};
