import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { invalid } from '../core/language/invalid.ts';
import type { Command } from './command.ts';
import { gateFile, renderResult } from './gate-files.ts';

/** `gate`: the exit code of a pipeline, by acceptance documents. */
export const gateCommand: Command = {
  name: 'gate',
  usage: 'gate FILE... [--strict] [--trial] [--newer-than FILE|TIME]',
  summary:
    'Checks acceptance documents, and exits with 0 (PASS, WARN), 1 (FAIL, with --strict WARN too) or 2 (INVALID, or no sound document).',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        strict: { type: 'boolean', default: false },
        trial: { type: 'boolean', default: false },
        'newer-than': { type: 'string', multiple: true, default: [] },
      },
    });
    if (positionals.length === 0) {
      throw invalid('call', `k6-acceptance ${gateCommand.usage}`, positionals, 'Name the .acceptance.json of a run');
    }
    const [newerThan, ...others] = values['newer-than'];
    if (others.length > 0) throw invalid('--newer-than', 'one moment', values['newer-than'], 'Give the latest alone');
    const options = {
      strict: values.strict,
      trial: values.trial,
      newerThanMs: newerThan === undefined ? undefined : await momentOf(newerThan),
      nowMs: Date.now(),
    };
    let worst = 0;
    for (const path of positionals) {
      const result = await gateFile(path, options);
      process.stdout.write(renderResult(path, result));
      worst = Math.max(worst, result.exitCode);
    }
    return worst;
  },
};

/** A moment in milliseconds since 1970: of an ISO 8601 time with its zone, or of the last change to a file. */
async function momentOf(given: string): Promise<number> {
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(given)) {
    const time = Date.parse(given);
    if (!Number.isNaN(time)) return time;
  }
  const file = await stat(given).catch(() => undefined);
  if (file === undefined) {
    throw invalid(
      '--newer-than',
      'a file, or a time as 2026-01-31T12:00:00Z',
      given,
      'Make the file before the run, or give the time with its zone',
    );
  }
  return file.mtimeMs;
}
