import type { Report } from './report.ts';

/** The canonical form. */
export const jsonReport = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
