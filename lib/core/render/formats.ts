import type { Acceptance } from '../document/acceptance-document.ts';
import type { ReportFormat } from '../document/report-formats.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';

/** A format of reports: how its files end behind the plan's name, and what stands in them. */
export type Format = {
  readonly ending: string;
  readonly render: (acceptance: Acceptance) => string;
};

/** Every format. A new one is its renderer, its name, and a line here. */
export const formats: Readonly<Record<ReportFormat, Format>> = {
  json: { ending: '.acceptance.json', render: renderJson },
  junit: { ending: '.junit.xml', render: renderJunit },
  markdown: { ending: '.acceptance.md', render: renderMarkdown },
};
