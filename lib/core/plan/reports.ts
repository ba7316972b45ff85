import { defaultReportFormats, reportFormats, type ReportFormat } from '../document/report-formats.ts';
import { invalid, oneOf } from '../language/invalid.ts';

/**
 * The formats that a run is to be written in, in the order of the table of formats. JSON is always among them, because
 * the gate reads nothing else.
 *
 * @param planned What the plan asks for; JSON and Markdown when left out.
 * @param asked What REPORT_FORMATS asks for instead: names with commas between them.
 * @throws When a name is none of a format.
 */
export function parseReportFormats(planned: unknown, asked: string | undefined): readonly ReportFormat[] {
  const isAsked = asked !== undefined && asked.trim() !== '';
  const given: unknown = isAsked ? asked.split(',').map((name) => name.trim()) : (planned ?? defaultReportFormats);
  const what = isAsked ? 'REPORT_FORMATS' : 'reports';
  const names: readonly unknown[] = Array.isArray(given) ? given : [given];
  for (const name of names) {
    if (!reportFormats.some((format) => format === name)) {
      throw invalid(what, oneOf(reportFormats), name, 'Name formats that there are, or leave it out');
    }
  }
  return reportFormats.filter((format) => format === 'json' || names.includes(format));
}
