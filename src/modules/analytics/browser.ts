export type { ArticleCounts } from './reading/read-articles.ts';
export type { Counts } from './reading/read-counts.ts';
export type { Resolution } from './reading/read-resolution.ts';
