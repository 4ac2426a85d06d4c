export type { ArticleCounts } from './reading/read-articles.ts';
export type { Counts } from './reading/read-counts.ts';
export type { Load } from './stories/read-load.ts';
export type { Path } from './stories/read-paths.ts';
export type { Resolution } from './reading/read-resolution.ts';
