/** The formats in which a run's document can be written. */
export const reportFormats = ['json', 'markdown', 'junit'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** What is written when nobody asks for anything else. */
export const defaultReportFormats: readonly ReportFormat[] = ['json', 'markdown'];
