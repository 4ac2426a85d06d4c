/** What a team is told of its articles, each in a tab of its own. */
export const REPORTS = ['links', 'duplicates', 'images', 'redirects', 'outside'] as const;
export type ReportName = (typeof REPORTS)[number];
