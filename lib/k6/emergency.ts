/**
 * The reports when judging or rendering itself broke: verdict INVALID and the reason. It shares nothing with the code that
 * may have broken, and so repeats the document's shape with everything that is unknown left empty.
 *
 * @param run What names the run, as in the document.
 * @param error Whatever was thrown.
 */
export function emergencyReports(
  plan: string,
  run: string | undefined,
  error: unknown,
): { json: string; markdown: string; stdout: string } {
  const printable = /[^ -%'-;=?-Z^-~]/g;
  const reason = String(error instanceof Error ? error.message : error)
    .replace(printable, ' ')
    .slice(0, 1000);
  const sentence = `No report could be made of this run: ${reason}`;
  const document = {
    format: 'k6-acceptance',
    version: 1,
    plan,
    run: run || null,
    verdict: 'INVALID',
    sentence,
    emergency: true,
  };
  return {
    json: `${JSON.stringify(document, null, 2)}\n`,
    markdown: `# INVALID\n\n${sentence.replace(/[\\`*_|#!()]/g, ' ')}\n`,
    stdout: `\nINVALID: ${sentence}\n`,
  };
}
