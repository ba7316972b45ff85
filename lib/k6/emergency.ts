import type { Reports } from './judgement.ts';

/**
 * The reports when judging or rendering itself broke: verdict INVALID and the reason. It shares no code with what may
 * have broken, and so repeats the shape of each format.
 *
 * @param run What names the run, as in the document.
 * @param endings How the files end that the run was to write. None of an older run may stay in their place.
 * @param error Whatever was thrown.
 */
export function emergencyReports(
  plan: string,
  run: string | undefined,
  endings: readonly string[],
  error: unknown,
): Reports {
  const unprintable = /[^ -%'-;=?-Z^-~]/g;
  const reason = String(error instanceof Error ? error.message : error)
    .replace(unprintable, ' ')
    .slice(0, 1000);
  const sentence = `No report could be made of this run: ${reason}`;
  const files: Record<string, string> = {};
  for (const ending of endings) files[ending] = emergencyText(ending, plan, run, sentence);
  return { files, stdout: `\nINVALID: ${sentence}\n` };
}

function emergencyText(ending: string, plan: string, run: string | undefined, sentence: string): string {
  if (ending.endsWith('.json')) return emergencyJson(plan, run, sentence);
  if (ending.endsWith('.xml')) return emergencyXml(sentence);
  return `# INVALID\n\n${sentence.replace(/[\\`*_|#!()]/g, ' ')}\n`;
}

function emergencyJson(plan: string, run: string | undefined, sentence: string): string {
  const document = {
    format: 'k6-acceptance',
    version: 1,
    minorVersion: 0,
    plan,
    run: run || null,
    verdict: 'INVALID',
    sentence,
    emergency: true,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** As test results: one case, which is in error. */
function emergencyXml(sentence: string): string {
  const counts = 'tests="1" failures="0" errors="1" skipped="0"';
  const error = `<error type="emergency" message="${sentence.replace(/"/g, "'")}"/>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="k6-acceptance" ${counts}>
  <testsuite name="k6-acceptance" ${counts}>
    <testcase classname="k6-acceptance" name="the report can be made">${error}</testcase>
  </testsuite>
</testsuites>
`;
}
