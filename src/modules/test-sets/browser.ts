export type { Broken } from './check-publication.ts';
export { type Kind, KINDS } from './runs/kinds.ts';
