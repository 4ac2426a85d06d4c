/** The article answers it; the article is shown at least; nothing here answers it, and we say so. */
export const EXPECTED = ['answer', 'found', 'unsure'] as const;
export type Expected = (typeof EXPECTED)[number];
