import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe } from '../core/language/invalid.ts';
import { parseJson } from '../core/language/parse-json.ts';
import { planVariable } from '../core/document/script-variables.ts';
import { isObject } from '../core/language/is-object.ts';
import { oneLine, reasonOf } from './reason.ts';

/** Far more than any script takes to be loaded; one that takes longer does not end. */
const limitMs = 60_000;

/**
 * What `k6 inspect` prints of the script: the options that k6 would run it with, and what it would need. k6 loads the
 * script and runs nothing of it; while it loads one, it lets it send no request.
 *
 * @param k6 The path of k6.
 * @param variables What k6's option -e takes, `NAME=value` each.
 * @throws When k6 cannot load the script, with k6's own reason.
 */
export async function inspectScript(k6: string, script: string, variables: readonly string[]): Promise<string> {
  // A script stops without its report folder, but a preview writes no report. Of a variable that stands twice k6 takes
  // the last.
  const folder = process.env['REPORT_DIR'] ? [] : ['REPORT_DIR=.'];
  const args = [
    'inspect',
    '--execution-requirements',
    '--include-system-env-vars',
    '--log-output',
    'stderr',
    '--log-format',
    'json',
    ...[...folder, ...variables, `${planVariable}=1`].flatMap((variable) => ['-e', variable]),
    '--',
    script,
  ];
  try {
    const inspecting = promisify(execFile)(k6, args, {
      timeout: limitMs,
      killSignal: 'SIGKILL',
      maxBuffer: 64 * 1024 * 1024,
      windowsHide: true,
    });
    // For a script named `-` k6 would wait here.
    inspecting.child.stdin?.end();
    const { stdout } = await inspecting;
    return stdout;
  } catch (error) {
    throw new Error(`k6 cannot load ${describe(script)}: ${reasonNotLoaded(error)}`, { cause: error });
  }
}

function reasonNotLoaded(error: unknown): string {
  if (isObject(error) && error['killed'] === true && typeof error['code'] !== 'string') {
    return `it had not ended after ${limitMs / 1000} s.`;
  }
  const lines = isObject(error) && typeof error['stderr'] === 'string' ? error['stderr'].split('\n') : [];
  const said = lines.flatMap((line) => loggedError(line) ?? []).at(-1);
  return (said ?? reasonOf(error)).slice(0, 1000);
}

/** The text of an error in k6's log, without the kind of the exception and without its stack. */
function loggedError(line: string): string | undefined {
  const entry = parseJson(line);
  if (
    !isObject(entry) ||
    entry['level'] !== 'error' ||
    typeof entry['msg'] !== 'string' ||
    entry['source'] === 'console'
  ) {
    return undefined;
  }
  const [message = ''] = entry['msg'].split(/\n\s*at /);
  return oneLine(message.replace(/^(?:Uncaught )?\w*Error: /, ''));
}
