import { describe, expect, it } from 'vitest';
import { parseReportFormats } from '../../../lib/core/plan/reports.ts';

describe('the formats of the report', () => {
  it('are JSON and Markdown where nobody asks for others', () => {
    expect(parseReportFormats(undefined, undefined)).toEqual(['json', 'markdown']);
  });

  it.each([
    [[], ['json']],
    [['json'], ['json']],
    [['markdown'], ['json', 'markdown']],
    [['junit'], ['json', 'junit']],
    [
      ['junit', 'markdown', 'json', 'junit'],
      ['json', 'markdown', 'junit'],
    ],
  ])('are those of the plan, each once, and JSON always: %j', (planned, formats) => {
    expect(parseReportFormats(planned, undefined)).toEqual(formats);
  });

  it.each([
    ['junit', ['json', 'junit']],
    [' json , junit ', ['json', 'junit']],
    ['markdown,junit', ['json', 'markdown', 'junit']],
    ['', ['json', 'markdown']],
    ['  ', ['json', 'markdown']],
  ])('are those of REPORT_FORMATS, unless it is empty: %j', (asked, formats) => {
    expect(parseReportFormats(['markdown'], asked)).toEqual(formats);
  });

  it.each<[planned: unknown, asked: string | undefined, message: string]>([
    [['pdf'], undefined, 'Invalid reports: expected one of "json", "markdown", "junit", received "pdf".'],
    ['pdf', undefined, 'Invalid reports: expected one of "json", "markdown", "junit", received "pdf".'],
    [[null], undefined, 'Invalid reports: expected one of "json", "markdown", "junit", received null.'],
    [['junit'], 'json,JUnit', 'Invalid REPORT_FORMATS: expected one of "json", "markdown", "junit", received "JUnit".'],
    [['junit'], 'json,', 'Invalid REPORT_FORMATS: expected one of "json", "markdown", "junit", received "".'],
  ])('are formats that there are: not %j with REPORT_FORMATS=%j', (planned, asked, message) => {
    expect(() => parseReportFormats(planned, asked)).toThrow(
      `${message} Name formats that there are, or leave it out.`,
    );
  });
});
