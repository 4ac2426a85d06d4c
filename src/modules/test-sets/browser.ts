export type { Broken } from './check-publication.ts';
export { EXPECTED, type Expected } from './expected.ts';
export { type Kind, KINDS } from './runs/kinds.ts';
